/** Named regimes and the open table of votes in words. What is unknown stays unknown. */
import type { Decision } from '../../policy/decision.ts'
import type { BlendRow, Vote } from '../../policy/regime/blend.ts'
import type { JudgedTest, RegimeVerdict } from '../../policy/regime/regime.ts'
import { shortDate } from './dates.ts'
import { UNKNOWN } from './figure.ts'
import { asSentence, listed } from './listed.ts'
import { percent, significant, signed } from './numbers.ts'
import { inputLabel, inputValue } from './regime-inputs.ts'
import { type Row, type Table, type Tone, row } from './words.ts'

export interface RegimeWords {
  readonly id: string
  readonly label: string
  /** `fires`, `no`, `unknown`. */
  readonly fires: string
  readonly tone: Tone
  readonly tests: readonly TestWords[]
}

interface TestWords {
  /** `VIX 13.35, wanted ≥ 40`. */
  readonly text: string
  readonly mark: string
  readonly tone: Tone
}

interface VoteWords {
  readonly input: string
  readonly value: string
  readonly asOf: string
  /** `for`, `against`, `neither`, `unknown`. */
  readonly vote: string
  readonly tone: Tone
  readonly weight: string
  readonly note: string
}

export interface RegimesWords {
  /** `Calm carry fires. The votes lean to selling premium: +0.40 on 75.0% of the weight.` */
  readonly sentence: string
  readonly regimes: readonly RegimeWords[]
  readonly votes: readonly VoteWords[]
  /** Why inputs are unknown, each reason once, under the inputs it keeps unknown. */
  readonly unknown: readonly Row[]
  /** The votes as a table, without the notes. */
  readonly table: Table
}

export function regimesWords({ regimes, shock }: Decision): RegimesWords | null {
  if (regimes === null) return null
  const { verdicts, blend } = regimes
  const votes = blend.rows.map((row) => voteWords(row, verdicts))
  return {
    sentence: `${shock === null ? '' : 'As recorded, not as moved by hand. '}${firingText(verdicts)} ${scoreText(blend.score, blend.knownShare)}`,
    regimes: verdicts.map(regimeWords),
    votes,
    unknown: unknownRows(verdicts),
    table: {
      caption: 'Votes for and against selling premium',
      columns: [
        { title: 'Input', numeric: false },
        { title: 'Vote', numeric: false },
        { title: 'Value', numeric: true },
        { title: 'Weight', numeric: true },
        { title: 'As of', numeric: false },
      ],
      rows: votes.map(({ input, vote, value, weight, asOf }) => [input, vote, value, weight, asOf]),
      note: 'An unknown vote counts neither way, and its weight is not known weight.',
    },
  }
}

function firingText(verdicts: readonly RegimeVerdict[]): string {
  const labels = (fires: boolean | null): readonly string[] =>
    verdicts.filter((one) => one.fires === fires).map(({ label }) => label)
  if (verdicts.length === 0) return 'No history is at hand to judge the named regimes.'
  const firing = labels(true)
  const unknown = labels(null).length
  if (unknown > 0 && unknown === verdicts.length)
    return `None of ${verdicts.length} named regimes can be told.`
  const fires =
    firing.length === 0
      ? 'No named regime fires'
      : `${listed(firing)} ${firing.length === 1 ? 'fires' : 'fire'}`
  return asSentence(unknown === 0 ? fires : `${fires}; ${unknown} of ${verdicts.length} cannot be told`)
}

/** Nearer to zero than this the votes lean nowhere. */
const LEAN_MIN = 0.05

function scoreText(score: number | null, knownShare: number): string {
  if (score === null) return 'No vote is known.'
  const side = score > 0 ? 'lean to selling premium' : 'lean against selling premium'
  const lean = Math.abs(score) < LEAN_MIN ? 'lean nowhere' : side
  return `The votes ${lean}: ${signed(score, 2)} on ${percent(knownShare)} of the weight.`
}

function regimeWords({ id, label, fires, tests }: RegimeVerdict): RegimeWords {
  return {
    id,
    label,
    fires: fires === null ? UNKNOWN : fires ? 'fires' : 'no',
    tone: fires === null ? 'quiet' : fires ? 'warn' : 'plain',
    tests: tests.map(testWords),
  }
}

const SIGNS: Readonly<Record<JudgedTest['is'], string>> = {
  '>=': '≥',
  '<=': '≤',
  '<': '<',
  '>': '>',
  '=': '=',
}

function testWords({ input, is, level, value, holds }: JudgedTest): TestWords {
  const wanted = `wanted ${SIGNS[is]} ${inputValue(input, level)}`
  if (value === null || holds === null) {
    const text = `${inputLabel(input)} ${UNKNOWN}, ${wanted}`
    return { text, mark: '?', tone: 'quiet' }
  }
  const text = `${inputLabel(input)} ${inputValue(input, value)}, ${wanted}`
  return holds ? { text, mark: '✓', tone: 'good' } : { text, mark: '✗', tone: 'plain' }
}

const VOTES: Readonly<Record<string, readonly [string, Tone]>> = {
  '1': ['for', 'good'],
  '0': ['neither', 'plain'],
  '-1': ['against', 'bad'],
}

const voteText = (vote: Vote): readonly [string, Tone] => VOTES[String(vote)] ?? [UNKNOWN, 'quiet']

function voteWords(row: BlendRow, verdicts: readonly RegimeVerdict[]): VoteWords {
  const { input, value, asOf, vote, weight, note } = row
  const [text, tone] = voteText(vote)
  const regime = verdicts.find(({ label }) => label === input)
  return {
    input,
    // A regime's value is whether it fires.
    value: regime === undefined ? numberText(value) : regimeWords(regime).fires,
    asOf: asOf === null ? UNKNOWN : shortDate(asOf),
    vote: text,
    tone,
    weight: significant(weight),
    // A regime's tests say more than its vote does.
    note: regime === undefined ? note : '',
  }
}

function unknownRows(verdicts: readonly RegimeVerdict[]): readonly Row[] {
  const tests = verdicts.flatMap((verdict) => verdict.tests.filter(({ holds }) => holds === null))
  const byReason = Map.groupBy(tests, ({ reason }) => reason ?? 'no reason is given')
  return [...byReason].map(([reason, same]) => {
    const inputs = new Set(same.map(({ input }) => inputLabel(input)))
    return row([...inputs].join(', '), UNKNOWN, reason, 'quiet')
  })
}

const numberText = (value: number | null): string => (value === null ? UNKNOWN : significant(value, 4))

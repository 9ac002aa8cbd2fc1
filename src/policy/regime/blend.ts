/** The blend: an open table of votes. Nothing is hidden in it, and what is unknown has no vote. */
import { dayNumber, parseIsoDate } from '../../base/calendar/civil.ts'
import type { IndicatorReading } from '../indicator/reading.ts'
import type { RegimeVerdict } from './regime.ts'

/** 1 for selling premium, -1 against, 0 neither; null unknown. */
export type Vote = 1 | 0 | -1 | null

export interface BlendRow {
  readonly input: string
  readonly value: number | null
  readonly asOf: string | null
  readonly vote: Vote
  /** Not negative. */
  readonly weight: number
  /** The rule, or why the vote is unknown. */
  readonly note: string
}

export interface Blend {
  readonly rows: readonly BlendRow[]
  /** Weighted mean of the known votes, -1 to 1; null where none is known. */
  readonly score: number | null
  /** Share of all weight that is known: a score from a tenth of the weight says so. */
  readonly knownShare: number
}

export function blend(rows: readonly BlendRow[]): Blend {
  let [sum, known, all] = [0, 0, 0]
  for (const { vote, weight } of rows) {
    all += weight
    if (vote === null) continue
    sum += vote * weight
    known += weight
  }
  return { rows, score: known > 0 ? sum / known : null, knownShare: all > 0 ? known / all : 0 }
}

export interface VoteRule {
  readonly when: 'above' | 'below'
  readonly level: number
  /** Cast where the condition holds; otherwise the vote is 0. */
  readonly vote: 1 | -1
  readonly weight: number
  /** An older value is unknown. */
  readonly ageMax_days: number
}

/** The row of one reading under one rule. */
export function readingRow(reading: IndicatorReading, rule: VoteRule, asOfDay: number): BlendRow {
  const { id: input, value, asOf } = reading
  const says = `${rule.vote > 0 ? 'for' : 'against'} where ${rule.when} ${rule.level}`
  const row = { input, value, asOf, weight: rule.weight }
  if (value === null) return { ...row, vote: null, note: reading.reason ?? 'unknown' }
  const date = asOf === null ? null : parseIsoDate(asOf)
  const age = date === null ? Infinity : asOfDay - dayNumber(date)
  if (age > rule.ageMax_days)
    return { ...row, vote: null, note: `${age} days old, at most ${rule.ageMax_days}` }
  const holds = rule.when === 'above' ? value > rule.level : value < rule.level
  return { ...row, vote: holds ? rule.vote : 0, note: says }
}

/** The row of one regime: its vote where it fires, 0 where it does not, unknown where that cannot be told. */
export function regimeRow(verdict: RegimeVerdict, vote: 1 | -1, weight: number): BlendRow {
  const unknown = verdict.tests.filter((test) => test.holds === null)
  const dates = verdict.tests.flatMap(({ asOf }) => (asOf === null ? [] : [asOf])).sort()
  return {
    input: verdict.label,
    value: verdict.fires === null ? null : verdict.fires ? 1 : 0,
    // A regime is as old as its oldest input.
    asOf: dates[0] ?? null,
    vote: verdict.fires === null ? null : verdict.fires ? vote : 0,
    weight,
    note:
      verdict.fires === null
        ? unknown.map(({ input, reason }) => `${input}: ${reason}`).join('; ')
        : verdict.id,
  }
}

/** Votes and weights of the named regimes by default: equal weights, since no evidence ranks them. */
export const REGIME_VOTES: Readonly<Record<string, 1 | -1>> = {
  crash: -1,
  'vol-spike': -1,
  backwardation: -1,
  aftermath: 1,
  'calm-carry': 1,
  'big-top-cash-press': 1,
  'pre-event': -1,
  'post-event': 1,
}

/** One open table: the named regimes, then the votes of the rules. */
export function openBlend(verdicts: readonly RegimeVerdict[], votes: readonly BlendRow[]): Blend {
  const regimes = verdicts.flatMap((verdict) => {
    const vote = REGIME_VOTES[verdict.id]
    return vote === undefined ? [] : [regimeRow(verdict, vote, 1)]
  })
  return blend([...regimes, ...votes.map(plainRow)])
}

const plainRow = ({ input, value, asOf, vote, weight, note }: BlendRow): BlendRow => ({
  input,
  value,
  asOf,
  vote,
  weight,
  note,
})

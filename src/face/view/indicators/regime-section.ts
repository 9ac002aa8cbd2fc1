import type { IndicatorBoard } from '../../../policy/indicator-board/board.ts'
import type { JudgedTest, RegimeInput, RegimeVerdict } from '../../../policy/regime/regime.ts'
import type { Blend } from '../../../policy/regime/blend.ts'
import type { Unit } from '../../../policy/decision.ts'
import { shortDate } from '../dates.ts'
import { UNKNOWN, formatValue } from '../figure.ts'
import { grouped, percent, signed } from '../numbers.ts'
import type { Table } from '../words.ts'
import { type IndicatorLine, type IndicatorSection, section, unknownSection } from './section.ts'

const TITLE = 'Regimes'

/** Every named regime with the tests that decide it, and the open table of votes. */
export function regimeSection({ regimes }: IndicatorBoard): IndicatorSection {
  if (!regimes.known) return unknownSection('regimes', TITLE, regimes)
  const { verdicts, blend } = regimes.value
  const score =
    blend.score === null
      ? 'No vote is known, so there is no score.'
      : `Score ${signed(blend.score, 2)} of −1 to 1, from ${percent(blend.knownShare)} of the weight.`
  return section('regimes', TITLE, {
    lines: verdicts.map(verdictLine),
    tables: [blendTable(blend)],
    notes: [score],
  })
}

function verdictLine({ label, fires, tests }: RegimeVerdict): IndicatorLine {
  const dates = tests.flatMap(({ asOf }) => (asOf === null ? [] : [asOf])).sort()
  return {
    label,
    value: fires === null ? UNKNOWN : fires ? 'fires' : 'no',
    asOf: dates[0] === undefined ? null : shortDate(dates[0]),
    note: tests.map(testWords).join('; '),
    tone: fires === null ? 'quiet' : fires ? 'warn' : 'plain',
  }
}

const INPUTS: Readonly<Record<RegimeInput, readonly [label: string, unit: Unit]>> = {
  'index-rsi14': ['RSI(14) of the index', 'ratio'],
  'index-drawdown60': ['index below its highest of 60', 'fraction'],
  'index-hv20': ['realised of 20', 'vol points'],
  'breadth-divergence20': ['breadth divergence', 'count'],
  vix: ['VIX', 'vol points'],
  'vix-to-sma20': ['VIX over its mean of 20', 'ratio'],
  'vix-to-max20': ['VIX over its highest of 20', 'ratio'],
  'vix-max20': ['highest VIX of 20', 'vol points'],
  'vix-less-hv20': ['VIX less realised', 'vol points'],
  'vix9d-to-vix': ['VIX9D / VIX', 'ratio'],
  'vix-to-vix3m': ['VIX / VIX3M', 'ratio'],
  'vx-contango': ['contango', 'fraction'],
  'sessions-since-event': ['sessions since an event', 'count'],
  'sessions-to-event': ['sessions to an event', 'count'],
  'vix-since-event': ['VIX since the event', 'fraction'],
}

const COMPARED = { '>=': '≥', '<=': '≤', '<': '<', '>': '>', '=': '=' } as const

function testWords({ input, is, level, value, holds, reason }: JudgedTest): string {
  const [label, unit] = INPUTS[input]
  const test = `${COMPARED[is]} ${formatValue(level, unit)}`
  if (value === null) return `${label} unknown, wanted ${test} (${reason ?? 'no reason'})`
  const mark = holds === true ? '✓' : '✗'
  return `${mark} ${label} ${formatValue(value, unit)} ${test}`
}

const VOTES: ReadonlyMap<number | null, string> = new Map<number | null, string>([
  [1, 'for'],
  [0, 'neither'],
  [-1, 'against'],
  [null, UNKNOWN],
])

const blendTable = ({ rows }: Blend): Table => ({
  caption: 'Votes for and against selling premium',
  columns: [
    { title: 'Input', numeric: false },
    { title: 'Value', numeric: true },
    { title: 'As of', numeric: false },
    { title: 'Vote', numeric: false },
    { title: 'Weight', numeric: true },
  ],
  rows: rows.map(({ input, value, asOf, vote, weight }) => [
    input,
    value === null ? UNKNOWN : grouped(value, 0),
    asOf === null ? UNKNOWN : shortDate(asOf),
    VOTES.get(vote) ?? UNKNOWN,
    grouped(weight, 2),
  ]),
  note: 'Value 1: the regime fires. A regime is as old as its oldest input.',
})

/** Evidence in words: short names, intervals, the verdict over a run. */
import type { Interval } from '../../base/numerics/bootstrap-interval.ts'
import type { RunNote } from '../../engine/backtest/backtest-run.ts'
import type { EvidenceFigure } from '../../engine/evidence/evidence-figure.ts'
import type { AttributionRow, DrawdownRow, RunEvidence } from '../../engine/evidence/evidence-report.ts'
import type { MonthRow } from '../../engine/evidence/months.ts'
import type { Unit } from '../../policy/decision.ts'
import { shortDate } from './dates.ts'
import { formatValue } from './figure.ts'
import { counted, dollars, grouped, percent } from './numbers.ts'
import { type Row, type RowGroup, type Table, type Tone, row } from './words.ts'

/** Names that fit a terminal; a figure that is not here keeps its own. */
const SHORT: Readonly<Record<string, string>> = {
  'excess-over-bills': 'Excess over T-bills',
  'excess-over-index': 'Excess over the index',
  'compound-growth': 'Compound growth',
  volatility: 'Volatility',
  sharpe: 'Sharpe ratio',
  sortino: 'Sortino ratio',
  skew: 'Skew of days',
  'cvar-5': 'Worst 5 % of days, mean',
  'worst-day': 'Worst day',
  'worst-month': 'Worst month',
  'max-drawdown': 'Deepest drawdown',
  'time-under-water': 'Days under water',
  'longest-drawdown': 'Longest drawdown',
  beta: 'Beta',
  'downside-beta': 'Downside beta',
  alpha: 'CAPM alpha',
  trials: 'Rule sets tried',
  'deflated-sharpe': 'Better than luck',
  'minimum-track-record': 'Track record needed',
  'total-pnl': 'Total P&L',
  'pnl-per-lvr': 'P&L per dollar of LVR',
  kappa: 'Coverage κ',
  costs: 'Costs',
  'cost-share': 'Costs over rent',
  trades: 'Condors closed',
  'kept-to-settlement': 'Closing above width',
  expectancy: 'Expectancy a condor',
  'expectancy-per-margin': 'P&L over margin, each',
  'profit-factor': 'Gains over losses',
  'win-rate': 'Win rate',
}

/** What a reader asks first comes first; the win rate is last. */
const GROUPS: readonly (readonly [title: string, ids: readonly string[]])[] = [
  [
    'Does it pay',
    ['excess-over-bills', 'expectancy', 'expectancy-per-margin', 'total-pnl', 'sharpe', 'alpha'],
  ],
  [
    'What it risks',
    [
      'cvar-5',
      'worst-day',
      'worst-month',
      'max-drawdown',
      'longest-drawdown',
      'time-under-water',
      'volatility',
      'skew',
      'beta',
      'downside-beta',
    ],
  ],
  ['Rent against bleed', ['pnl-per-lvr', 'kappa', 'costs', 'cost-share']],
  ['Luck', ['trials', 'deflated-sharpe', 'minimum-track-record']],
  [
    'Also',
    [
      'compound-growth',
      'excess-over-index',
      'sortino',
      'profit-factor',
      'trades',
      'kept-to-settlement',
      'win-rate',
    ],
  ],
]

export const shortName = ({ id, label }: Pick<EvidenceFigure, 'id' | 'label'>): string => SHORT[id] ?? label

/** `−1.9% to 1.1%`: the ends in the unit of the figure, which the value beside it names. */
export function intervalWords({ low, high }: Pick<Interval, 'low' | 'high'>, unit: Unit): string {
  const plain: Unit = unit === 'per year' ? 'fraction' : unit === 'dollars per day' ? 'dollars' : unit
  return `${formatValue(low, plain)} to ${formatValue(high, plain)}`
}

/** `$212 (−$40 to $464)`: a cell that is not read without its doubt. */
export function withInterval(
  value: number,
  interval: Pick<Interval, 'low' | 'high'> | null,
  words: (value: number) => string,
): string {
  return interval === null
    ? `${words(value)} (no interval)`
    : `${words(value)} (${words(interval.low)} to ${words(interval.high)})`
}

/** Percentages on an axis: no more decimals than their step needs. */
export const axisPercent = (value: number): string => {
  const text = grouped(value * 100, 2).replace(/\.?0+$/, '')
  return `${text}%`
}

/** Known years to a tenth: four decimals are for times to expiry. */
export function valueWords({ value, unit }: Pick<EvidenceFigure, 'value' | 'unit'>): string {
  return unit === 'years' && value !== null ? `${grouped(value, 1)} years` : formatValue(value, unit)
}

function rowOf(figure: EvidenceFigure): Row {
  const { interval, note, id } = figure
  const notes = [
    ...(interval === null
      ? []
      : [`${Math.round(100 * interval.level)} %: ${intervalWords(interval, figure.unit)}`]),
    // Known, its number of trials is said beside it.
    ...(note === null || (id === 'deflated-sharpe' && figure.value !== null) ? [] : [note]),
  ]
  return row(
    shortName(figure),
    valueWords(figure),
    notes.length === 0 ? null : notes.join('; '),
    toneOf(figure),
  )
}

/** Coloured only where the interval leaves no doubt of the sign. */
function toneOf({ id, interval }: EvidenceFigure): Tone {
  if (
    interval === null ||
    !['excess-over-bills', 'expectancy', 'expectancy-per-margin', 'alpha'].includes(id)
  )
    return 'plain'
  return interval.low > 0 ? 'good' : interval.high < 0 ? 'bad' : 'plain'
}

export function figureGroups({ figures }: RunEvidence): readonly RowGroup[] {
  const byId = new Map(figures.map((figure) => [figure.id, figure]))
  const groups = GROUPS.map(([title, ids]) => ({
    title,
    rows: ids.flatMap((id) => {
      const found = byId.get(id)
      byId.delete(id)
      return found === undefined ? [] : [rowOf(found)]
    }),
  }))
  // What is new and has no place yet is shown before the win rate's group, never left out.
  const last = groups[groups.length - 1]
  const rest = [...byId.values()].map(rowOf)
  return [...groups.slice(0, -1), { ...last, rows: [...rest, ...last.rows] }].filter(
    ({ rows }) => rows.length > 0,
  )
}

export interface VerdictWords {
  readonly verdict: string
  readonly lead: string
  readonly tone: Tone
}

/** A deflated Sharpe ratio from here on is called better than luck. */
const BEYOND_LUCK = 0.95

/** What a run shows about paying: the interval of its return in excess of bills, and what the tries leave of it. */
export function runVerdict(evidence: RunEvidence): VerdictWords {
  const {
    figures,
    attribution,
    from,
    to,
    trials,
    provenance: { rung },
  } = evidence
  const excess = figures.find(({ id }) => id === 'excess-over-bills')
  const trade = figures.find(({ id }) => id === 'expectancy')
  const span = `${shortDate(from)} to ${shortDate(to)}`
  if (excess === undefined) {
    return {
      verdict: 'The account was ruined',
      lead: `Somewhere in ${span} nothing was left of it.`,
      tone: 'bad',
    }
  }
  if (attribution.length > 0 && attribution.every(({ id, weight }) => id === 'interest' || weight === 0)) {
    return { verdict: 'Nothing was opened', lead: nothingOpened(evidence, span), tone: 'plain' }
  }
  const { value, interval } = excess
  const each =
    trade?.value === null || trade === undefined
      ? ''
      : ` ${dollars(Math.round(trade.value))} a condor on average.`
  if (value === null || interval === null) {
    return {
      verdict: 'Too little happened to say',
      lead: `${excess.note ?? 'The return in excess of T-bills has no interval.'}${each}`,
      tone: 'plain',
    }
  }
  const lead = `${percent(value)} a year in excess of T-bills, 95 % between ${percent(interval.low)} and ${percent(interval.high)}.${each}`
  const [paid, on] =
    rung === 'quoted'
      ? ['Paid', '']
      : ['Would have paid', rung === 'indexed' ? ', on modelled prices' : ', in a simulated world']
  if (interval.high < 0) return { verdict: `${paid} less than T-bills${on}`, lead, tone: 'bad' }
  if (interval.low > 0) {
    const deflated = figures.find(({ id }) => id === 'deflated-sharpe')
    const luck = deflated?.value ?? null
    if (luck !== null && luck >= BEYOND_LUCK)
      return { verdict: `${paid} more than T-bills${on}`, lead, tone: 'good' }
    const tried = `After ${counted(trials.trials, 'rule set')} tried, the chance that it is better than luck is`
    const doubt =
      luck === null ? ` ${tried} unknown: ${deflated?.note ?? 'no test'}.` : ` ${tried} ${percent(luck)}.`
    return { verdict: `${paid} more than T-bills${on}, perhaps by luck`, lead: lead + doubt, tone: 'plain' }
  }
  return { verdict: 'No edge is shown', lead, tone: 'plain' }
}

/** Refusals beside the first that the verdict names. */
const ALSO_MAX = 2

/** Why a run opened nothing: what refused on most sessions, and what else did. */
function nothingOpened({ entryRefusals, sessions }: RunEvidence, span: string): string {
  const ask = 'Ask of any day why: kondor today --as-of DATE with the same --rules.'
  const [most, ...others] = entryRefusals
  if (most === undefined)
    return `From ${span} the rules opened nothing: the account earned interest and nothing else. ${ask}`
  const on = (times: number): string => `${grouped(times, 0)} of ${counted(sessions, 'session')}`
  const also = others.slice(0, ALSO_MAX).map((one) => `${one.because} (${grouped(one.sessions, 0)})`)
  const rest = also.length === 0 ? '' : ` Also: ${also.join('; ')}.`
  return `From ${span} entries were refused on ${on(most.sessions)} because ${most.because}.${rest} ${ask}`
}

/** What a run met, in words; what has none keeps its code. */
const MET: Readonly<Record<string, string>> = {
  'bill-rate-unknown': 'T-bill yield unknown: cash earned nothing',
  'counterfactual-expiry': 'Expiry not listed on its day',
  'expired-unsettled': 'Settlement value not published yet',
  'mark-carried': 'Not quoted: the last mark stands',
  'no-snapshot': 'No snapshot that session',
  'stood-aside': 'Nothing opened',
  'settled-on-official': 'Settled on the published value',
  'settled-on-prior-close': 'AM settled on the close before',
}
const NOT_FILLED = /^not-filled:([^:]+):(.+)$/

function metWords(code: string): string {
  const [, order = '', why = ''] = NOT_FILLED.exec(code) ?? []
  if (order !== '') return `Not filled, ${order}: ${why.replaceAll('-', ' ')}`
  return MET[code] ?? code
}

export function logTable(log: readonly RunNote[]): Table {
  return {
    caption: 'Counted over the run, each with its first case',
    columns: [
      { title: 'What', numeric: false },
      { title: 'Times', numeric: true },
      { title: 'First', numeric: false },
      { title: 'Last', numeric: false },
      { title: 'The first of them', numeric: false },
    ],
    rows: log.map(({ code, count, first, last, example }) => [
      metWords(code),
      grouped(count, 0),
      shortDate(first),
      shortDate(last),
      example,
    ]),
    note: null,
  }
}

export function attributionTable(
  rows: readonly AttributionRow[],
  caption = 'Where the P&L came from',
): Table {
  const total = rows.reduce((sum, { total_dollars }) => sum + total_dollars, 0)
  return {
    caption,
    columns: [
      { title: 'Line', numeric: false },
      { title: 'Dollars', numeric: true },
    ],
    rows: [
      ...rows
        .filter(({ weight }) => weight > 0)
        .map(({ label, total_dollars }) => [label, whole(total_dollars)]),
      ['Together', whole(total)],
    ],
    note: 'Every line is of the condors, but for the layers beside them and interest; together they are the change of the account, to the cent.',
  }
}

export function drawdownTable(rows: readonly DrawdownRow[]): Table {
  return {
    caption: 'Deepest drawdowns',
    columns: [
      { title: 'Peak', numeric: false },
      { title: 'Bottom', numeric: false },
      { title: 'Recovered', numeric: false },
      { title: 'Depth', numeric: true },
      { title: 'Dollars', numeric: true },
      { title: 'Days', numeric: true },
    ],
    rows: rows.map(({ peak, trough, recovery, depth, depth_dollars, days }) => [
      shortDate(peak),
      shortDate(trough),
      recovery === null ? 'not yet' : shortDate(recovery),
      percent(depth),
      whole(depth_dollars),
      grouped(days, 0),
    ]),
    note: null,
  }
}

/** Compounded returns of the months by year. */
export function yearReturns(
  months: readonly MonthRow[],
): readonly { readonly year: number; readonly return: number }[] {
  const wealth = new Map<number, number>()
  for (const { year, return: value } of months) wealth.set(year, (wealth.get(year) ?? 1) * (1 + value))
  return [...wealth].map(([year, value]) => ({ year, return: value - 1 }))
}

/** Whole dollars: cents of a twenty-year total say nothing. */
const whole = (value: number): string => dollars(Math.round(value))

/** `12 rule sets tried in the study "default"`. */
export const trialWords = ({ trials, study }: RunEvidence['trials']): string =>
  `${counted(trials, 'rule set')} tried in the study "${study}"`

/** Yields and stresses of one condor in words: every figure that depends on smile dynamics names them. */
import type { BreakEvenVol, CandidateCondor, CandidateYields, SmileYields } from '../../policy/decision.ts'
import { UNKNOWN } from './figure.ts'
import { capitalised } from './listed.ts'
import { counted, dollars, grouped, percent, signed } from './numbers.ts'
import { type Row, type Table, row } from './words.ts'

export interface YieldsWords {
  readonly title: string
  /** What is inside, for a face that shows it folded. */
  readonly summary: string
  /** Delta, hedge and a fall, one row for each assumption on the smile; then break-even volatility. */
  readonly tables: readonly Table[]
  readonly rows: readonly Row[]
}

const SMILE_NAMES: Readonly<Record<SmileYields['kind'], string>> = {
  'sticky-strike': 'Sticky strike',
  'sticky-moneyness': 'Sticky moneyness',
}

export function yieldsWords({ yields, days }: CandidateCondor): YieldsWords | null {
  if (yields === null) return null
  const volatility = breakEvenVolTable(yields, days)
  return {
    title: 'Stress and yields',
    summary: 'a fall, a volatility spike, hedges, break-even volatility, lifetime LVR',
    tables: [smileTable(yields), ...(volatility === null ? [] : [volatility])],
    rows: [
      spikeRow(yields),
      breakEvenMoveRow(yields),
      ...lifetimeRows(yields),
      hedgingErrorRow(yields),
      rangeRow(yields),
      marginRow(yields),
    ],
  }
}

/** Whole dollars: a stress is not known to the cent. */
const whole = (value: number): string => dollars(Math.round(value))

const indexText = (change: number): string =>
  `Index ${change === 0 ? 'unchanged' : `${signed(change * 100, 0)}%`}`

function smileTable({ bySmile, fall }: CandidateYields): Table {
  const assumptions = bySmile.map(({ dynamics }) => dynamics).join('; ')
  return {
    caption: 'Delta and a fall by smile dynamics',
    columns: [
      { title: 'Smile', numeric: false },
      { title: 'Delta', numeric: true },
      { title: indexText(fall), numeric: true },
      { title: 'Hedged', numeric: true },
      { title: 'MES', numeric: true },
    ],
    rows: bySmile.map((one) => [
      SMILE_NAMES[one.kind],
      dollars(one.delta_dollars_per_point),
      whole(one.fall_dollars),
      whole(one.hedgedFall_dollars),
      signed(one.hedge_mes_contracts, 2),
    ]),
    note:
      `${capitalised(assumptions)}. Delta: dollars per point. ${indexText(fall)}: change of value at once; hedged: with the ` +
      'delta closed in futures beforehand. MES: contracts per condor that close it; a tenth as many ES.',
  }
}

/** Null where everything has settled before the first of the days. */
function breakEvenVolTable({ breakEvenVol }: CandidateYields, days: number): Table | null {
  const cells = breakEvenVol.cells.filter(({ afterDays }) => afterDays < days)
  if (cells.length === 0) return null
  const spots = [...new Set(cells.map(({ spotChange }) => spotChange))]
  const later = [...new Set(cells.map(({ afterDays }) => afterDays))]
  return {
    caption: 'Break-even volatility',
    columns: [
      { title: 'Vol after', numeric: false },
      ...spots.map((change) => ({
        title: change === 0 ? 'Unchanged' : indexText(change),
        numeric: true,
      })),
    ],
    rows: later.map((afterDays) => [
      counted(afterDays, 'day'),
      ...cells.filter((cell) => cell.afterDays === afterDays).map(shiftText),
    ]),
    note:
      'Break-even volatility: vol points that all volatilities may rise after those days, from what the index left them at, ' +
      'before closing costs what the condor is worth now; negative: they must fall. In brackets the VIX that goes with it. ' +
      `${capitalised(breakEvenVol.dynamics)}. ${breakEvenVol.vixNote}.`,
  }
}

/** `+0.71 (14.2)`: the shift, and the VIX after it. */
function shiftText({ shift_vol_points, vix_vol_points }: BreakEvenVol): string {
  if (shift_vol_points === null) return 'none'
  const vix = vix_vol_points === null ? '' : ` (${grouped(vix_vol_points, 1)})`
  return `${signed(shift_vol_points, 2)}${vix}`
}

function spikeRow({ volSpike }: CandidateYields): Row {
  const { shift_vol_points, firstOrder_dollars, fullRevaluation_dollars, note } = volSpike
  const inDays = (days: number | null): string => (days === null ? '' : `, ${grouped(days, 1)} days of LVR`)
  const full = `repriced${inDays(volSpike.fullRevaluation_lvr_days)}`
  const first = `by vega ${whole(firstOrder_dollars)}${inDays(volSpike.firstOrder_lvr_days)}`
  return row(
    `Volatility ${signed(shift_vol_points, 0)} points`,
    whole(fullRevaluation_dollars),
    `${full}; ${first}; index unchanged${note === null ? '' : `; ${note}`}`,
  )
}

function breakEvenMoveRow({ breakEvenMove: { points, note } }: CandidateYields): Row {
  const value = points === null ? 'none' : `±${grouped(points, 1)}`
  return row('Break-even move', value, note ?? 'points a trading day, √(2Θ/Γ); sticky strike')
}

function lifetimeRows({ lifetimeLvr }: CandidateYields): Row[] {
  return [
    row(
      'Lifetime LVR, marked',
      whole(lifetimeLvr.marked_dollars),
      'expected if re-hedged to settlement, σ|vega|/2',
    ),
    row(
      'Lifetime LVR, static',
      whole(lifetimeLvr.staticPayoff_dollars),
      'expected of the payoff alone: the time value sold',
    ),
  ]
}

function hedgingErrorRow({ hedgingError }: CandidateYields): Row {
  const { dollars: error, hedges, volatility_vol_points } = hedgingError
  const each = `${counted(hedges, 'daily hedge')} at ${grouped(volatility_vol_points, 1)} vol`
  return row('Hedging error', `±${whole(error)}`, `one deviation, ${each}; to leading order`)
}

function rangeRow({ range: { low_points, high_points, leverage, note } }: CandidateYields): Row {
  if (low_points === null || high_points === null || leverage === null)
    return row('Equal range', 'none', note)
  // As many decimals as tell the edges of a narrow range apart.
  const width = high_points - low_points
  const decimals = width >= 10 ? 1 : width >= 1 ? 2 : 3
  const text = `${grouped(low_points, decimals)} to ${grouped(high_points, decimals)}`
  return row(
    'Equal range',
    text,
    `pool of the margin as capital and this gamma; leverage ${grouped(leverage, 0)}×`,
  )
}

function marginRow({ onMargin }: CandidateYields): Row {
  const { simple_per_year: simple, internal_per_year: internal, hurdle_per_year: hurdle, note } = onMargin
  const rate =
    internal === null ? `no one internal rate (${note ?? UNKNOWN})` : `internal rate ${percent(internal)}`
  return row(
    'Return on margin, at most',
    simple === null ? UNKNOWN : `${percent(simple)} a year`,
    `all credit kept; ${rate}; cash earns ${percent(hurdle)}: ${dollars(onMargin.marginCost_dollars)} to settlement`,
  )
}

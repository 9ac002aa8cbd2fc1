/** One condor in words: groups of labelled rows and its legs as a table. Everything is per one condor. */
import type { CandidateCondor, CandidateLeg, InvariantReading } from '../../policy/decision.ts'
import { weekdayDate } from './dates.ts'
import { UNKNOWN } from './figure.ts'
import {
  dollars,
  grouped,
  percent,
  price,
  significant,
  significantDollars,
  signed,
  strike,
} from './numbers.ts'
import { condorName } from './verdict.ts'
import { type Row, type RowGroup, type Table, row } from './words.ts'
import { type YieldsWords, yieldsWords } from './yields.ts'

export interface CondorWords {
  readonly id: string
  readonly label: string
  readonly asked: string
  readonly name: string
  readonly rung: CandidateCondor['rung']
  readonly expiry: string
  readonly legs: Table
  readonly groups: readonly RowGroup[]
  readonly yields: YieldsWords | null
  readonly warnings: readonly string[]
}

export function condorWords(condor: CandidateCondor): CondorWords {
  return {
    id: condor.id,
    label: condor.label,
    asked: condor.asked,
    name: condorName(condor),
    rung: condor.rung,
    expiry: expiryText(condor),
    legs: legsTable(condor),
    groups: [
      { title: 'Price', rows: priceRows(condor) },
      { title: 'Risk', rows: riskRows(condor) },
      { title: 'Rent and bleed', rows: bleedRows(condor) },
      { title: 'Break-evens', rows: breakEvenRows(condor) },
      { title: 'Probability', rows: probabilityRows(condor) },
      { title: 'Greeks', rows: greekRows(condor) },
      { title: 'Invariants at entry', rows: condor.invariants.map(invariantRow) },
    ].filter((group) => group.rows.length > 0),
    yields: yieldsWords(condor),
    warnings: condor.warnings,
  }
}

export function expiryText(condor: CandidateCondor): string {
  const listed = condor.counterfactual ? ', not listed on that date' : ''
  const days = grouped(condor.days, condor.days < 10 ? 1 : 0)
  return `${weekdayDate(condor.expiration)}, ${condor.settlement}-settled, ${days} days${listed}`
}

/** Half an ask is no middle: without a bid there is none. */
const midText = (leg: CandidateLeg): string =>
  leg.bid_points > 0 ? price((leg.bid_points + leg.ask_points) / 2) : 'none'

function legsTable(condor: CandidateCondor): Table {
  return {
    caption: 'Legs',
    columns: [
      { title: 'Leg', numeric: false },
      { title: 'Bid', numeric: true },
      { title: 'Ask', numeric: true },
      { title: 'Mid', numeric: true },
      { title: 'Vol', numeric: true },
      { title: 'Delta', numeric: true },
      { title: 'Open int.', numeric: true },
    ],
    rows: condor.legs.map((leg) => [
      `${leg.quantity < 0 ? 'Sell' : 'Buy'} ${Math.abs(leg.quantity)} × ${strike(leg.strike_points)} ${leg.right === 'C' ? 'call' : 'put'}`,
      price(leg.bid_points),
      price(leg.ask_points),
      midText(leg),
      leg.volatility === null ? UNKNOWN : grouped(leg.volatility * 100, 2),
      leg.delta === null ? UNKNOWN : signed(leg.delta, 3),
      leg.openInterest_contracts === null ? UNKNOWN : grouped(leg.openInterest_contracts, 0),
    ]),
    note: 'Vol: implied by the mid, vol points. Delta: of one long option.',
  }
}

function priceRows(condor: CandidateCondor): Row[] {
  const { mid_points, natural_points } = condor.credit
  const inDollars = (points: number): string => dollars(points * condor.multiplier)
  const tone = natural_points > 0 ? 'plain' : 'bad'
  return [
    row('Credit at mid', price(mid_points), inDollars(mid_points)),
    row(
      'Credit at natural',
      price(natural_points),
      `${inDollars(natural_points)}, sell bids, buy asks`,
      tone,
    ),
    row('Limit walk', walkSpan(condor), 'every step is on the ticket'),
    row('Width', widthText(condor), 'put wing / call wing, points'),
  ]
}

/** `11.25 to 10.60, 21 min`. */
function walkSpan({ credit: { walk } }: CandidateCondor): string {
  const first = walk[0]
  const last = walk.at(-1)
  if (first === undefined || last === undefined) return 'none'
  if (walk.length === 1) return price(first.limit_points)
  return `${price(first.limit_points)} to ${price(last.limit_points)}, ${last.afterMinutes} min`
}

/** `50 / 50`. */
const widthText = (condor: CandidateCondor): string =>
  `${strike(condor.putWidth_points)} / ${strike(condor.callWidth_points)}`

function riskRows(condor: CandidateCondor): Row[] {
  return [
    row('Maximum gain', dollars(condor.maxGain_dollars), 'from the natural credit'),
    row('Maximum loss', dollars(condor.maxLoss_dollars), 'from the natural credit'),
    row('Margin', dollars(condor.margin_dollars)),
    row('Forward', grouped(condor.forward_points, 2), 'put-call parity'),
    row('Expected move', `±${grouped(condor.expectedMove_points, 1)}`, 'points to expiry'),
    row('Short put', `${grouped(condor.putDistance_moves, 2)} moves`, 'below the forward'),
    row('Short call', `${grouped(condor.callDistance_moves, 2)} moves`, 'above the forward'),
  ]
}

function bleedRows(condor: CandidateCondor): Row[] {
  const { atForecast_dollars_per_day: forecast, atImplied_dollars_per_day: implied } = condor.lvr
  const kappa = condor.coverageKappa
  const pool = condor.equivalentPool_dollars
  return [
    row('Bleed (LVR) at implied', dollars(implied), 'a trading day'),
    row(
      'Bleed (LVR) at forecast',
      forecast === null ? UNKNOWN : dollars(forecast),
      forecast === null ? 'no history to forecast from' : 'a trading day',
    ),
    row(
      'Coverage κ',
      kappa === null ? UNKNOWN : grouped(kappa, 2),
      'rent over bleed',
      kappa === null ? 'plain' : kappa >= 1 ? 'good' : 'bad',
    ),
    row('Dollar gamma', dollars(condor.dollarGamma_dollars), 'S²Γ × multiplier'),
    row('Equal pool', pool === null ? UNKNOWN : dollars(pool), 'constant-product pool with this bleed'),
  ]
}

/** `4,462.1 / 4,882.9`. */
export const breakEvenPair = (low: number | null, high: number | null): string =>
  `${low === null ? 'none' : grouped(low, 1)} / ${high === null ? 'none' : grouped(high, 1)}`

function breakEvenRows(condor: CandidateCondor): Row[] {
  const { expiryLow_points, expiryHigh_points, todayLow_points, todayHigh_points } = condor.breakEvens
  return [
    row('At expiry', breakEvenPair(expiryLow_points, expiryHigh_points), 'index, from natural'),
    row(
      'Today',
      breakEvenPair(todayLow_points, todayHigh_points),
      todayLow_points === null && todayHigh_points === null
        ? 'no level earns the spread back at once'
        : 'index, from natural; sticky strike',
    ),
    ...condor.breakEvenVolShift.map((shift) =>
      row(
        `Volatility, day ${shift.afterDays}`,
        shift.shift_vol_points === null ? 'none' : signed(shift.shift_vol_points, 2),
        'vol points, all legs together',
      ),
    ),
  ]
}

function probabilityRows(condor: CandidateCondor): Row[] {
  const { riskNeutralProfit, riskNeutralMaxLoss, historicalProfit, historicalSample } = condor.probabilities
  const chance = (value: number | null): string => (value === null ? UNKNOWN : percent(value))
  return [
    row('Profit, risk-neutral', chance(riskNeutralProfit), 'from the fitted smile'),
    row('Maximum loss, risk-neutral', chance(riskNeutralMaxLoss), 'from the fitted smile'),
    row('Profit, historical', chance(historicalProfit), historicalSample ?? 'no history at hand'),
  ]
}

function greekRows(condor: CandidateCondor): Row[] {
  const greeks = condor.greeks
  return [
    row('Delta', dollars(greeks.delta_dollars_per_point), 'per index point, sticky strike'),
    row('Gamma', significantDollars(greeks.gamma_dollars_per_point2), 'per index point²'),
    row('Vega', dollars(greeks.vega_dollars_per_vol_point), 'per vol point'),
    row('Theta', dollars(greeks.theta_dollars_per_day), 'a calendar day'),
  ]
}

function invariantRow(reading: InvariantReading): Row {
  const number = (value: number | null): string => (value === null ? UNKNOWN : significant(value, 4))
  const product = `${reading.xLabel} ${number(reading.x)} × ${reading.yLabel} ${number(reading.y)}`
  return row(
    reading.label,
    `k = ${number(reading.k)}`,
    `${product}${reading.note === '' ? '' : `; ${reading.note}`}`,
  )
}

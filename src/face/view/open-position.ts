/** What a decision says of one open condor, in words. All contracts together, unless a row says otherwise. */
import type {
  PositionDecision,
  PositionMark,
  PositionReadings,
} from '../../policy/position/position-decision.ts'
import { actionWords } from './action.ts'
import { breakEvenPair } from './condor.ts'
import { shortDate } from './dates.ts'
import { heldByTrade } from './decision-orders.ts'
import { type DistanceWords, distanceWords } from './distance-bar.ts'
import { UNKNOWN } from './figure.ts'
import { type InvariantWords, invariantWords } from './invariant-gauge.ts'
import { asSentence } from './listed.ts'
import { counted, dollars, grouped, percent, price, signed, significantDollars } from './numbers.ts'
import { type OrderWords, orderWords } from './order.ts'
import { type LedgerWords, ledgerWords, previousWords } from './position-ledger.ts'
import { type ReasonWords, reasonWords } from './reason.ts'
import { restorationsTable } from './restorations.ts'
import { type Row, type RowGroup, type Table, type Tone, row } from './words.ts'

export interface PositionWords {
  readonly trade: string
  /** `2 × SPXW 2024-02-16 4445/4495/4895/4945`. */
  readonly label: string
  readonly rung: PositionDecision['rung']
  /** `Roll`. */
  readonly action: string
  readonly tone: Tone
  readonly because: string
  /** `38 days left, opened 2 Jan 2024, rolled once from A`. */
  readonly about: string
  /** A shock asked for by hand: said before any price. */
  readonly shock: string | null
  /** `P&L at natural`, first of all figures; null where it cannot be marked. */
  readonly pnl: Row | null
  readonly groups: readonly RowGroup[]
  readonly distance: DistanceWords | null
  readonly previous: LedgerWords
  readonly ledger: LedgerWords
  readonly invariants: readonly InvariantWords[]
  /** `$182 at natural, fees included`; null for a hold. */
  readonly cost: string | null
  readonly orders: readonly OrderWords[]
  readonly restorations: Table | null
  readonly reason: ReasonWords
  readonly warnings: readonly string[]
}

export function positionWords(position: PositionDecision): PositionWords {
  const { trade, label, rung, action, because, shock, mark, readings, cost_dollars } = position
  const { verb } = actionWords(action)
  const distance = distanceWords(position)
  return {
    trade,
    label,
    rung,
    action: verb,
    tone: toneOf(position),
    because: asSentence(because),
    about: aboutText(position),
    shock,
    pnl:
      mark === null ? null : pnlRow('P&L at natural', mark.pnlAtNatural_dollars, 'closed now, fees left out'),
    groups: [
      { title: 'Mark', rows: mark === null ? [] : markRows(mark, position) },
      { title: 'Distance', rows: distance?.rows ?? [] },
      { title: 'Rent and bleed', rows: readings === null ? [] : bleedRows(readings) },
      { title: 'Break-evens', rows: readings === null ? [] : breakEvenRows(readings) },
      { title: 'Greeks', rows: readings === null ? [] : greekRows(readings) },
    ].filter(({ rows }) => rows.length > 0),
    distance,
    previous: previousWords(position),
    ledger: ledgerWords(position),
    invariants: position.invariants.map(invariantWords),
    cost: cost_dollars === null ? null : `${dollars(cost_dollars)} at natural, fees included`,
    orders: position.orders.map((order) => orderWords(order, heldByTrade(position.legs))),
    restorations: restorationsTable(position.restorations),
    reason: reasonWords(position.reason),
    warnings: position.warnings,
  }
}

/** A hold is calm only where it is marked and what the rules watch does not act. */
function toneOf({ action, mark, invariants }: PositionDecision): Tone {
  if (action !== 'hold') return actionWords(action).tone
  if (mark === null) return 'quiet'
  const acts = invariants.some(
    ({ watched, verdict }) => watched && (verdict === 'act' || verdict === 'breach'),
  )
  return acts ? 'warn' : actionWords(action).tone
}

/** Tenths of a day count in the last ten. */
const daysText = (days: number): string => (days < 10 ? `${grouped(days, 1)} days` : counted(days, 'day'))

function aboutText({ days, openedAt, chain, rolls, adjustments }: PositionDecision): string {
  const times = (count: number): string => (count === 1 ? 'once' : `${grouped(count, 0)} times`)
  return [
    days === null ? 'not on this chain' : `${daysText(days)} left`,
    `opened ${shortDate(openedAt)}`,
    ...(rolls === 0 ? [] : [`rolled ${times(rolls)}: ${chain.join(' → ')}`]),
    ...(adjustments === 0 ? [] : [`adjusted ${times(adjustments)}`]),
  ].join(', ')
}

const pnlRow = (label: string, value: number | null, note: string): Row =>
  value === null
    ? row(label, 'unknown', 'a part of the chain cannot be marked')
    : row(label, signedDollars(value), note, value > 0 ? 'good' : value < 0 ? 'bad' : 'plain')

const signedDollars = (value: number): string => (value > 0 ? `+${dollars(value)}` : dollars(value))

function markRows(mark: PositionMark, { rolls }: PositionDecision): Row[] {
  return [
    row('Entry credit', price(mark.entryCredit_points), 'points a condor'),
    row('Close at mid', price(mark.mid_points), 'points a condor'),
    row('Close at natural', price(mark.natural_points), 'points; buy asks, sell bids'),
    pnlRow('P&L at mid', mark.pnlAtMid_dollars, 'fees left out'),
    pnlRow('P&L at natural', mark.pnlAtNatural_dollars, 'fees left out'),
    pnlRow(
      'P&L of the chain',
      mark.chainPnlAtNatural_dollars,
      rolls === 0 ? 'at natural, fees paid' : 'all rolls, at natural, fees paid',
    ),
  ]
}

function bleedRows({
  greeks,
  lvr,
  coverageKappa: kappa,
  equivalentPool_dollars: pool,
  ...rest
}: PositionReadings): Row[] {
  const forecast = lvr.atForecast_dollars_per_day
  return [
    row('Rent (theta)', dollars(greeks.theta_dollars_per_day), 'a calendar day'),
    row('Bleed (LVR) at implied', dollars(lvr.atImplied_dollars_per_day), 'a trading day'),
    row(
      'Bleed (LVR) at forecast',
      forecast === null ? UNKNOWN : dollars(forecast),
      forecast === null ? 'no history to forecast from' : 'a trading day',
      forecast === null ? 'quiet' : 'plain',
    ),
    row(
      'Coverage κ',
      kappa === null ? UNKNOWN : grouped(kappa, 2),
      kappa === null ? 'no forecast, or not short gamma' : 'rent over bleed',
      kappa === null ? 'quiet' : kappa >= 1 ? 'good' : 'bad',
    ),
    row('Equal pool', pool === null ? UNKNOWN : dollars(pool), 'full-range pool, same bleed'),
    row(
      'Profit, risk-neutral',
      rest.riskNeutralProfit === null ? UNKNOWN : percent(rest.riskNeutralProfit),
      'from the fitted smile',
    ),
  ]
}

function breakEvenRows({ breakEvens, breakEvenVolShift_vol_points: shift }: PositionReadings): Row[] {
  const { expiryLow_points, expiryHigh_points, todayLow_points, todayHigh_points } = breakEvens
  return [
    row('At expiry', breakEvenPair(expiryLow_points, expiryHigh_points), 'index, from the entry credit'),
    row('Today', breakEvenPair(todayLow_points, todayHigh_points), 'index, at mid; sticky strike'),
    row('Volatility', shift === null ? 'none' : signed(shift, 2), 'vol points, all legs together'),
  ]
}

function greekRows({ greeks, dollarGamma_dollars }: PositionReadings): Row[] {
  return [
    row('Delta', dollars(greeks.delta_dollars_per_point), 'per index point, sticky strike'),
    row('Gamma', significantDollars(greeks.gamma_dollars_per_point2), 'per index point²'),
    row('Dollar gamma', dollars(dollarGamma_dollars), 'S²Γ × multiplier'),
    row('Vega', dollars(greeks.vega_dollars_per_vol_point), 'per vol point'),
  ]
}

/**
 * Fills on one snapshot: sold at the bid, bought at the ask, or worse, on legal ticks. What cannot be had is refused with the
 * reason, never filled at a price that nobody quoted.
 */
import type { Cents, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import { verticalsOf } from '../../book/structure/vertical.ts'
import { snapToTick } from '../../market/quote/ticks.ts'
import type { Order } from '../../policy/intent.ts'
import type { CostRules } from '../../policy/rules/rule-set.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import type { LegFill } from '../kernel/kernel-event.ts'
import type { BacktestOptions, LimitPolicy } from './backtest-options.ts'
import { feeByTable } from './fee-table.ts'
import type { InstrumentQuote } from './instrument-quote.ts'
import type { QuoteBook } from './quote-book.ts'

/** What fills are made with, one run and one day. */
export interface FillDesk {
  readonly date: IsoDate
  readonly quotes: QuoteBook
  readonly vix_vol_points: number | null
  readonly options: BacktestOptions
  readonly costs: CostRules
}

export type Filled =
  | { readonly ok: true; readonly fills: readonly LegFill[]; readonly net_points: number }
  | { readonly ok: false; readonly code: FillRefusal; readonly why: string }

export const FILL_REFUSALS = [
  'not-quoted',
  'zero-bid',
  'above-width',
  'no-credit',
  'limit-not-reached',
  'not-enough-capital',
  'position-gone',
] as const
export type FillRefusal = (typeof FILL_REFUSALS)[number]

const refusedFill = (code: FillRefusal, why: string): Filled => ({ ok: false, code, why })

/**
 * All legs of an order, or none. Where `keepWorthless` a long leg that nobody bids for is not sold but kept to settle: it can
 * only pay.
 */
export function fillOrder(desk: FillDesk, order: Order, keepWorthless: boolean): Filled {
  const fills: LegFill[] = []
  let net = 0
  for (const { instrument, quantity } of order.legs) {
    const quote = desk.quotes(instrument)
    if (quote === null) return refusedFill('not-quoted', instrument)
    const price = priceOf(desk, quote, quantity)
    if (price === null) {
      if (keepWorthless) continue
      return refusedFill('zero-bid', instrument)
    }
    net -= quantity * price
    fills.push({
      instrument,
      quantity: quantity * order.units,
      price_points: price,
      multiplier: quote.multiplier,
      fees_cents: (feeOf(desk, quote, price) * Math.abs(quantity) * order.units) as Cents,
      future: quote.future,
    })
  }
  return { ok: true, fills, net_points: net }
}

/** The touch, and slippage beyond it; null where a sale would bring nothing. */
function priceOf(desk: FillDesk, quote: InstrumentQuote, quantity: number): number | null {
  const { bid_points, ask_points, root } = quote
  const strain = Math.max(1, (desk.vix_vol_points ?? 0) / 20)
  const slip = desk.options.slippage_share * strain * Math.max(0, ask_points - bid_points)
  // Vendors that smooth quotes print prices between ticks: nobody trades there.
  if (quantity > 0) return snapToTick(root, ask_points + slip, desk.date, 'up')
  if (!(bid_points > 0)) return null
  const price = snapToTick(root, bid_points - slip, desk.date, 'down')
  return price > 0 ? price : null
}

/** Whole cents of one contract. */
function feeOf({ options, costs, date }: FillDesk, { root }: InstrumentQuote, price_points: number): number {
  if (options.costs === 'none') return 0
  if (options.costs === 'table') return feeByTable(root, price_points, date)
  return Math.round((costs.commission_dollars + costs.fees_dollars) * 100)
}

/** Opens a condor: for a credit, and within what the limit allows. */
export function fillEntry(desk: FillDesk, order: Order, policy: LimitPolicy): Filled {
  const filled = fillOrder(desk, order, false)
  if (!filled.ok) return filled
  if (!(filled.net_points > 0)) return refusedFill('no-credit', `${filled.net_points.toFixed(2)} at natural`)
  return withinLimit(filled, order, policy)
}

/** Closes condors: no side above its own width, both together not above the wider. */
export function fillExit(
  desk: FillDesk,
  order: Order,
  legs: CondorLegs<OptionLeg>,
  policy: LimitPolicy,
): Filled {
  const filled = fillOrder(desk, order, true)
  if (!filled.ok) return filled
  const { put, call } = verticalsOf(legs)
  const [putCost, callCost] = [costOfSide(filled.fills, 'P', order), costOfSide(filled.fills, 'C', order)]
  const above =
    tops(putCost, put.width_points) ||
    tops(callCost, call.width_points) ||
    tops(putCost + callCost, Math.max(put.width_points, call.width_points))
  if (above) {
    const widths = `${put.width_points} and ${call.width_points} wide`
    return refusedFill('above-width', `${putCost.toFixed(2)} and ${callCost.toFixed(2)} to close, ${widths}`)
  }
  return withinLimit(filled, order, policy)
}

/** A millionth of a point forgives binary fractions. */
const tops = (cost: number, width: number): boolean => cost > width + 1e-6

function costOfSide(fills: readonly LegFill[], right: 'P' | 'C', { units }: Order): number {
  let cost = 0
  for (const { instrument, quantity, price_points } of fills) {
    if (parseOccSymbol(instrument)?.right === right) cost += (quantity / units) * price_points
  }
  return cost
}

function withinLimit(filled: Filled & { ok: true }, order: Order, policy: LimitPolicy): Filled {
  if (policy === 'always') return filled
  const least = policy === 'walk' ? Math.min(order.natural_points, order.limit_points) : order.limit_points
  if (filled.net_points >= least - 1e-9) return filled
  return refusedFill(
    'limit-not-reached',
    `${filled.net_points.toFixed(2)} for a limit of ${least.toFixed(2)}`,
  )
}

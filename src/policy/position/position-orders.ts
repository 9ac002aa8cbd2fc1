/** Orders that close a condor or open one in its place, and what they cost. */
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import {
  type CondorLegs,
  INDEX_OPTION_MULTIPLIER,
  type QuotedLeg,
  occSymbol,
} from '../../book/structure/legs.ts'
import { type StructurePrice, priceStructure } from '../../book/structure/price-structure.ts'
import { snapToComplexTick } from '../../market/quote/ticks.ts'
import { legCosts } from '../costs.ts'
import type { Order } from '../intent.ts'
import type { CostRules } from '../rules/rule-set.ts'

/** Where the legs are listed, and on what day the order is written. */
export interface Listing {
  readonly root: string
  readonly expiration: IsoDate
  readonly sessionDate: IsoDate
}

const reversed = (legs: CondorLegs<QuotedLeg>): readonly QuotedLeg[] =>
  legs.map((leg) => ({ ...leg, quantity: -leg.quantity }))

/** What closing one condor brings: negative is paid. A leg without a bid is marked at nothing and cannot be sold. */
export const closingPrice = (legs: CondorLegs<QuotedLeg>): StructurePrice => priceStructure(reversed(legs))

export const closeOrder = (legs: CondorLegs<QuotedLeg>, at: Listing, contracts: number): Order =>
  orderOf(reversed(legs), at, contracts)

export const openOrder = (legs: CondorLegs<QuotedLeg>, at: Listing, contracts: number): Order =>
  orderOf(legs, at, contracts)

/** An order for legs of one expiration, signed as traded. The limit starts at the middle, a tick against us where the middle is none. */
export function orderOf(legs: readonly QuotedLeg[], at: Listing, contracts: number): Order {
  const { mid_points, natural_points } = priceStructure(legs)
  return {
    legs: legs.map(({ right, strike_points, quantity }) => ({
      instrument: occSymbol(at.root, at.expiration, right, strike_points),
      quantity,
    })),
    units: contracts,
    limit_points: snapToComplexTick(at.root, mid_points, at.sessionDate, 'down'),
    natural_points,
    multiplier: INDEX_OPTION_MULTIPLIER,
  }
}

/** Spread from middle to natural, commissions and fees of trading the legs once, dollars for all contracts. */
export function tradingCost(legs: readonly QuotedLeg[], contracts: number, costs: CostRules): number {
  const { mid_points, natural_points } = priceStructure(legs)
  const spread = Math.max(0, mid_points - natural_points) * INDEX_OPTION_MULTIPLIER
  return (spread + legCosts(legs, costs)) * contracts
}

/** The same of closing what is held. A leg nobody bids for costs no spread: it brings nothing either way. */
export const closingCost = (legs: CondorLegs<QuotedLeg>, contracts: number, costs: CostRules): number =>
  tradingCost(reversed(legs), contracts, costs)

/**
 * The side whose vertical costs more at natural than it is wide, or null: such a side is never bought back, since at
 * settlement it cannot cost more than its width.
 */
export function sideAboveWidth(legs: CondorLegs<QuotedLeg>): 'put' | 'call' | null {
  const [longPut, shortPut, shortCall, longCall] = legs
  const costs = (short: QuotedLeg, long: QuotedLeg): number =>
    -short.quantity * short.ask_points - long.quantity * (long.zeroBid ? 0 : long.bid_points)
  const width = (a: QuotedLeg, b: QuotedLeg): number =>
    Math.abs(a.strike_points - b.strike_points) * b.quantity
  if (costs(shortPut, longPut) > width(shortPut, longPut)) return 'put'
  return costs(shortCall, longCall) > width(shortCall, longCall) ? 'call' : null
}

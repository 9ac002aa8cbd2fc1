/** Orders for hedges: packages of one expiry, priced at natural, with commissions and fees. */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { snapToComplexTick, snapToTick } from '../../market/quote/ticks.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import { legCosts } from '../costs.ts'
import type { Order } from '../intent.ts'
import type { CostRules } from '../rules/rule-set.ts'
import { legsPriced } from './choose-instrument.ts'
import { hedgeContract } from './hedge-contract.ts'
import type { HedgeInstrument, MarkedHedge } from './hedge-ladder.ts'

export interface PricedOrder {
  readonly order: Order
  /** Long contracts bought, or taken off (negative). */
  readonly contracts: number
  /** At natural with commissions and fees; positive is paid. For a future only the costs are. */
  readonly cost_dollars: number
}

/** Buys so many of the instrument. */
export function buyOrder(
  target: HedgeInstrument,
  contracts: number,
  asOfDay: number,
  costs: CostRules,
): PricedOrder {
  const premium = isFuture(target) ? 0 : target.ask_points * target.multiplier * contracts
  return {
    contracts,
    cost_dollars: premium + contracts * legCosts(target.legs, costs),
    order: {
      legs: target.legs,
      units: contracts,
      limit_points: -snapped(target, target.price_points, asOfDay),
      natural_points: -target.ask_points,
      multiplier: target.multiplier,
    },
  }
}

/** Dollars of one contract bought at natural. */
export const unitCost = (target: HedgeInstrument, asOfDay: number, costs: CostRules): number =>
  buyOrder(target, 1, asOfDay, costs).cost_dollars

/**
 * Sells up to so many long contracts of holdings of one expiry, short legs bought back with them. Null where a price is not
 * known, where nothing divides into whole packages, or where the package has no bid: a worthless hedge is left to settle. So is a
 * long leg that nobody bids for; where a short leg stands against it, all of it stays.
 */
export function sellOrder(
  held: readonly MarkedHedge[],
  contracts: number,
  market: VolatilityMarket,
  costs: CostRules,
): PricedOrder | null {
  const bidFor = held.filter((one) => one.quantity < 0 || hasBid(one, market))
  if (bidFor.length < held.length && held.some((one) => one.quantity < 0)) return null
  const package_ = packageOf(bidFor)
  if (package_ === null) return null
  const units = Math.min(package_.count, Math.floor(contracts / package_.longs))
  const priced = legsPriced(package_.legs, market)
  if (units <= 0 || !priced.ok || !(priced.value.bid_points > 0)) return null
  const { bid_points, price_points, multiplier } = priced.value
  const proceeds = isFuture(priced.value) ? 0 : bid_points * multiplier * units
  return {
    contracts: 0 - units * package_.longs,
    cost_dollars: units * legCosts(package_.legs, costs) - proceeds,
    order: {
      legs: package_.legs.map((leg) => ({ ...leg, quantity: 0 - leg.quantity })),
      units,
      limit_points: snapped(priced.value, price_points, market.asOfDay),
      natural_points: bid_points,
      multiplier,
    },
  }
}

function hasBid({ instrument }: MarkedHedge, market: VolatilityMarket): boolean {
  const priced = legsPriced([{ instrument, quantity: 1 }], market)
  return priced.ok && priced.value.bid_points > 0
}

/** Holdings of one expiry as so many equal packages: quantities over their greatest common divisor, long legs first. */
function packageOf(held: readonly MarkedHedge[]) {
  const size = held.reduce((divisor, { quantity: count }) => gcd(divisor, Math.abs(count)), 0)
  if (size === 0) return null
  const legs = held
    .map(({ instrument, quantity: count }) => ({ instrument, quantity: count / size }))
    .sort((a, b) => Math.sign(b.quantity) - Math.sign(a.quantity))
  const longs = legs.reduce((sum, leg) => sum + Math.max(0, leg.quantity), 0)
  return longs > 0 ? { legs, longs, count: size } : null
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

const isFuture = (target: HedgeInstrument): boolean => target.strike_vol_points === null

function snapped(target: HedgeInstrument, price_points: number, asOfDay: number): number {
  const date = isoOfDay(quantity<DayNumber>(asOfDay))
  const contract = hedgeContract(target.instrument)
  const root = contract?.kind === 'option' ? contract.root : 'VX'
  return target.legs.length > 1
    ? snapToComplexTick(root, price_points, date, 'nearest')
    : snapToTick(root, price_points, date, 'nearest')
}

import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { structureGreeks } from '../../book/structure/greeks.ts'
import { INDEX_OPTION_MULTIPLIER } from '../../book/structure/legs.ts'
import { dollarGamma, lvrPerTradingDay } from '../../book/structure/lvr.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { shortOptionMargin } from '../../book/structure/short-option-margin.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import type { BookFacts, HeldPosition } from '../book-facts.ts'
import { findHeldCondor } from '../invariant/held-condor.ts'
import { canBeClosed } from '../roll/closing.ts'
import type { UsedBudgets } from '../sizing.ts'
import { heldMargin } from './held-margin.ts'

/**
 * What open positions use of the margin and of the LVR budget, those being closed included: until an order is filled its
 * position is there. LVR is unknown without a forecast, and where a condor cannot be marked; a condor that is long gamma
 * frees nothing.
 */
export function usedBudgets(
  market: MarketState,
  book: BookFacts,
  forecastVariance: number | null,
): UsedBudgets {
  const { sessionDate } = market.chain
  let lvr: number | null = 0
  for (const position of aliveOf(book, sessionDate)) {
    const each = lvrOf(market, position, forecastVariance)
    lvr = each === null || lvr === null ? null : lvr + each * position.contracts
  }
  // The bleed of a trade that no rule speaks of is not known.
  if (book.others.some(({ margin_dollars }) => margin_dollars !== 0)) lvr = null
  return {
    margin_dollars: usedMargin(market, book),
    lvr_dollars_per_day: lvr,
    positions: usedPositions(book, sessionDate),
  }
}

/**
 * What is tied up: condors by the spread rule, the shorts of what closes delta uncovered, and trades that no rule speaks of as
 * far as theirs is known.
 */
export function usedMargin({ chain, impliedSpot_points }: MarketState, book: BookFacts): number {
  let used = 0
  for (const position of aliveOf(book, chain.sessionDate)) used += heldMargin(position)
  for (const { margin_dollars } of book.others) used += margin_dollars ?? 0
  for (const { instrument, quantity, closesDelta } of book.indexOptions) {
    const option = closesDelta && quantity < 0 ? parseOccSymbol(instrument) : null
    if (option === null || option.expiration < chain.sessionDate) continue
    used -= quantity * INDEX_OPTION_MULTIPLIER * shortOptionMargin(option, impliedSpot_points)
  }
  return used
}

/** How many of the positions that the rules allow are taken. */
export const usedPositions = (book: BookFacts, sessionDate: IsoDate): number =>
  aliveOf(book, sessionDate).length + book.others.filter(({ margin_dollars }) => margin_dollars !== 0).length

const aliveOf = ({ positions }: BookFacts, sessionDate: IsoDate): readonly HeldPosition[] =>
  positions.filter(({ expiration }) => expiration >= sessionDate)

/** Of one condor, dollars a trading day. */
function lvrOf(
  market: MarketState,
  { root, expiration, legs }: HeldPosition,
  forecastVariance: number | null,
): number | null {
  const found = findHeldCondor(market, root, expiration, legs)
  if (forecastVariance === null || !found.ok || !canBeClosed(found.value)) return null
  const { model } = found.value
  return Math.max(0, lvrPerTradingDay(dollarGamma(model, structureGreeks(model)), forecastVariance))
}

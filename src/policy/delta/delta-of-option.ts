import { settlementOf } from '../../base/calendar/settlement.ts'
import { structureGreeks } from '../../book/structure/greeks.ts'
import type { StructureModel } from '../../book/structure/structure-model.ts'
import { type OccOption, parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { bindLeg, isBuyable, sideOf } from '../../book/structure/strike-candidates.ts'
import type { ExpiryState, MarketState } from '../../market/surface/market-state.ts'
import { modelOnExpiry } from '../invariant/held-condor.ts'

/**
 * Dollars per point of the index of a structure, one contract a leg quantity. Its Greeks are per point of its own forward, and a
 * point of the index moves that forward by their ratio: so deltas of several expirations add up.
 */
export function indexDelta(model: StructureModel, spot_points: number): number {
  return (structureGreeks(model).delta * model.multiplier * model.forward_points) / spot_points
}

/**
 * The same of so many contracts of an index option, by its own volatility or the smile's. 0 once its settlement is struck; null
 * where the market does not quote it.
 */
export function deltaOfOption(market: MarketState, instrument: string, quantity: number): number | null {
  const option = parseOccSymbol(instrument)
  if (option === null) return null
  if (isSettled(market, option)) return 0
  const held = heldOption(market, option, quantity)
  return held === null ? null : indexDelta(held.model, market.impliedSpot_points)
}

/** So many contracts of an index option as a structure of one leg; null where the market does not quote it. */
export function heldOption(
  market: MarketState,
  option: OccOption,
  quantity: number,
): { readonly expiry: ExpiryState; readonly model: StructureModel } | null {
  const expiry = expiryOf(market, option)
  const at = expiry?.slice.strikes_points.indexOf(option.strike_points) ?? -1
  if (expiry === null || at < 0 || !isBuyable(sideOf(expiry, option.right), at)) return null
  return { expiry, model: modelOnExpiry(expiry, [bindLeg(expiry, option.right, at, quantity)]) }
}

/** Whether its settlement is struck: at the opening of the day for AM, at the close of stocks for PM. */
export function isSettled(
  { chain, asOf }: MarketState,
  { root, expiration }: Pick<OccOption, 'root' | 'expiration'>,
): boolean {
  const settlement = settlementOf(root, expiration)
  return expiration < chain.sessionDate || (settlement.ok && settlement.value.settlesAt <= asOf)
}

export const expiryOf = (
  market: MarketState,
  of: { readonly root: string; readonly expiration: string },
): ExpiryState | null =>
  market.expiries.find(
    ({ slice, years }) => slice.root === of.root && slice.expiration === of.expiration && years > 0,
  ) ?? null

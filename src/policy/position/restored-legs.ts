import { valueOrNull } from '../../base/vocabulary/result.ts'
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import { type HeldCondor, findHeldCondor } from '../invariant/held-condor.ts'
import type { Restoration } from '../invariant/solve.ts'

/** The condor that a restoration names, with its quotes; null where a strike of it is not quoted. */
export function restoredLegs(
  market: MarketState,
  { root, expiration, strikes_points }: Restoration,
  held: CondorLegs<OptionLeg>,
): HeldCondor | null {
  const at = (leg: OptionLeg, i: number): OptionLeg => ({ ...leg, strike_points: strikes_points[i] })
  const [longPut, shortPut, shortCall, longCall] = held
  const legs: CondorLegs<OptionLeg> = [at(longPut, 0), at(shortPut, 1), at(shortCall, 2), at(longCall, 3)]
  return valueOrNull(findHeldCondor(market, root, expiration, legs))
}

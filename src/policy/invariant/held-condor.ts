import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { type CondorLegs, INDEX_OPTION_MULTIPLIER, type OptionLeg } from '../../book/structure/legs.ts'
import { bindLeg } from '../../book/structure/strike-candidates.ts'
import type { StructureModel } from '../../book/structure/structure-model.ts'
import type { ExpiryState, MarketState } from '../../market/surface/market-state.ts'

/** A condor that is open, found in a market: its quotes now and its value function now. */
export interface HeldCondor {
  readonly expiry: ExpiryState
  readonly legs: CondorLegs
  readonly model: StructureModel
}

/** Finds the legs on the chain. Refuses `option.not-listed` where the market has no such expiry or strike. */
export function findHeldCondor(
  market: MarketState,
  root: string,
  expiration: string,
  legs: CondorLegs<OptionLeg>,
): Result<HeldCondor> {
  const source = market.chain.source.name
  const expiry = market.expiries.find(({ slice }) => slice.root === root && slice.expiration === expiration)
  if (expiry === undefined) {
    const was = `${root} ${expiration}`
    const wanted = 'an expiry with a forward on this chain'
    return refused(refuse('option.not-listed', { field: 'expiration', was, wanted, source }))
  }
  const { strikes_points } = expiry.slice
  const missing = legs.find(({ strike_points }) => strikes_points.indexOf(strike_points) < 0)
  if (missing !== undefined) {
    const wanted = `a strike listed for ${root} ${expiration}`
    return refused(
      refuse('option.not-listed', { field: 'strike_points', was: missing.strike_points, wanted, source }),
    )
  }
  const bound = (leg: OptionLeg) =>
    bindLeg(expiry, leg.right, strikes_points.indexOf(leg.strike_points), leg.quantity)
  const [longPut, shortPut, shortCall, longCall] = legs
  const found: CondorLegs = [bound(longPut), bound(shortPut), bound(shortCall), bound(longCall)]
  return accepted({ expiry, legs: found, model: modelOnExpiry(expiry, found) })
}

/** The value function of legs on an expiry: S is its parity forward. */
export function modelOnExpiry(expiry: ExpiryState, legs: StructureModel['legs']): StructureModel {
  const { forward, years } = expiry
  return {
    legs,
    forward_points: forward.forward_points,
    rate: years > 0 ? -Math.log(forward.discount) / years : 0,
    years,
    multiplier: INDEX_OPTION_MULTIPLIER,
  }
}

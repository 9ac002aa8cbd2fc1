import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import type { ExpiryState, MarketState } from '../../market/surface/market-state.ts'
import { chooseExpiry } from './choose-expiry.ts'
import { type CondorContract, describeCondor } from './condor-contract.ts'
import { expectedMoveOf } from './expected-move.ts'
import { type CondorLegs, INDEX_OPTION_MULTIPLIER } from './legs.ts'
import { deltaAt } from './listed-strikes.ts'
import { findCreditStrikes } from './credit-strikes.ts'
import {
  type ChosenStrikes,
  type WingedStrike,
  bindLeg,
  wingWish,
  wingedStrikes,
  wishText,
} from './strike-candidates.ts'
import type { StructureModel } from './structure-model.ts'

/** A condor bound to listed strikes of one expiry. */
export interface ResolvedCondor {
  readonly contract: CondorContract
  readonly asked: string
  readonly expiry: ExpiryState
  readonly legs: CondorLegs
  /** What a trader must know of how the strikes came about. */
  readonly warnings: readonly string[]
}

/**
 * Binds a condor in contract form to the chain. Shorts are out of the money against the parity forward and have a bid
 * above zero; wings have an ask. A strike that fits the short but lacks its wing is passed over for the next best, with
 * a warning. Equally good strikes: the one further out. Refuses `structure.unresolvable` with the reason.
 */
export function resolveCondor(contract: CondorContract, market: MarketState): Result<ResolvedCondor> {
  const expiry = chooseExpiry(contract.expiry, market)
  if (!expiry.ok) return expiry
  const chosen =
    contract.shorts.kind === 'credit'
      ? findCreditStrikes(contract.shorts, contract.wings, expiry.value)
      : bothSides(contract, expiry.value)
  if (!chosen.ok) return chosen
  const { put, call, warnings } = chosen.value
  const legs: CondorLegs = [
    bindLeg(expiry.value, 'P', put.wingIndex, 1),
    bindLeg(expiry.value, 'P', put.shortIndex, -1),
    bindLeg(expiry.value, 'C', call.shortIndex, -1),
    bindLeg(expiry.value, 'C', call.wingIndex, 1),
  ]
  return accepted({ contract, asked: describeCondor(contract), expiry: expiry.value, legs, warnings })
}

/** The value function of the condor: each leg with its own volatility, S the parity forward of its expiry. */
export function modelOf(condor: ResolvedCondor): StructureModel {
  const { forward, years } = condor.expiry
  return {
    legs: condor.legs,
    forward_points: forward.forward_points,
    rate: -Math.log(forward.discount) / years,
    years,
    multiplier: INDEX_OPTION_MULTIPLIER,
  }
}

function bothSides(contract: CondorContract, expiry: ExpiryState): Result<ChosenStrikes> {
  const put = oneSide(contract, expiry, 'P')
  if (!put.ok) return put
  const call = oneSide(contract, expiry, 'C')
  if (!call.ok) return call
  return accepted({
    put: put.value.strike,
    call: call.value.strike,
    warnings: [...put.value.warnings, ...call.value.warnings],
  })
}

/** How far a strike is from what was asked, in the unit of the tolerance. */
interface Aim {
  readonly tolerance: number
  readonly wanted: string
  distance(strike_points: number, delta: number): number
}

function aimOf(contract: CondorContract, expiry: ExpiryState, right: OptionRight): Aim {
  const { shorts } = contract
  const side = right === 'P' ? 'put' : 'call'
  switch (shorts.kind) {
    case 'delta':
      return {
        tolerance: shorts.tolerance,
        wanted: `delta ${shorts[side]} within ${shorts.tolerance}`,
        distance: (_, delta) => Math.abs(delta - shorts[side]),
      }
    case 'expected-moves': {
      const { forward_points } = expiry.forward
      const move = expectedMoveOf(expiry)
      return {
        tolerance: shorts.tolerance_moves,
        wanted: `${shorts[side]} expected moves out within ${shorts.tolerance_moves}`,
        distance: (strike) => Math.abs(Math.abs(strike - forward_points) / move - shorts[side]),
      }
    }
    case 'strikes': {
      const strike_points = right === 'P' ? shorts.put_points : shorts.call_points
      return {
        tolerance: 1e-9,
        wanted: `strike ${strike_points}`,
        distance: (strike) => Math.abs(strike - strike_points),
      }
    }
    case 'credit':
      return { tolerance: 0, wanted: 'a credit', distance: () => 0 }
  }
}

interface OneSide {
  readonly strike: WingedStrike
  readonly warnings: readonly string[]
}

function oneSide(contract: CondorContract, expiry: ExpiryState, right: OptionRight): Result<OneSide> {
  const side = right === 'P' ? 'put' : 'call'
  const aim = aimOf(contract, expiry, right)
  const wish = wingWish(contract.wings, right)
  const passedOver = new Map<number, string>()
  const strikes = wingedStrikes(expiry, right, wish, (index, why) => passedOver.set(index, why))
  const { strikes_points } = expiry.slice
  const distanceAt = (index: number): number =>
    aim.distance(strikes_points[index], Math.abs(deltaAt(expiry, right, index)))
  let best: WingedStrike | null = null
  let bestDistance = Number.MAX_VALUE
  for (const strike of strikes) {
    const distance = aim.distance(strike.strike_points, strike.delta)
    // Strict: of equals the first, which is the further out.
    if (distance >= bestDistance) continue
    best = strike
    bestDistance = distance
  }
  if (best === null || bestDistance > aim.tolerance) {
    return refused(
      refuse('structure.unresolvable', {
        field: `short ${side}`,
        was: noSuchStrike(best, passedOver, side, strikes_points, distanceAt),
        wanted: `${aim.wanted}, with a bid and a ${wishText(wish)}`,
        source: `${expiry.slice.root} ${expiry.slice.expiration}`,
      }),
    )
  }
  const reached = bestDistance
  const warnings = [...passedOver]
    .filter(([index]) => contract.shorts.kind !== 'strikes' && distanceAt(index) < reached)
    .map(([index, why]) => `the nearer short ${side} ${strikes_points[index]} was passed over: it ${why}`)
  return accepted({ strike: best, warnings })
}

/** Names the strike that would have fitted best and why it was passed over, then the nearest that is usable. */
function noSuchStrike(
  best: WingedStrike | null,
  passedOver: ReadonlyMap<number, string>,
  side: string,
  strikes_points: Float64Array,
  distance: (index: number) => number,
): string {
  const usable =
    best === null
      ? `no usable ${side}`
      : `nearest usable ${side} ${best.strike_points} at delta ${best.delta.toFixed(3)}`
  let nearest: readonly [number, string] | null = null
  for (const one of passedOver) if (nearest === null || distance(one[0]) < distance(nearest[0])) nearest = one
  const better = nearest !== null && (best === null || distance(nearest[0]) < distance(best.shortIndex))
  return nearest !== null && better ? `${usable}; ${strikes_points[nearest[0]]} ${nearest[1]}` : usable
}

import { type CondorLegs, type ResolvedLeg } from '../../book/structure/legs.ts'
import { smileVolAt } from '../../book/structure/listed-strikes.ts'
import { type WingedStrike, bindLeg, wingedStrikes } from '../../book/structure/strike-candidates.ts'
import { structureValue } from '../../book/structure/structure-model.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import { modelOnExpiry } from './held-condor.ts'
import { type Invariant, type InvariantState, logOver, productOf } from './invariant.ts'

/** One listed condor of a family, and what k would be if it were the one held. */
export interface FamilyMember {
  readonly legs: CondorLegs
  readonly state: InvariantState
  readonly k: number | null
}

/** A member at which k crosses its target: on the outer branch k rises as the shorts come in, on the inner it falls. */
export interface FamilyRoot {
  readonly member: FamilyMember
  readonly branch: 'outer' | 'inner'
  /** ln(k / target): what the grid of strikes leaves. */
  readonly residual: number
}

/**
 * All listed condors of one expiry with the widths of the held one: for each short call that can be sold, the short put
 * nearest in delta. Furthest out first. k is measured at the smile's volatilities, so that one noisy quote is not a root.
 */
export function restrikeFamily(
  invariant: Invariant,
  now: InvariantState,
  expiry: ExpiryState,
  tolerance_points: number,
): readonly FamilyMember[] {
  const [longPut, shortPut, shortCall, longCall] = now.legs
  const wish = (width_points: number) => ({ width_points, tolerance_points })
  const puts = wingedStrikes(expiry, 'P', wish(shortPut.strike_points - longPut.strike_points))
  const calls = wingedStrikes(expiry, 'C', wish(longCall.strike_points - shortCall.strike_points))
  if (puts.length === 0) return []
  return calls.map((call) => {
    const put = puts.reduce((best, one) =>
      Math.abs(one.delta - call.delta) < Math.abs(best.delta - call.delta) ? one : best,
    )
    return memberOf(invariant, now, expiry, put, call)
  })
}

function memberOf(
  invariant: Invariant,
  now: InvariantState,
  expiry: ExpiryState,
  put: WingedStrike,
  call: WingedStrike,
): FamilyMember {
  const [longPut, shortPut, shortCall, longCall] = now.legs
  const legs: CondorLegs = [
    bindLeg(expiry, 'P', put.wingIndex, longPut.quantity),
    bindLeg(expiry, 'P', put.shortIndex, shortPut.quantity),
    bindLeg(expiry, 'C', call.shortIndex, shortCall.quantity),
    bindLeg(expiry, 'C', call.wingIndex, longCall.quantity),
  ]
  const at = [put.wingIndex, put.shortIndex, call.shortIndex, call.wingIndex]
  const smooth = legs.map((leg: ResolvedLeg, i) => ({ ...leg, volatility: smileVolAt(expiry, at[i]) }))
  const model = modelOnExpiry(expiry, smooth)
  const state: InvariantState = { ...now, model, legs, entryCredit_points: -structureValue(model) }
  return { legs, state, k: productOf(invariant.measure(state)) }
}

/** Where k along a family crosses `target`: of the two members around each crossing the nearer one. */
export function familyRoots(family: readonly FamilyMember[], target: number): readonly FamilyRoot[] {
  const roots: FamilyRoot[] = []
  for (let i = 1; i < family.length; i += 1) {
    const outside = logOver(family[i - 1].k, target)
    const inside = logOver(family[i].k, target)
    if (outside === null || inside === null || outside === inside || outside > 0 === inside > 0) continue
    const nearer = Math.abs(outside) < Math.abs(inside) ? i - 1 : i
    const residual = nearer === i ? inside : outside
    roots.push({ member: family[nearer], branch: outside < inside ? 'outer' : 'inner', residual })
  }
  return roots
}

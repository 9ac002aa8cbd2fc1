import { settlementValue } from './settlement-value.ts'
import type { OptionLeg } from './legs.ts'
import { assert } from '../../base/vocabulary/assert.ts'

/**
 * The least settlement value of European legs of one root and expiry, in points (zero or negative). The payoff is
 * linear between strikes, so it is least at a strike, at zero, or far above; legs that lose without limit upwards are a
 * bug here, because Kondor sells no naked calls.
 */
export function worstSettlement(legs: readonly OptionLeg[]): number {
  let callSlope = 0
  for (const leg of legs) if (leg.right === 'C') callSlope += leg.quantity
  assert(callSlope >= 0, 'a structure must not be short naked calls', { callSlope })
  let worst = settlementValue(legs, 0)
  for (const leg of legs) worst = Math.min(worst, settlementValue(legs, leg.strike_points))
  return worst
}

/**
 * Margin in dollars of European legs of one root and expiry, covering each other: the largest loss at settlement, the
 * credit counted towards it (the spread rule of Cboe Rule 10.3 and Regulation T, which charges an iron condor the
 * greater of its two sides). With unequal wings that is the wider side. Never below zero.
 */
export function marginRequirement(
  legs: readonly OptionLeg[],
  credit_points: number,
  multiplier: number,
): number {
  return Math.max(0, -worstSettlement(legs) - credit_points) * multiplier
}

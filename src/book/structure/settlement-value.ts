import type { OptionLeg } from './legs.ts'

/** Settlement value of the legs at index level `spot_points`, in points: negative where the position owes. */
export function settlementValue(legs: readonly OptionLeg[], spot_points: number): number {
  let value = 0
  for (const leg of legs) {
    const intrinsic = leg.right === 'C' ? spot_points - leg.strike_points : leg.strike_points - spot_points
    value += leg.quantity * Math.max(0, intrinsic)
  }
  return value
}

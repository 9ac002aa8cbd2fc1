import type { OptionRight } from '../../../base/vocabulary/option-right.ts'
import { impliedVolOrMissing, NO_VOLATILITY } from '../../pricing/implied-volatility.ts'

/** Prices below this are rounding. */
const PRICE_LEAST = 1e-7

/** Black-76 volatility of an undiscounted price, or null where it has none. */
export function blackVol(
  right: OptionRight,
  at: {
    readonly forward_points: number
    readonly strike_points: number
    readonly years: number
    readonly price_points: number
  },
): number | null {
  const { forward_points, strike_points, years, price_points } = at
  const intrinsic = Math.max(
    0,
    right === 'C' ? forward_points - strike_points : strike_points - forward_points,
  )
  if (price_points - intrinsic < PRICE_LEAST) return null
  const found = impliedVolOrMissing(right, forward_points, strike_points, years, 1, price_points)
  return found === NO_VOLATILITY ? null : found
}

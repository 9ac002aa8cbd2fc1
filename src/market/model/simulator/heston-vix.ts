/**
 * VIX, its futures and its options under Heston. VIX squared is the mean variance of the thirty days ahead, affine in the
 * variance now; a future is its root's expectation at settlement, an option that of what exceeds the strike: the same law
 * of variance that the index options are priced with, so the three cannot be played against each other.
 */
import { assert } from '../../../base/vocabulary/assert.ts'
import type { OptionRight } from '../../../base/vocabulary/option-right.ts'
import { expectedTotalVariance, type HestonParameters } from './heston-types.ts'
import { expectation, varianceLaw } from './variance-law.ts'

/** Thirty days of an ordinary stretch: the variance clock's mean pace, whatever holidays lie ahead. */
const THIRTY_DAYS = 30 / 365

/** Vol points. */
export function hestonVix(parameters: HestonParameters, variance: number): number {
  return 100 * Math.sqrt(expectedTotalVariance(parameters, variance, THIRTY_DAYS) / THIRTY_DAYS)
}

/** The variance at which VIX is the level; negative below the least VIX the model can show. */
export function varianceAtVix(parameters: HestonParameters, vix_points: number): number {
  const least = expectedTotalVariance(parameters, 0, THIRTY_DAYS) / THIRTY_DAYS
  const slope = expectedTotalVariance(parameters, 1, THIRTY_DAYS) / THIRTY_DAYS - least
  return ((vix_points / 100) * (vix_points / 100) - least) / slope
}

/** Fair settlement value of a VX future that settles `years` ahead on the variance clock; VIX itself at 0. Vol points. */
export function hestonVx(parameters: HestonParameters, variance: number, years: number): number {
  if (years <= 0) return hestonVix(parameters, variance)
  return expectation(varianceLaw(parameters, variance, years), (v) => hestonVix(parameters, v))
}

/** Undiscounted value of a VIX option, vol points. */
export function hestonVixOption(
  parameters: HestonParameters,
  at: {
    readonly variance: number
    readonly years: number
    readonly strike_points: number
    readonly right: OptionRight
  },
): number {
  const { variance, years, strike_points, right } = at
  assert(strike_points > 0, 'a strike must be positive', { strike_points })
  const sign = right === 'C' ? 1 : -1
  if (years <= 0) return Math.max(0, sign * (hestonVix(parameters, variance) - strike_points))
  const law = varianceLaw(parameters, variance, years)
  const kink = Math.max(0, varianceAtVix(parameters, strike_points))
  const gain = (v: number): number => sign * (hestonVix(parameters, v) - strike_points)
  return Math.max(0, right === 'C' ? expectation(law, gain, kink) : expectation(law, gain, 0, kink))
}

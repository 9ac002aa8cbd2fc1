/**
 * Mean block length of the stationary bootstrap that minimises the mean squared error of its variance of the mean: Politis and
 * White, "Automatic block-length selection for the dependent bootstrap" (Econometric Reviews 23, 2004, section 3), with the
 * constant corrected by Patton, Politis and White (28, 2009): D = 2 g(0)^2, so b = (n G^2 / g(0)^2)^(1/3).
 */
import { assert } from '../vocabulary/assert.ts'
import { autocovariances } from './autocovariance.ts'

/** Lags in a row that must be insignificant, at least (their K_N). */
const INSIGNIFICANT_RUN_MIN = 5
/** Their c: a band about twice the standard error of a correlation. */
const BAND = 2

/** At least 1 (independent draws), at most min(3 sqrt(n), n / 3) rounded up; 1 where nothing varies. */
export function automaticBlockLength(values: ArrayLike<number>): number {
  const n = values.length
  assert(n > 0, 'the block length of nothing')
  const longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3))
  if (n < 3) return 1
  const run = Math.max(INSIGNIFICANT_RUN_MIN, Math.ceil(Math.sqrt(Math.log10(n))))
  const lagMax = Math.min(Math.ceil(Math.sqrt(n)) + run, n - 1)
  const covariances = autocovariances(values, lagMax)
  if (!(covariances[0] > 0)) return 1
  const window = Math.min(2 * Math.max(1, lastSignificantLag(covariances, run, n)), lagMax)
  let g = covariances[0]
  let weighted = 0
  for (let lag = 1; lag <= window; lag += 1) {
    const weight = flatTop(lag / window)
    g += 2 * weight * covariances[lag]
    weighted += 2 * weight * lag * covariances[lag]
  }
  // A spectrum of zero asks for the longest blocks allowed.
  const length = g === 0 ? longest : Math.cbrt((n * weighted * weighted) / (g * g))
  return Math.max(1, Math.min(longest, length))
}

/**
 * The longest of the block lengths of the values, of their deviations from the mean, and of the squares of these: volatility clusters
 * where returns do not, and one wild day hides it from the squares.
 */
export function clusteredBlockLength(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  const centre = sum / values.length
  const sizes = values.map((value) => Math.abs(value - centre))
  const squares = sizes.map((size) => size * size)
  return Math.max(...[values, sizes, squares].map(automaticBlockLength))
}

/** The smallest m whose next `run` correlations are insignificant; the last significant lag where there is none. */
function lastSignificantLag(covariances: Float64Array, run: number, n: number): number {
  const band = BAND * Math.sqrt(Math.log10(n) / n) * covariances[0]
  let last = 0
  for (let lag = 1; lag < covariances.length; lag += 1) {
    if (Math.abs(covariances[lag]) >= band) last = lag
    else if (lag - last === run) return last
  }
  return last
}

/** Trapezoidal lag window of Politis and Romano (1995): 1 up to a half, then straight down to 0 at 1. */
const flatTop = (t: number): number => (t <= 0.5 ? 1 : Math.max(0, 2 * (1 - t)))

import { assert } from '../vocabulary/assert.ts'

/**
 * Sample autocovariances of lags 0 to `lagMax`, divisor n at every lag (so that the sequence is positive semi-definite), in
 * the squared unit of the values. `lagMax` is below the number of values.
 */
export function autocovariances(values: ArrayLike<number>, lagMax: number): Float64Array {
  const n = values.length
  assert(n > 0 && lagMax >= 0 && lagMax < n, 'lags must be fewer than the values', { n, lagMax })
  let sum = 0
  for (let i = 0; i < n; i += 1) sum += values[i]
  const centred = Float64Array.from(values, (value) => value - sum / n)
  const out = new Float64Array(lagMax + 1)
  for (let lag = 0; lag <= lagMax; lag += 1) {
    let product = 0
    for (let i = lag; i < n; i += 1) product += centred[i] * centred[i - lag]
    out[lag] = product / n
  }
  return out
}

/**
 * Long-run variance with Bartlett weights, R(0) + 2 sum (1 - k / (lags + 1)) R(k) (Newey and West 1987, equation 5): n times
 * the variance of the mean of a dependent series. Never negative. Lags beyond the series are left out.
 */
export function longRunVariance(values: ArrayLike<number>, lags: number): number {
  const covariances = autocovariances(values, Math.min(lags, values.length - 1))
  let variance = covariances[0]
  for (let lag = 1; lag < covariances.length; lag += 1) {
    variance += 2 * (1 - lag / (lags + 1)) * covariances[lag]
  }
  return Math.max(0, variance)
}

import { assert } from '../../base/vocabulary/assert.ts'
import { power } from '../../base/numerics/power.ts'
import type { PowerLawKernel } from './pdv-types.ts'

/** Sessions in a year: the kernels' clock. */
export const SESSIONS_PER_YEAR = 252

/** Weights of the last `lags` returns, newest first (lag 0), not normalised. */
export function kernelWeights({ exponent, shift_years }: PowerLawKernel, lags: number): Float64Array {
  assert(exponent > 1 && shift_years > 0, 'a power-law kernel needs an exponent above 1 and a positive shift')
  const weights = new Float64Array(lags)
  for (let lag = 0; lag < lags; lag += 1) {
    weights[lag] = power(lag / SESSIONS_PER_YEAR + shift_years, -exponent)
  }
  return weights
}

/**
 * The kernel-weighted average of a daily column up to and including each row, per year. Where the kernel reaches past the
 * start of the column its weights are scaled to the rows there are. Looks only back.
 */
export function kernelAverage(column: Float64Array, weights: Float64Array): Float64Array {
  const out = new Float64Array(column.length)
  let reached = 0
  for (let row = 0; row < column.length; row += 1) {
    const lags = Math.min(weights.length, row + 1)
    if (row < weights.length) reached += weights[row] ?? 0
    let sum = 0
    for (let lag = 0; lag < lags; lag += 1) sum += (weights[lag] ?? 0) * (column[row - lag] ?? 0)
    out[row] = (SESSIONS_PER_YEAR * sum) / reached
  }
  return out
}

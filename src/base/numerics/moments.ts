import { assert } from '../vocabulary/assert.ts'

/** Population moments (divisor n): what asymptotic formulas are written in. */
export interface Moments {
  readonly count: number
  readonly mean: number
  /** Divisor n. */
  readonly variance: number
  /** m3 / m2^1.5, Fisher and Pearson's g1 without a correction for small samples; null where nothing varies. */
  readonly skewness: number | null
  /** m4 / m2^2, 3 for a normal law (not the excess); null where nothing varies. */
  readonly kurtosis: number | null
}

/** The first four moments of at least one value, in two passes. */
export function momentsOf(values: ArrayLike<number>): Moments {
  const count = values.length
  assert(count > 0, 'the moments of nothing')
  let sum = 0
  for (let i = 0; i < count; i += 1) sum += values[i]
  const mean = sum / count
  let m2 = 0
  let m3 = 0
  let m4 = 0
  for (let i = 0; i < count; i += 1) {
    const d = values[i] - mean
    m2 += d * d
    m3 += d * d * d
    m4 += d * d * d * d
  }
  m2 /= count
  m3 /= count
  m4 /= count
  // What rounding leaves of a constant is no variation.
  const varies = m2 > 1e-28 * mean * mean
  return {
    count,
    mean,
    variance: varies ? m2 : 0,
    skewness: varies ? m3 / (m2 * Math.sqrt(m2)) : null,
    kurtosis: varies ? m4 / (m2 * m2) : null,
  }
}

/** Slope of ys on xs by least squares, covariance over variance; null where xs do not vary or there are fewer than two. */
export function slopeOf(xs: ArrayLike<number>, ys: ArrayLike<number>): number | null {
  assert(xs.length === ys.length, 'a slope needs pairs', { xs: xs.length, ys: ys.length })
  if (xs.length < 2) return null
  const x = momentsOf(xs)
  if (x.variance === 0) return null
  const yMean = momentsOf(ys).mean
  let covariance = 0
  for (let i = 0; i < xs.length; i += 1) covariance += (xs[i] - x.mean) * (ys[i] - yMean)
  return covariance / xs.length / x.variance
}

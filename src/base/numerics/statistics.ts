import { assert } from '../vocabulary/assert.ts'
import { CompensatedSum, compensatedSum } from './sums.ts'

/** Arithmetic mean of at least one value. */
export function mean(values: ArrayLike<number> & Iterable<number>): number {
  assert(values.length > 0, 'the mean of nothing')
  return compensatedSum(values) / values.length
}

/** Sample standard deviation (divisor n - 1) of at least two values, by two passes. */
export function standardDeviation(values: ArrayLike<number> & Iterable<number>): number {
  assert(values.length > 1, 'the standard deviation of fewer than two values', { count: values.length })
  const centre = mean(values)
  const squares = new CompensatedSum()
  for (const value of values) squares.add((value - centre) * (value - centre))
  return Math.sqrt(squares.value / (values.length - 1))
}

/** Quantile of ascending values by linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996). */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  assert(sorted.length > 0, 'a quantile of nothing')
  assert(p >= 0 && p <= 1, 'a probability must lie in [0, 1]', { p })
  const position = (sorted.length - 1) * p
  const index = Math.min(Math.floor(position), sorted.length - 1)
  const next = Math.min(index + 1, sorted.length - 1)
  return sorted[index] + (position - index) * (sorted[next] - sorted[index])
}

/** Median of values in any order; the input is left as it is. */
export function median(values: ArrayLike<number> & Iterable<number>): number {
  return quantile(Float64Array.from(values).sort(), 0.5)
}

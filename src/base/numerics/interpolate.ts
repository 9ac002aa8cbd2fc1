import { assert } from '../vocabulary/assert.ts'

/** Index i of the interval [xs[i], xs[i + 1]) that holds x; -1 before the first, length - 1 at or after the last. */
function intervalOf(xs: ArrayLike<number>, x: number): number {
  let low = -1
  let high = xs.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (xs[middle] <= x) low = middle
    else high = middle
  }
  return low
}

/** Piecewise-linear value at x; flat beyond the ends. xs strictly ascending, at least one. */
export function linearAt(xs: ArrayLike<number>, ys: ArrayLike<number>, x: number): number {
  assert(xs.length > 0 && xs.length === ys.length, 'interpolation needs as many values as knots', {
    knots: xs.length,
    values: ys.length,
  })
  const i = intervalOf(xs, x)
  if (i < 0) return ys[0]
  if (i >= xs.length - 1) return ys[xs.length - 1]
  const weight = (x - xs[i]) / (xs[i + 1] - xs[i])
  return ys[i] + weight * (ys[i + 1] - ys[i])
}

/**
 * Monotone piecewise cubic (Fritsch and Carlson, 1980, with Fritsch and Butland's harmonic slopes, 1984): goes through
 * every knot, has a continuous first derivative, and never overshoots. Flat beyond the ends. xs strictly ascending.
 */
export function monotoneCubic(xs: ArrayLike<number>, ys: ArrayLike<number>): (x: number) => number {
  const n = xs.length
  assert(n > 0 && n === ys.length, 'interpolation needs as many values as knots', {
    knots: n,
    values: ys.length,
  })
  const slopes = knotSlopes(xs, ys)
  return (x) => {
    const i = intervalOf(xs, x)
    if (i < 0) return ys[0]
    if (i >= n - 1) return ys[n - 1]
    const width = xs[i + 1] - xs[i]
    const u = (x - xs[i]) / width
    const v = 1 - u
    const left = ys[i] * (1 + 2 * u) + slopes[i] * width * u
    const right = ys[i + 1] * (1 + 2 * v) - slopes[i + 1] * width * v
    return left * v * v + right * u * u
  }
}

function knotSlopes(xs: ArrayLike<number>, ys: ArrayLike<number>): Float64Array {
  const n = xs.length
  const slopes = new Float64Array(n)
  if (n < 2) return slopes
  const chord = (i: number): number => (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i])
  for (let i = 0; i < n - 1; i += 1) {
    assert(xs[i + 1] > xs[i], 'knots must ascend', { left: xs[i], right: xs[i + 1] })
  }
  slopes[0] = chord(0)
  slopes[n - 1] = chord(n - 2)
  for (let i = 1; i < n - 1; i += 1) {
    const before = chord(i - 1)
    const after = chord(i)
    if (before * after <= 0) continue
    const weightBefore = 2 * (xs[i + 1] - xs[i]) + (xs[i] - xs[i - 1])
    const weightAfter = xs[i + 1] - xs[i] + 2 * (xs[i] - xs[i - 1])
    slopes[i] = (weightBefore + weightAfter) / (weightBefore / before + weightAfter / after)
  }
  return slopes
}

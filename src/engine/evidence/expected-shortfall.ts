import type { SmoothStatistic } from '../../base/numerics/bootstrap-interval.ts'
import { assert } from '../../base/vocabulary/assert.ts'

/**
 * Mean of the worst share of ascending outcomes, signed as they are: CVaR as Acerbi and Tasche (Journal of Banking and Finance 26,
 * 2002) estimate it, the last outcome counted by the part of it that falls into the tail. `share` is 0.05 of CVaR 5 %.
 */
export function tailMean(sorted: Float64Array, share: number): number {
  assert(share > 0 && share <= 1 && sorted.length > 0, 'a tail is a share of outcomes', {
    share,
    count: sorted.length,
  })
  const size = share * sorted.length
  const whole = Math.floor(size)
  let total = 0
  for (let i = 0; i < whole; i += 1) total += sorted[i]
  if (whole < sorted.length) total += (size - whole) * sorted[whole]
  return total / size
}

/** {@link tailMean} of outcomes in any order; null without outcomes. */
export function expectedShortfall(outcomes: ArrayLike<number>, share: number): number | null {
  return outcomes.length === 0 ? null : tailMean(Float64Array.from(outcomes).sort(), share)
}

/**
 * {@link expectedShortfall} of resamples of one series, with its influence: at + min(x - at, 0) / share - CVaR, `at` being the outcome
 * where the tail ends. What is worst in a resample was bad in the series, so that only the resample's values from twice the
 * tail are sorted, and all of them where that is not enough.
 */
export function resampledShortfall(series: Float64Array, share: number): SmoothStatistic {
  const n = series.length
  const bad = series.toSorted()[Math.min(n - 1, Math.ceil(2 * share * n))]
  const scratch = new Float64Array(n)
  const worstOf = (resampled: Float64Array): Float64Array => {
    let count = 0
    for (let i = 0; i < n; i += 1) {
      if (resampled[i] > bad) continue
      scratch[count] = resampled[i]
      count += 1
    }
    if (count <= share * n) return resampled.toSorted()
    scratch.subarray(0, count).sort()
    return scratch
  }
  return {
    value: ([resampled]) => tailMean(worstOf(resampled), share),
    influence: ([resampled], out) => {
      const sorted = worstOf(resampled)
      const at = sorted[Math.min(n - 1, Math.floor(share * n))]
      const shortfall = tailMean(sorted, share)
      for (let i = 0; i < n; i += 1) out[i] = at + Math.min(resampled[i] - at, 0) / share - shortfall
    },
  }
}

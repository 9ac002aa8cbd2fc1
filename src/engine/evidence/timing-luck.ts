/**
 * The same rules begun on other days. What separates the offsets is luck, not merit (Hoffstein, Sibears and Faber, "Rebalance
 * timing luck", Journal of Index Investing 10, 2019): a rule set whose results depend on its first day has not been tested yet.
 */
import { median, quantile } from '../../base/numerics/statistics.ts'
import { assert } from '../../base/vocabulary/assert.ts'

export interface TimingLuck {
  /** Results in the order of the offsets; null where undefined, which then count nowhere. */
  readonly results: readonly (number | null)[]
  readonly known: number
  readonly median: number
  readonly low: number
  readonly high: number
  readonly quartiles: readonly [number, number]
  /** high - low. */
  readonly range: number
  /** Place of the offset that is reported elsewhere; null where that is none of them. */
  readonly position: number | null
  /** Its result, and its rank from the best, 1 being the best; equals share the better rank. Null: undefined, or there is none. */
  readonly chosen: number | null
  readonly rank: number | null
}

/**
 * `series`: one P&L or return series for each offset of the entry date (they may differ in length by a few steps); `chosen` is the
 * position of the one reported elsewhere, null where it is none of them. `metric` gives a comparable result, higher is better. Null where no offset has one.
 */
export function timingLuck(
  series: readonly Float64Array[],
  chosen: number | null,
  metric: (values: Float64Array) => number | null,
): TimingLuck | null {
  assert(
    chosen === null || (chosen >= 0 && chosen < series.length),
    'the offset chosen is one of them, or none',
    {
      chosen,
      offsets: series.length,
    },
  )
  const results = series.map(metric)
  const known = Float64Array.from(results.filter((result) => result !== null)).sort()
  if (known.length === 0) return null
  const [low, high] = [known[0], known[known.length - 1]]
  const own = chosen === null ? null : results[chosen]
  return {
    results,
    known: known.length,
    median: median(known),
    low,
    high,
    quartiles: [quantile(known, 0.25), quantile(known, 0.75)],
    range: high - low,
    position: chosen,
    chosen: own,
    rank: own === null ? null : 1 + known.filter((result) => result > own).length,
  }
}

import { assert } from '../../base/vocabulary/assert.ts'
import { type Fraction, quantity } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { indexAtOrBefore } from './index-at-or-before.ts'

/**
 * Mid-rank percentile of `value` among `values`: the share below it, plus half the share equal to it. A fraction from
 * 0 to 1; 0.5 for the median. `values` must not be empty.
 */
export function percentileRank(values: Float64Array, value: number): Fraction {
  assert(values.length > 0, 'a percentile rank needs at least one value')
  let below = 0
  let equal = 0
  for (const other of values) {
    if (other < value) below += 1
    else if (other === value) equal += 1
  }
  return quantity<Fraction>((below + equal / 2) / values.length)
}

/**
 * Percentile rank of the value known at `asOfDay` among the last `count` values known then, itself included: what "VIX
 * percentile over a year" means with `count` = 252. Refuses `series.too-short` where fewer values are known.
 */
export function percentileRankAsOf(
  column: {
    readonly symbol: string
    readonly source: string
    readonly days: Int32Array
    readonly values: Float64Array
  },
  asOfDay: number,
  count: number,
): Result<Fraction> {
  assert(Number.isInteger(count) && count >= 1, 'a percentile rank needs a window of at least one', { count })
  const known = indexAtOrBefore(column.days, asOfDay) + 1
  const value = column.values[known - 1]
  if (known < count || value === undefined) {
    return refused(
      refuse('series.too-short', {
        field: column.symbol,
        was: `${known} values known at the as-of date`,
        wanted: `at least ${count}`,
        source: column.source,
      }),
    )
  }
  return accepted(percentileRank(column.values.subarray(known - count, known), value))
}

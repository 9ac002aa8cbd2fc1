import { assert } from '../../base/vocabulary/assert.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { indexAtOrBefore } from './index-at-or-before.ts'
import type { ValueSeries } from './series.ts'

/** A value with the day it is about. */
export interface DatedValue {
  readonly day: number
  readonly value: number
}

/**
 * The last value of the series known on `day`. A figure dated 1 January is not known on 1 January where it is published
 * weeks later: `publishedAfterDays` is the lag in calendar days between a value's date and its publication (0 for
 * index closes; a monthly statistic dated on the first of its month wants 45 or more). Refuses `series.missing` where
 * nothing was known yet.
 */
export function valueAsOf(series: ValueSeries, day: number, publishedAfterDays = 0): Result<DatedValue> {
  assert(publishedAfterDays >= 0, 'a value is never published before its date', { publishedAfterDays })
  const index = indexAtOrBefore(series.days, day - publishedAfterDays)
  const value = series.values[index]
  const valueDay = series.days[index]
  if (value === undefined || valueDay === undefined) {
    return refused(
      refuse('series.missing', {
        field: series.symbol,
        was: 'no value known at the as-of date',
        wanted: 'a value dated and published before it',
        source: series.source,
      }),
    )
  }
  return accepted({ day: valueDay, value })
}

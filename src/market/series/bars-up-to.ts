import type { DailyBars } from './daily-bars.ts'
import { indexAtOrBefore } from './index-at-or-before.ts'

/**
 * What was known at the close of `day`: the bars up to and including it, as views on the same memory. Code that is
 * handed this view cannot look ahead, because the later rows are not in it.
 */
export function barsUpTo(bars: DailyBars, day: number): DailyBars {
  const count = indexAtOrBefore(bars.days, day) + 1
  return {
    ...bars,
    days: bars.days.subarray(0, count),
    closes: bars.closes.subarray(0, count),
    opens: bars.opens === null ? null : bars.opens.subarray(0, count),
    highs: bars.highs === null ? null : bars.highs.subarray(0, count),
    lows: bars.lows === null ? null : bars.lows.subarray(0, count),
  }
}

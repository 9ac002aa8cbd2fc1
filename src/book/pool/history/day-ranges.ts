import { isoOfDay } from '../../../base/calendar/civil.ts'
import type { DayNumber, IsoDate } from '../../../base/vocabulary/quantity.ts'
import type { PoolHistory } from '../../../market/pool-history/pool-history.ts'

/** Rows of one report: `first` is the row moves start from, `firstOwn` the first whose volume counts, `last` inclusive. */
export interface RowRange {
  /** UTC day, or null for a range over several. */
  readonly date: IsoDate | null
  readonly first: number
  readonly firstOwn: number
  readonly last: number
}

const MS_PER_DAY = 86_400_000

/** One range a UTC day. A day's first move starts at the last row of the day before, where the file has it. */
export function dayRanges(history: PoolHistory): readonly RowRange[] {
  const { times } = history
  const ranges: RowRange[] = []
  let start = 0
  for (let i = 1; i <= times.length; i += 1) {
    const day = Math.floor(times[start] / MS_PER_DAY)
    if (i < times.length && Math.floor(times[i] / MS_PER_DAY) === day) continue
    ranges.push({
      date: isoOfDay(day as DayNumber),
      first: Math.max(0, start - 1),
      firstOwn: start,
      last: i - 1,
    })
    start = i
  }
  return ranges
}

/** The whole history as one range. */
export const wholeRange = (history: PoolHistory): RowRange => ({
  date: null,
  first: 0,
  firstOwn: 0,
  last: history.times.length - 1,
})

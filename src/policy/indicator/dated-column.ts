import type { Rung } from '../../base/vocabulary/rung.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'

/** One number a date, ascending: what a value series and the closes of bars have in common. */
export interface DatedColumn {
  readonly symbol: string
  readonly source: string
  /** Absent: not said. */
  readonly rung?: Rung
  readonly days: Int32Array
  readonly values: Float64Array
}

export const closesOf = (bars: DailyBars): DatedColumn => ({
  symbol: bars.symbol,
  source: bars.source,
  rung: bars.rung,
  days: bars.days,
  values: bars.closes,
})

/** What was known at the close of the day, as views. */
export function columnUpTo(column: DatedColumn, day: number): DatedColumn {
  const count = indexAtOrBefore(column.days, day) + 1
  return { ...column, days: column.days.subarray(0, count), values: column.values.subarray(0, count) }
}

/** The newest value may be this many calendar days old: the longest closure in the tables is six. */
export const AGE_DAYS_MAX = 7

/** Why a daily column may not speak for the day, or null where it may. */
export function columnUnfit(known: DatedColumn, asOfDay: number, inputsMin: number): string | null {
  const count = known.days.length
  if (count < inputsMin) return `${known.symbol}: ${count} values known, ${inputsMin} needed`
  const age = asOfDay - known.days[count - 1]
  return age <= AGE_DAYS_MAX ? null : `${known.symbol}: the newest value is ${age} days old`
}

import type { DailyBars } from './daily-bars.ts'
import { indexAtOrBefore } from './index-at-or-before.ts'

/** The close of exactly that day, or null where the bars have no such day (closed, or outside the history). */
export function closeOn(bars: DailyBars, day: number): number | null {
  const index = indexAtOrBefore(bars.days, day)
  if (index < 0 || bars.days[index] !== day) return null
  return bars.closes[index] ?? null
}

/**
 * Year fractions on a named clock. Both clocks are finite, never negative, never fall as `to` moves away, and are 0 at and after
 * expiry: there are no Greeks then, only intrinsic value.
 */
import { assert } from '../vocabulary/assert.ts'
import type { DayNumber, EpochMs, Years } from '../vocabulary/quantity.ts'
import { dayNumber } from './civil.ts'
import { newYorkCivil } from './new-york.ts'
import { inTables, isSessionDay, SESSIONS, sessionsThrough } from './session-table.ts'

/**
 * `calendar-365`: minutes of real time over 525,600, the default everywhere and the clock of the Cboe volatility index.
 * `trading-252`: minutes during which stocks trade over 252 x 390; nights, weekends and holidays weigh nothing, a half day half.
 */
export type YearClock = 'calendar-365' | 'trading-252'

const MS_PER_CALENDAR_YEAR = 525_600 * 60_000
export const MINUTES_PER_TRADING_YEAR = 252 * 390

/** Years from one instant to another on the clock; 0 where `to` is not after `from`. */
export function yearFraction(clock: YearClock, from: EpochMs, to: EpochMs): Years {
  assert(Number.isFinite(from) && Number.isFinite(to), 'instants must be finite', { from, to })
  if (to <= from) return 0 as Years
  if (clock === 'calendar-365') return ((to - from) / MS_PER_CALENDAR_YEAR) as Years
  return ((tradingMinutes(to) - tradingMinutes(from)) / MINUTES_PER_TRADING_YEAR) as Years
}

/** Minutes of stock trading from the start of the tables to the instant. */
function tradingMinutes(instant: EpochMs): number {
  const { date, minutes } = newYorkCivil(instant)
  const day: DayNumber = dayNumber(date)
  assert(inTables(day), 'instant outside the calendar tables', { date })
  const through = sessionsThrough(day)
  if (!isSessionDay(day)) return SESSIONS.minutesBefore[through] ?? 0
  const k = through - 1
  const opens = SESSIONS.opens[k] ?? 0
  const length = (SESSIONS.cashCloses[k] ?? 0) - opens
  return (SESSIONS.minutesBefore[k] ?? 0) + Math.min(Math.max(minutes - opens, 0), length)
}

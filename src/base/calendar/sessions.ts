/**
 * Sessions of the US stock and index option markets, 1990 to 2028 as published and to 2040 by projection. Every answer is a
 * lookup in `session-table.ts`. Dates outside the tables are no sessions, and `closureReason` says why; counting across the
 * edge of the tables stops the program, so ask {@link inCalendar} first where a date came from outside.
 */
import { assert } from '../vocabulary/assert.ts'
import type { EpochMs, IsoDate } from '../vocabulary/quantity.ts'
import { dayNumber, weekday, yearOf } from './civil.ts'
import { CALENDAR_PUBLISHED_LAST_YEAR } from './holiday-table.ts'
import { INDEX_OPTIONS_CLOSE_AFTER_CASH_MINUTES } from './hours-table.ts'
import { newYorkInstant } from './new-york.ts'
import { inTables, isoOfSession, isSessionDay, SESSIONS, sessionsThrough } from './session-table.ts'

export interface SessionHours {
  /** Stocks and index options open: 09:30 New York but for the tabled late opens. */
  readonly opensAt: EpochMs
  /** Index options that do not expire stop regular trading: 16:15, or 13:15 on a half day. */
  readonly closesAt: EpochMs
  /** Stocks stop, and the index with them: 16:00, or 13:00 on a half day. */
  readonly cashClosesAt: EpochMs
  /** The session ended before 16:00. */
  readonly early: boolean
}

/** Does the date lie inside the tables (1990-01-01 to 2040-12-31)? */
export const inCalendar = (date: IsoDate): boolean => inTables(dayNumber(date))

/** Is the date known only by projecting today's rules (after 2028)? */
export const isProjected = (date: IsoDate): boolean => yearOf(dayNumber(date)) > CALENDAR_PUBLISHED_LAST_YEAR

export const isSession = (date: IsoDate): boolean => isSessionDay(dayNumber(date))

/** Opening and closing instants, or null where there was no session. */
export function sessionHours(date: IsoDate): SessionHours | null {
  const day = dayNumber(date)
  if (!isSessionDay(day)) return null
  const k = sessionsThrough(day) - 1
  const close = SESSIONS.cashCloses[k] ?? 0
  return {
    opensAt: newYorkInstant(date, SESSIONS.opens[k] ?? 0),
    closesAt: newYorkInstant(date, close + INDEX_OPTIONS_CLOSE_AFTER_CASH_MINUTES),
    cashClosesAt: newYorkInstant(date, close),
    early: close < 16 * 60,
  }
}

/** Why there was no session, in words, or null where there was one. */
export function closureReason(date: IsoDate): string | null {
  const day = dayNumber(date)
  if (!inTables(day)) return 'outside the calendar tables (1990 to 2040)'
  if (isSessionDay(day)) return null
  const weekend = weekday(day) % 6 === 0 ? (weekday(day) === 6 ? 'Saturday' : 'Sunday') : null
  return weekend ?? SESSIONS.closures.get(day) ?? 'closed'
}

/** The last session before the date; the date itself does not count. */
export function previousSession(date: IsoDate): IsoDate {
  const day = dayNumber(date)
  return isoOfSession(sessionsThrough(day) - (isSessionDay(day) ? 2 : 1))
}

/** The first session after the date; the date itself does not count. */
export const nextSession = (date: IsoDate): IsoDate => isoOfSession(sessionsThrough(dayNumber(date)))

/**
 * The nth session after the date (before it, for negative n). For n = 0 the date itself, which must then be a session.
 */
export function addSessions(date: IsoDate, n: number): IsoDate {
  assert(Number.isInteger(n), 'sessions are counted in whole numbers', { n })
  const day = dayNumber(date)
  const session = isSessionDay(day)
  assert(n !== 0 || session, 'not a session', { date })
  const last = sessionsThrough(day) - 1
  return isoOfSession(n < 0 && !session ? last + n + 1 : last + n)
}

/** Sessions in (from, to]; negative where `to` is before `from`, so that counts add up. */
export const sessionsBetween = (from: IsoDate, to: IsoDate): number =>
  sessionsThrough(dayNumber(to)) - sessionsThrough(dayNumber(from))

/** The sessions in [from, to], in order. */
export function sessionsFrom(from: IsoDate, to: IsoDate): IsoDate[] {
  const first = sessionsThrough(dayNumber(from)) - (isSession(from) ? 1 : 0)
  const sessions: IsoDate[] = []
  for (let k = first; k < sessionsThrough(dayNumber(to)); k += 1) sessions.push(isoOfSession(k))
  return sessions
}

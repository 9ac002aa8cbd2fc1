import { addDays, dayNumber, isoOfDay, parseIsoDate } from '../../base/calendar/civil.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import { inCalendar, sessionHours } from '../../base/calendar/sessions.ts'
import type { EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'

/** The time a person asks about: a whole day, or an instant of it. Nothing after it may be read. */
export interface AsOf {
  readonly date: IsoDate
  /** Null where only the day was given: everything known at the end of it. */
  readonly instant: EpochMs | null
}

const MINUTES_A_DAY = 1440

/** `2024-01-05`, or `2024-01-05T15:45` (also with a space) in New York. */
export function parseAsOf(text: string): Result<AsOf> {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2}))?$/.exec(text.trim())
  const date = found?.[1] === undefined ? null : parseIsoDate(found[1])
  if (found === null || date === null) return refused(unreadable(text))
  if (!inCalendar(date)) return refused(unreadable(text, 'a date inside the exchange calendar, 1990 to 2040'))
  if (found[2] === undefined) return accepted({ date, instant: null })
  const minutes = Number(found[2]) * 60 + Number(found[3])
  if (minutes >= MINUTES_A_DAY || Number(found[3]) > 59) return refused(unreadable(text))
  return accepted({ date, instant: newYorkInstant(date, minutes) })
}

const unreadable = (text: string, wanted = 'a date YYYY-MM-DD, or YYYY-MM-DDTHH:MM in New York') =>
  refuse('command.bad-input', {
    field: '--as-of',
    was: text,
    wanted,
    source: 'command line',
  })

/** The instant after which nothing may be read: that given, or the last of the day given. */
export function lastInstant(asOf: AsOf | null): number {
  if (asOf === null) return Number.POSITIVE_INFINITY
  return asOf.instant ?? newYorkInstant(isoOfDay(addDays(dayNumber(asOf.date), 1)), 0) - 1
}

/** The last day whose close is known at the as-of time. */
export function lastKnownDay(asOf: AsOf | null): number {
  if (asOf === null) return Number.POSITIVE_INFINITY
  const day = dayNumber(asOf.date)
  if (asOf.instant === null) return day
  const hours = sessionHours(asOf.date)
  return hours === null || asOf.instant >= hours.cashClosesAt ? day : day - 1
}

import { dayNumber, isoOfDay } from '../../base/calendar/civil.ts'
import { addSessions, isSession, nextSession, sessionsBetween } from '../../base/calendar/sessions.ts'
import { type DayNumber, type IsoDate, quantity } from '../../base/vocabulary/quantity.ts'

/** One kind of event with its dates: FOMC, CPI, PPI, NFP. */
export interface EventSeries {
  readonly name: string
  /** Ascending. Scheduled dates only: an unscheduled one was not known beforehand. */
  readonly scheduledDays: Int32Array
  /** Days announced by nobody in advance; they count after, never before. */
  readonly unscheduledDays: Int32Array
}

export interface DatedEvent {
  readonly name: string
  readonly date: IsoDate
  /** Sessions from the as-of day: 0 today, 1 at the next session, -2 two sessions ago. */
  readonly sessions: number
  readonly scheduled: boolean
}

export interface EventWindow {
  /** Today and later, nearest first, within the window. */
  readonly ahead: readonly DatedEvent[]
  /** Today and before, nearest first, within the window. */
  readonly behind: readonly DatedEvent[]
  /** Kinds whose calendar does not reach over the window: nothing is known of them there, in either list. */
  readonly unknown: readonly string[]
}

/**
 * Events from `before` sessions ahead of the as-of day to `after` sessions behind it: a position is within the "before"
 * window of an event for `before` sessions up to it, and within the "after" window for `after` sessions from it on. An
 * event on a day without a session (a Sunday decision) counts at the next session.
 *
 * A calendar that ends before the window does, or begins after it, cannot say that nothing happens there.
 */
export function eventWindow(
  calendars: readonly EventSeries[],
  asOfDay: number,
  window: { readonly before: number; readonly after: number },
): EventWindow {
  const today = isoOfDay(quantity<DayNumber>(asOfDay))
  const from = dayNumber(addSessions(today, -window.after))
  const to = dayNumber(addSessions(today, window.before))
  const ahead: DatedEvent[] = []
  const behind: DatedEvent[] = []
  const unknown: string[] = []
  for (const { name, scheduledDays, unscheduledDays } of calendars) {
    const covered =
      scheduledDays.length > 0 && scheduledDays[0] <= from && scheduledDays[scheduledDays.length - 1] >= to
    if (!covered) unknown.push(name)
    const add = (days: Int32Array, scheduled: boolean): void => {
      for (const day of days) {
        if (day < from - 7 || day > to) continue
        const date = isoOfDay(quantity<DayNumber>(day))
        const session = isSession(date) ? date : nextSession(date)
        const sessions = signedSessions(today, session)
        const event = { name, date, sessions, scheduled }
        if (scheduled && sessions >= 0 && sessions <= window.before) ahead.push(event)
        if (day <= asOfDay && sessions <= 0 && -sessions <= window.after) behind.push(event)
      }
    }
    add(scheduledDays, true)
    add(unscheduledDays, false)
  }
  const nearest = (a: DatedEvent, b: DatedEvent): number =>
    Math.abs(a.sessions) - Math.abs(b.sessions) || (a.name < b.name ? -1 : 1)
  return { ahead: ahead.sort(nearest), behind: behind.sort(nearest), unknown }
}

function signedSessions(today: IsoDate, session: IsoDate): number {
  return session >= today ? sessionsBetween(today, session) : -sessionsBetween(session, today)
}

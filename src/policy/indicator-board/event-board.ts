import { type EventSeries, eventWindow } from '../regime/event-window.ts'
import { dateOf } from '../indicator/variance-forecast.ts'
import type { EventBoard, Known } from './board.ts'
import { NEEDS } from './needs.ts'

/** As the regimes read them. */
const WINDOW = { before: 10, after: 10 }
/** Calendar days of scheduled events beyond the window, for the chart under the term structure. */
const AHEAD_DAYS = 365

/** Events within ten sessions either way, and those scheduled for the year ahead. */
export function eventBoard(calendars: readonly EventSeries[] | null, asOfDay: number): Known<EventBoard> {
  if (calendars === null || calendars.length === 0) {
    return { known: false, reason: 'no calendar of events at hand', needs: NEEDS.events }
  }
  const scheduled = calendars
    .flatMap(({ name, scheduledDays }) => Array.from(scheduledDays, (day) => ({ name, day })))
    .filter(({ day }) => day > asOfDay && day <= asOfDay + AHEAD_DAYS)
    .sort((a, b) => a.day - b.day || (a.name < b.name ? -1 : 1))
    .map(({ name, day }) => ({ name, date: dateOf(day), days: day - asOfDay }))
  const { ahead, behind, unknown } = eventWindow(calendars, asOfDay, WINDOW)
  return {
    known: true,
    value: {
      beforeSessions: WINDOW.before,
      afterSessions: WINDOW.after,
      ahead,
      behind,
      unknown,
      scheduled,
    },
  }
}

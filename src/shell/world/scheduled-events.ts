/** The imported calendars of events, as a decision reads them. */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import type { ScheduledEvent } from '../../policy/facts.ts'
import { eventCalendars } from '../../policy/series-door/event-calendars.ts'

/**
 * Scheduled events for decisions on a day; null, unknown, where no calendar is imported or one of those imported begins after
 * that day or ends before it: it cannot say that nothing happens then.
 */
export function eventsByDay(
  series: readonly ValueSeries[],
): (day: number) => readonly ScheduledEvent[] | null {
  const calendars = eventCalendars(series)
  const all = calendars.flatMap(({ name, scheduledDays }) =>
    Array.from(scheduledDays, (each) => ({ name, date: isoOfDay(quantity<DayNumber>(each)) })),
  )
  return (day) => {
    const covered = calendars.every(
      ({ scheduledDays: days }) => days.length > 0 && days[0] <= day && days[days.length - 1] >= day,
    )
    return calendars.length === 0 || !covered ? null : all
  }
}

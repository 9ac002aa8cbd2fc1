/** The imported calendars of events, as a decision reads them. */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import type { ScheduledEvent } from '../../policy/facts.ts'
import { eventCalendars } from '../../policy/series-door/event-calendars.ts'
import type { Store } from '../store/store.ts'
import { eventSeries } from './regime-histories.ts'

/**
 * Scheduled events for a decision on `day` (days since 1970); null, unknown, where no calendar is imported or one of
 * those imported begins after that day or ends before it: it cannot say that nothing happens then.
 */
export async function scheduledEvents(store: Store, day: number): Promise<readonly ScheduledEvent[] | null> {
  const series = await eventSeries(store)
  const calendars = eventCalendars(series)
  const covered = calendars.every(
    ({ scheduledDays: days }) => days.length > 0 && days[0] <= day && days[days.length - 1] >= day,
  )
  if (calendars.length === 0 || !covered) return null
  return calendars.flatMap(({ name, scheduledDays }) =>
    Array.from(scheduledDays, (each) => ({ name, date: isoOfDay(quantity<DayNumber>(each)) })),
  )
}

import { EVENT_PREFIX, EVENT_STATUS } from '../../market/quote/formats/kondor-events.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import type { EventSeries } from '../regime/event-window.ts'

/** The calendars among the series at hand, as windows read them. */
export function eventCalendars(series: readonly ValueSeries[]): readonly EventSeries[] {
  return series
    .filter(({ symbol }) => symbol.startsWith(EVENT_PREFIX))
    .map(({ symbol, days, values }) => ({
      name: symbol.slice(EVENT_PREFIX.length),
      scheduledDays: days.filter((_, i) => values[i] === EVENT_STATUS.scheduled),
      unscheduledDays: days.filter((_, i) => values[i] === EVENT_STATUS.unscheduled),
    }))
}

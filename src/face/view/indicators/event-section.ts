import type { BoardEvent, IndicatorBoard } from '../../../policy/indicator-board/board.ts'
import { weekdayDate } from '../dates.ts'
import { counted } from '../numbers.ts'
import { type IndicatorSection, section, unknownSection } from './section.ts'

const TITLE = 'Events'

/** What is in the windows before and after, nearest first, and what the calendars do not cover. */
export function eventSection({ events, knownDay }: IndicatorBoard): IndicatorSection {
  if (!events.known) return unknownSection('events', TITLE, events)
  const { ahead, behind, unknown, beforeSessions, afterSessions } = events.value
  const window = `${beforeSessions} sessions before an event, ${afterSessions} after, counted from ${weekdayDate(knownDay)}`
  return section('events', TITLE, {
    tables:
      ahead.length + behind.length === 0
        ? []
        : [
            {
              caption: TITLE,
              columns: [
                { title: 'Event', numeric: false },
                { title: 'Date', numeric: false },
                { title: 'Window', numeric: false },
                { title: 'Announced', numeric: false },
              ],
              rows: inOrder(ahead, behind).map((event) => [
                event.name,
                weekdayDate(event.date),
                windowOf(event),
                event.scheduled ? 'beforehand' : 'by surprise',
              ]),
              note: `${window}.`,
            },
          ],
    notes: [
      ...(ahead.length + behind.length === 0 ? [`No event within ${window}.`] : []),
      ...(unknown.length === 0 ? [] : [`Unknown in parts of the windows: ${unknown.join(', ')}.`]),
    ],
  })
}

/** By date. An event of today stands in both lists and is one. */
function inOrder(ahead: readonly BoardEvent[], behind: readonly BoardEvent[]): readonly BoardEvent[] {
  const later = ahead.filter(({ sessions }) => sessions > 0)
  const known = new Set(behind.map(({ name, date }) => `${name} ${date}`))
  const today = ahead.filter(({ name, date, sessions }) => sessions === 0 && !known.has(`${name} ${date}`))
  return [...behind, ...today, ...later].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

function windowOf({ sessions }: BoardEvent): string {
  if (sessions === 0) return 'today'
  return sessions > 0 ? `in ${counted(sessions, 'session')}` : `${counted(-sessions, 'session')} ago`
}

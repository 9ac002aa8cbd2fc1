import fs from 'node:fs'
import { dayNumber, parseIsoDate } from '../../src/base/calendar/civil.ts'
import { realPathOrNull } from '../../scripts/real-data/folder.ts'
import { EVENT_CALENDAR } from './study-inputs.ts'

/** Scheduled days of one kind of event (`FOMC`), days since 1970, ascending; null where no calendar is at hand. */
export function eventDays(kind: string): readonly number[] | null {
  const file = realPathOrNull(EVENT_CALENDAR)
  if (file === null) return null
  return fs
    .readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
    .flatMap(([date = '', event]) => {
      const iso = parseIsoDate(date)
      return event === kind && iso !== null ? [dayNumber(iso)] : []
    })
    .sort((a, b) => a - b)
}

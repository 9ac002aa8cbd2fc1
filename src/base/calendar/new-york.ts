/**
 * Instants and New York wall clock, by integer arithmetic over the tabled daylight-saving rules. No time zone database is
 * asked: a test compares every day with one.
 */
import { assert } from '../vocabulary/assert.ts'
import type { DayNumber, EpochMs, IsoDate } from '../vocabulary/quantity.ts'
import { dayFrom, dayNumber, isoOfDay, lastWeekday, nthWeekday, yearOf } from './civil.ts'
import { type ClockChange, DAYLIGHT_ERAS, DAYLIGHT_LAST_YEAR } from './dst-table.ts'

const MS_PER_MINUTE = 60_000
const MS_PER_HOUR = 3_600_000
const MS_PER_DAY = 86_400_000
const NEW_YORK_STANDARD_HOURS = 5
const CHICAGO_STANDARD_HOURS = 6
const FIRST_YEAR = DAYLIGHT_ERAS[0]?.fromYear ?? 0

/** Daylight time of year FIRST_YEAR + i lasts from `starts[i]` to `ends[i]`, epoch milliseconds, New York's clock. */
const { starts, ends } = buildTransitions()

function buildTransitions(): { starts: Float64Array; ends: Float64Array } {
  const count = DAYLIGHT_LAST_YEAR - FIRST_YEAR + 1
  const table = { starts: new Float64Array(count), ends: new Float64Array(count) }
  for (let i = 0; i < count; i += 1) {
    const year = FIRST_YEAR + i
    const era = DAYLIGHT_ERAS.findLast((row) => row.fromYear <= year)
    assert(era !== undefined, 'no daylight-saving era', { year })
    // 02:00 standard time on the way in, 02:00 daylight time (01:00 standard) on the way out.
    table.starts[i] = changeDay(era.starts, year) * MS_PER_DAY + (2 + NEW_YORK_STANDARD_HOURS) * MS_PER_HOUR
    table.ends[i] = changeDay(era.ends, year) * MS_PER_DAY + (1 + NEW_YORK_STANDARD_HOURS) * MS_PER_HOUR
  }
  return table
}

function changeDay(change: ClockChange, year: number): DayNumber {
  if ('nthSunday' in change) return nthWeekday(year, change.month, 0, change.nthSunday)
  if ('lastSundayOf' in change) return lastWeekday(year, change.lastSundayOf, 0)
  return dayFrom(year, change.month, change.day)
}

/** `lagHours`: how much later than New York the zone changes its clocks (Chicago: 1). */
function isDaylight(instant: number, year: number, lagHours: number): boolean {
  const i = year - FIRST_YEAR
  assert(i >= 0 && i < starts.length, 'instant outside the daylight-saving table (1946 to 2100)', { year })
  const shifted = instant - lagHours * MS_PER_HOUR
  return shifted >= (starts[i] ?? 0) && shifted < (ends[i] ?? 0)
}

function instantOf(date: IsoDate, minutesAfterMidnight: number, standardHours: number): EpochMs {
  const day = dayNumber(date)
  const local = day * MS_PER_DAY + Math.round(minutesAfterMidnight * MS_PER_MINUTE)
  const asDaylight = local + (standardHours - 1) * MS_PER_HOUR
  const year = yearOf(Math.floor(local / MS_PER_DAY) as DayNumber)
  const daylight = isDaylight(asDaylight, year, standardHours - NEW_YORK_STANDARD_HOURS)
  return (daylight ? asDaylight : asDaylight + MS_PER_HOUR) as EpochMs
}

/**
 * The instant at which New York clocks show `minutesAfterMidnight` on `date` (930 is 15:30; fractions and more than 1440 are
 * allowed). In the hour that occurs twice in autumn: the first. In the hour skipped in spring: counted on standard time.
 */
export function newYorkInstant(date: IsoDate, minutesAfterMidnight: number): EpochMs {
  return instantOf(date, minutesAfterMidnight, NEW_YORK_STANDARD_HOURS)
}

/** The same for Chicago, whose notices Cboe writes. */
export function chicagoInstant(date: IsoDate, minutesAfterMidnight: number): EpochMs {
  return instantOf(date, minutesAfterMidnight, CHICAGO_STANDARD_HOURS)
}

/** New York minus UTC, in minutes: -300 in winter, -240 in summer. */
export function newYorkOffsetMinutes(instant: EpochMs): number {
  const standardDay = Math.floor((instant - NEW_YORK_STANDARD_HOURS * MS_PER_HOUR) / MS_PER_DAY)
  return isDaylight(instant, yearOf(standardDay as DayNumber), 0) ? -240 : -300
}

/** New York's date, and minutes after its midnight with their fraction. */
export function newYorkCivil(instant: EpochMs): { readonly date: IsoDate; readonly minutes: number } {
  const local = instant + newYorkOffsetMinutes(instant) * MS_PER_MINUTE
  const day = Math.floor(local / MS_PER_DAY)
  return { date: isoOfDay(day as DayNumber), minutes: (local - day * MS_PER_DAY) / MS_PER_MINUTE }
}

const pad2 = (n: number): string => (n < 10 ? `0${n}` : String(n))

/** `2024-01-05T16:15:00-05:00`: New York time with its offset, cut to whole seconds. */
export function formatNewYork(instant: EpochMs): string {
  const { date, minutes } = newYorkCivil(instant)
  const seconds = Math.floor(minutes * 60 + 1e-6)
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(pad2).join(':')
  return `${date}T${clock}${newYorkOffsetMinutes(instant) === -240 ? '-04:00' : '-05:00'}`
}

/**
 * The tables of `holiday-table.ts` worked out once into columns by day, so that every question about sessions is an index.
 */
import { assert } from '../vocabulary/assert.ts'
import type { DayNumber, IsoDate } from '../vocabulary/quantity.ts'
import { addDays, dayFrom, dayNumber, isoDate, isoOfDay, lastWeekday, nthWeekday, weekday } from './civil.ts'
import {
  CALENDAR_FIRST_YEAR,
  CALENDAR_LAST_YEAR,
  EARLY_CLOSES,
  HOLIDAYS,
  type HolidayRow,
  LATE_OPENS,
  PROJECTED_HALF_DAYS_FROM,
  UNSCHEDULED_CLOSURES,
} from './holiday-table.ts'

export const FIRST_DAY = dayFrom(CALENDAR_FIRST_YEAR, 1, 1)
export const LAST_DAY = dayFrom(CALENDAR_LAST_YEAR, 12, 31)

const REGULAR_OPEN_MINUTES = 9 * 60 + 30
const REGULAR_CASH_CLOSE_MINUTES = 16 * 60
const HALF_DAY_CASH_CLOSE_MINUTES = 13 * 60

export interface SessionTable {
  /** Session number k, in order: its day. */
  readonly days: Int32Array
  /** By day minus FIRST_DAY: how many sessions there were up to and including the day. */
  readonly through: Int32Array
  /** By session number: minutes after New York midnight at which stocks open and close. */
  readonly opens: Int16Array
  readonly cashCloses: Int16Array
  /** By session number: minutes of stock trading in all sessions before it. */
  readonly minutesBefore: Float64Array
  /** By day: 1 where the market was to open, whatever then happened. */
  readonly scheduled: Uint8Array
  /** Weekdays without a session, and why. */
  readonly closures: ReadonlyMap<number, string>
}

/** Easter Sunday of the Gregorian calendar: the anonymous computus printed by J. Meeus, Astronomical Algorithms, ch. 8. */
function easterSunday(year: number): DayNumber {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const moonShift = Math.floor((century + 8) / 25)
  const epact =
    (19 * golden + century - Math.floor(century / 4) - Math.floor((century - moonShift + 1) / 3) + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const correction = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const sum = epact + toSunday - 7 * correction + 114
  return dayFrom(year, Math.floor(sum / 31), (sum % 31) + 1)
}

/** The weekday on which a holiday shuts the market in a year, or null where it does not. */
function closedDay(row: HolidayRow, year: number): DayNumber | null {
  const falls = row.falls
  if ('daysAfterEaster' in falls) return addDays(easterSunday(year), falls.daysAfterEaster)
  if ('nth' in falls) return nthWeekday(year, falls.month, falls.weekday, falls.nth)
  if ('last' in falls) return lastWeekday(year, falls.month, falls.weekday)
  const day = dayFrom(year, falls.month, falls.day)
  if (weekday(day) === 0) return addDays(day, 1)
  if (weekday(day) === 6) return falls.observed === 'nearest-weekday' ? addDays(day, -1) : null
  return day
}

function holidayClosures(): Map<number, string> {
  const closures = new Map<number, string>()
  for (let year = CALENDAR_FIRST_YEAR; year <= CALENDAR_LAST_YEAR; year += 1) {
    for (const row of HOLIDAYS) {
      if (year < row.fromYear || (row.toYear !== null && year >= row.toYear)) continue
      const day = closedDay(row, year)
      if (day !== null) closures.set(day, row.name)
    }
  }
  return closures
}

const tableDay = (text: string): DayNumber => dayNumber(isoDate(text))
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** Cash close in minutes by day, where it differs from 16:00. */
function earlyCloses(isScheduled: (day: DayNumber) => boolean): Map<number, number> {
  const closes = new Map<number, number>()
  for (const row of EARLY_CLOSES) {
    for (const date of row.dates) {
      const day = tableDay(date)
      assert(isScheduled(day), 'an early close must be a session', { date })
      closes.set(day, minutesOf(row.cashCloses))
    }
  }
  for (let year = PROJECTED_HALF_DAYS_FROM; year <= CALENDAR_LAST_YEAR; year += 1) {
    const eves = [dayFrom(year, 7, 3), dayFrom(year, 12, 24), addDays(nthWeekday(year, 11, 4, 4), 1)]
    for (const day of eves) if (isScheduled(day)) closes.set(day, HALF_DAY_CASH_CLOSE_MINUTES)
  }
  return closes
}

function buildSessionTable(): SessionTable {
  const closures = holidayClosures()
  const span = LAST_DAY - FIRST_DAY + 1
  const scheduled = new Uint8Array(span)
  for (let i = 0; i < span; i += 1) {
    const day = addDays(FIRST_DAY, i)
    scheduled[i] = weekday(day) % 6 === 0 || closures.has(day) ? 0 : 1
  }
  const isScheduled = (day: DayNumber): boolean => scheduled[day - FIRST_DAY] === 1
  const early = earlyCloses(isScheduled)
  for (const row of UNSCHEDULED_CLOSURES) {
    assert(isScheduled(tableDay(row.date)), 'an unscheduled closure must be a scheduled session', { ...row })
    closures.set(tableDay(row.date), row.reason)
  }
  const late = new Map(LATE_OPENS.map((row) => [tableDay(row.date), minutesOf(row.opensAt)]))
  const days: number[] = []
  const through = new Int32Array(span)
  for (let i = 0; i < span; i += 1) {
    const day = addDays(FIRST_DAY, i)
    if (isScheduled(day) && !closures.has(day)) days.push(day)
    through[i] = days.length
  }
  const opens = Int16Array.from(days, (day) => late.get(day as DayNumber) ?? REGULAR_OPEN_MINUTES)
  const cashCloses = Int16Array.from(days, (day) => early.get(day) ?? REGULAR_CASH_CLOSE_MINUTES)
  const minutesBefore = new Float64Array(days.length + 1)
  for (let k = 0; k < days.length; k += 1) {
    minutesBefore[k + 1] = (minutesBefore[k] ?? 0) + (cashCloses[k] ?? 0) - (opens[k] ?? 0)
  }
  return { days: Int32Array.from(days), through, opens, cashCloses, minutesBefore, scheduled, closures }
}

export const SESSIONS: SessionTable = buildSessionTable()

export const inTables = (day: number): boolean => day >= FIRST_DAY && day <= LAST_DAY

/** Sessions up to and including the day. Stops outside the tables: ask `inCalendar` first where a date is data. */
export function sessionsThrough(day: DayNumber): number {
  // The details are built only where they are needed: this is asked for every quote.
  if (!inTables(day)) assert(false, 'date outside the calendar tables', { date: isoOfDay(day) })
  return SESSIONS.through[day - FIRST_DAY] ?? 0
}

/** The day of session number k (0 is the first of the tables). */
function sessionDay(k: number): DayNumber {
  assert(k >= 0 && k < SESSIONS.days.length, 'session outside the calendar tables', { k })
  return (SESSIONS.days[k] ?? 0) as DayNumber
}

export function isSessionDay(day: DayNumber): boolean {
  if (!inTables(day)) return false
  const i = day - FIRST_DAY
  return (SESSIONS.through[i] ?? 0) !== (i === 0 ? 0 : (SESSIONS.through[i - 1] ?? 0))
}

/** Was the market to open, by the calendar of holidays alone? What expiration dates are set by. */
export const isScheduledDay = (day: DayNumber): boolean => SESSIONS.scheduled[day - FIRST_DAY] === 1

/** The day itself, or the nearest scheduled session before it. */
export function scheduledOnOrBefore(day: DayNumber): DayNumber {
  let at = day
  while (!isScheduledDay(at)) {
    assert(inTables(at), 'date outside the calendar tables', { day })
    at = addDays(at, -1)
  }
  return at
}

/** The day itself, or the nearest scheduled session after it. */
export function scheduledOnOrAfter(day: DayNumber): DayNumber {
  let at = day
  while (!isScheduledDay(at)) {
    assert(inTables(at), 'date outside the calendar tables', { day })
    at = addDays(at, 1)
  }
  return at
}

export const isoOfSession = (k: number): IsoDate => isoOfDay(sessionDay(k))

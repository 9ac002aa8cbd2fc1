/**
 * Civil dates as day numbers: the proleptic Gregorian calendar in integer arithmetic, days since 1970-01-01.
 * The split of a year into 400-year eras that begin in March keeps leap days at the end, where they need no branch.
 */
import { assert } from '../vocabulary/assert.ts'
import type { DayNumber, IsoDate } from '../vocabulary/quantity.ts'

const DAYS_PER_ERA = 146_097
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH_SHIFT = 719_468
const ISO_PATTERN = /^\d{4}-\d{2}-\d{2}$/u
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Days of a month; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return (DAYS_IN_MONTH[month - 1] ?? 0) + (leap ? 1 : 0)
}

/** The day number of a civil date; `month` is 1 to 12. Stops on dates that do not exist. */
export function dayFrom(year: number, month: number, day: number): DayNumber {
  assert(
    Number.isInteger(year) &&
      Number.isInteger(day) &&
      month >= 1 &&
      month <= 12 &&
      day >= 1 &&
      day <= daysInMonth(year, month),
    'not a civil date',
    { year, month, day },
  )
  return dayUnchecked(year, month, day)
}

function dayUnchecked(year: number, month: number, day: number): DayNumber {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return (era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT) as DayNumber
}

/** Year, month (1..12) and day of month of a day number. */
export function civilOf(day: DayNumber): {
  readonly year: number
  readonly month: number
  readonly day: number
} {
  const z = day + EPOCH_SHIFT
  const era = Math.floor(z / DAYS_PER_ERA)
  const dayOfEra = z - era * DAYS_PER_ERA
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

export const yearOf = (day: DayNumber): number => civilOf(day).year
/** 1 to 12. */
export const monthOf = (day: DayNumber): number => civilOf(day).month
/** 1 to 31. */
export const dayOfMonth = (day: DayNumber): number => civilOf(day).day

/** 0 = Sunday to 6 = Saturday. */
export function weekday(day: DayNumber): number {
  // 1970-01-01 was a Thursday.
  return (((day + 4) % 7) + 7) % 7
}

/** A `YYYY-MM-DD` text that names a day that exists, or null. Nothing else is accepted, not even blanks around it. */
export function parseIsoDate(text: string): IsoDate | null {
  if (!ISO_PATTERN.test(text)) return null
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8, 10))
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(Number(text.slice(0, 4)), month)) return null
  return text as IsoDate
}

/** Brands a date written in our own source or tables. Stops on anything else: data goes through {@link parseIsoDate}. */
export function isoDate(text: string): IsoDate {
  const date = parseIsoDate(text)
  assert(date !== null, 'not an ISO date', { text })
  return date
}

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48

/** Days since 1970-01-01. */
export function dayNumber(date: IsoDate): DayNumber {
  const year = digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3)
  return dayUnchecked(year, digit(date, 5) * 10 + digit(date, 6), digit(date, 8) * 10 + digit(date, 9))
}

const pad2 = (n: number): string => (n < 10 ? `0${n}` : String(n))

/** `YYYY-MM-DD`, for years 0 to 9999. */
export function isoOfDay(day: DayNumber): IsoDate {
  const { year, month, day: dom } = civilOf(day)
  return `${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(dom)}` as IsoDate
}

/** Moves by calendar days. */
export const addDays = (day: DayNumber, days: number): DayNumber => (day + days) as DayNumber

/** The nth (1..5) given weekday of a month. */
export function nthWeekday(year: number, month: number, weekdayWanted: number, nth: number): DayNumber {
  const first = dayUnchecked(year, month, 1)
  return addDays(first, ((weekdayWanted - weekday(first) + 7) % 7) + 7 * (nth - 1))
}

/** The last given weekday of a month. */
export function lastWeekday(year: number, month: number, weekdayWanted: number): DayNumber {
  const last = dayUnchecked(year, month, daysInMonth(year, month))
  return addDays(last, -((weekday(last) - weekdayWanted + 7) % 7))
}

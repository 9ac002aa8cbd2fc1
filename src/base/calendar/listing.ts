import type { DayNumber, IsoDate } from '../vocabulary/quantity.ts'
import { addDays, civilOf, dayNumber, isoDate, isoOfDay } from './civil.ts'
import {
  isMonthly,
  monthEndDay,
  monthlyDay,
  vixExpirationDay,
  vixWeeklyDays,
  weekdaysIn,
} from './expiration-dates.ts'
import { CALENDAR_LAST_YEAR } from './holiday-table.ts'
import { type Cycle, type ListingRow, LISTINGS } from './listing-table.ts'
import { type CalendarRoot, calendarRoot } from './roots.ts'
import { inTables, isScheduledDay, scheduledOnOrAfter, scheduledOnOrBefore } from './session-table.ts'

/** An expiration and the date its place in the week or month has: they differ where that was a holiday. */
interface Expiry {
  readonly day: DayNumber
  readonly nominal: DayNumber
}

/** LEAPS reach less than seven years out. */
const FARTHEST_DAYS = 7 * 366

/**
 * The expirations of a class that a trader would have found listed on a date, ascending, that day's own included, at most
 * `daysMax` calendar days out. Nothing is listed before a class began, and dates are as announced at the time: a closure at short
 * notice does not remove them. The windows are those of `listing-table.ts`; its doubts apply.
 */
export function listedExpirations(
  root: string,
  onDate: IsoDate,
  options: { readonly daysMax?: number } = {},
): IsoDate[] {
  const known = calendarRoot(root)
  const on = dayNumber(onDate)
  if (known === null || !inTables(on)) return []
  const until = addDays(on, Math.min(options.daysMax ?? FARTHEST_DAYS, FARTHEST_DAYS))
  return listedDays(known, on)
    .filter((day) => day <= until)
    .map(isoOfDay)
}

/** Was the expiration listed on the date, by the same tables? */
export function wasListed(root: string, expiration: IsoDate, onDate: IsoDate): boolean {
  const days = dayNumber(expiration) - dayNumber(onDate)
  return days >= 0 && listedExpirations(root, onDate, { daysMax: days }).includes(expiration)
}

/** The last answer for each class: a day's questions come in runs. */
const lastAnswers = new Map<CalendarRoot, { readonly on: number; readonly days: readonly DayNumber[] }>()

/**
 * What the windows in force show, and what earlier windows showed on their last day: a window that the exchange narrowed keeps no
 * new series away from a trader, but takes none of the old ones off the list.
 */
function listedDays(root: CalendarRoot, on: DayNumber): readonly DayNumber[] {
  const last = lastAnswers.get(root)
  if (last?.on === on) return last.days
  const found = new Set(windowDays(root, on))
  for (const earlier of lastDaysOfWindows(root)) {
    if (earlier >= on || earlier < on - FARTHEST_DAYS) continue
    for (const day of windowDaysKept(root, earlier)) if (day >= on) found.add(day)
  }
  const days = [...found].sort((a, b) => a - b)
  lastAnswers.set(root, { on, days })
  return days
}

function windowDays(root: CalendarRoot, on: DayNumber): DayNumber[] {
  const byName = new Map<string, readonly Expiry[]>()
  for (const row of rowsInForce(root, on)) byName.set(row.name, expiriesOf(row, on, byName))
  return [...byName.values()].flat().map((expiry) => expiry.day)
}

const keptWindows = new Map<string, readonly DayNumber[]>()

function windowDaysKept(root: CalendarRoot, on: DayNumber): readonly DayNumber[] {
  const key = `${root} ${on}`
  const kept = keptWindows.get(key) ?? windowDays(root, on)
  keptWindows.set(key, kept)
  return kept
}

const windowEnds = new Map<CalendarRoot, readonly DayNumber[]>()

/** The eves of every change of a class's windows. */
function lastDaysOfWindows(root: CalendarRoot): readonly DayNumber[] {
  const known = windowEnds.get(root)
  if (known !== undefined) return known
  const starts = LISTINGS.filter((row) => row.root === root).map((row) => dayNumber(isoDate(row.from)))
  const ends = [...new Set(starts)].map((day) => addDays(day, -1)).filter((day) => inTables(day))
  windowEnds.set(root, ends)
  return ends
}

/** The latest row of each name, in table order, so that a row may refer to one above it. */
function rowsInForce(root: CalendarRoot, on: DayNumber): ListingRow[] {
  const date = isoOfDay(on)
  const rows = new Map<string, ListingRow>()
  for (const row of LISTINGS) if (row.root === root && row.from <= date) rows.set(row.name, row)
  return [...rows.values()]
}

function expiriesOf(
  row: ListingRow,
  on: DayNumber,
  earlier: ReadonlyMap<string, readonly Expiry[]>,
): readonly Expiry[] {
  if (row.leadDays !== undefined) {
    const lead = row.leadDays
    // A holiday moves a date by a few days at most: look a week wider, then keep what is due.
    const found = cycleDates(row.cycle, on, addDays(on, lead + 7))
    return found.filter((expiry) => expiry.day >= on && expiry.nominal - lead <= on)
  }
  const taken = row.beyond === undefined ? [] : (earlier.get(row.beyond) ?? [])
  const start = taken.at(-1)?.day ?? addDays(on, -1)
  const wanted = row.nearest ?? 0
  const found = cycleDates(row.cycle, on, addDays(on, FARTHEST_DAYS))
  return found.filter((expiry) => expiry.day >= on && expiry.day > start).slice(0, wanted)
}

function cycleDates(cycle: Cycle, from: DayNumber, to: DayNumber): Expiry[] {
  switch (cycle.each) {
    case 'monthly':
      return monthsOf(from, to, cycle.months, monthlyDay)
    case 'vix-monthly':
      return monthsOf(from, to, cycle.months, vixExpirationDay, cycle.never)
    case 'month-end':
      return monthsOf(from, to, undefined, monthEndDay)
    case 'quarter-end':
      return monthsOf(from, to, [3, 6, 9, 12], monthEndDay)
    case 'vix-weekly':
      return vixWeeklyDays(from, to).map((day) => ({ day, nominal: day }))
    case 'weekday':
      return weekdaysIn(addDays(from, -4), to, cycle.weekday).flatMap((nominal) => {
        const day = moved(nominal, cycle.holiday)
        return day === null || (cycle.weekday === 5 && isMonthly(day)) ? [] : [{ day, nominal }]
      })
  }
}

function moved(nominal: DayNumber, holiday: 'before' | 'after' | 'drop'): DayNumber | null {
  if (isScheduledDay(nominal)) return nominal
  if (holiday === 'drop') return null
  return holiday === 'before' ? scheduledOnOrBefore(nominal) : scheduledOnOrAfter(nominal)
}

function monthsOf(
  from: DayNumber,
  to: DayNumber,
  wanted: readonly number[] | undefined,
  dayOf: (year: number, month: number) => DayNumber,
  never: readonly string[] = [],
): Expiry[] {
  const first = civilOf(from)
  const last = civilOf(to)
  const expiries: Expiry[] = []
  // One month is left at the end of the tables: a VIX month looks into the next.
  const lastYear = Math.min(last.year, CALENDAR_LAST_YEAR)
  for (let year = first.year; year <= lastYear; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      if (year === first.year && month < first.month) continue
      if (year === last.year && month > last.month) continue
      if (year === CALENDAR_LAST_YEAR && month === 12) continue
      if (wanted !== undefined && !wanted.includes(month)) continue
      if (never.includes(`${year}-${String(month).padStart(2, '0')}`)) continue
      const day = dayOf(year, month)
      if (day >= from && day <= to) expiries.push({ day, nominal: day })
    }
  }
  return expiries
}

/**
 * The dates on which classes expire, by rule. Rules look at the calendar of holidays only: a day of mourning or a storm moves
 * the settlement of a series (see `settlement.ts`), never the date in its symbol.
 */
import type { DayNumber, IsoDate } from '../vocabulary/quantity.ts'
import { addDays, civilOf, dayFrom, dayNumber, daysInMonth, isoOfDay, nthWeekday, weekday } from './civil.ts'
import { FIRST_DAY, isScheduledDay, LAST_DAY, scheduledOnOrBefore } from './session-table.ts'

const WEDNESDAY = 3
const FRIDAY = 5
/** VIX looks thirty days ahead: from a Wednesday to the Friday of the fourth week after. */
const VIX_HORIZON_DAYS = 30
/** First contract month under the thirty-day rule; see {@link vixExpirationDay}. */
const VX_THIRTY_DAY_RULE_FROM = dayFrom(2004, 11, 1)
const VX_FIRST_MONTH = dayFrom(2004, 3, 1)

const thirdFridayDay = (year: number, month: number): DayNumber => nthWeekday(year, month, FRIDAY, 3)

/** The third Friday itself, session or not. `month` is 1 to 12. */
export const thirdFriday = (year: number, month: number): IsoDate => isoOfDay(thirdFridayDay(year, month))

export const monthlyDay = (year: number, month: number): DayNumber =>
  scheduledOnOrBefore(thirdFridayDay(year, month))

/**
 * When the standard month of SPX expires: the third Friday, or the session before it where that is a holiday (Good Friday,
 * Juneteenth). SPX settles that morning; the third-Friday series of SPXW, XSP and SPY that afternoon.
 */
export const spxAmExpiration = (year: number, month: number): IsoDate => isoOfDay(monthlyDay(year, month))

/**
 * The Wednesday thirty days before a Friday, or the business day before where either is a holiday (CFE Rule 1202(b), Cboe Rule
 * 4.13). The older wording, thirty days before the business day preceding that Friday, gives the same Tuesday.
 */
function thirtyDayExpiration(wednesday: DayNumber): DayNumber {
  const kept = isScheduledDay(wednesday) && isScheduledDay(addDays(wednesday, VIX_HORIZON_DAYS))
  return kept ? wednesday : scheduledOnOrBefore(addDays(wednesday, -1))
}

function vixWednesday(year: number, month: number): DayNumber {
  const next = month === 12 ? thirdFridayDay(year + 1, 1) : thirdFridayDay(year, month + 1)
  return addDays(next, -VIX_HORIZON_DAYS)
}

export function vixExpirationDay(year: number, month: number): DayNumber {
  const first = dayFrom(year, month, 1)
  if (first >= VX_FIRST_MONTH && first < VX_THIRTY_DAY_RULE_FROM) {
    // The first VX contracts expired on the Wednesday before the third Friday of their own month: July and October 2004
    // settled on the 14th and the 13th, a week before the thirty-day date.
    return scheduledOnOrBefore(addDays(thirdFridayDay(year, month), -2))
  }
  return thirtyDayExpiration(vixWednesday(year, month))
}

/** Final settlement of the VX future and the standard VIX options of a month. `month` is 1 to 12. */
export const vixExpiration = (year: number, month: number): IsoDate => isoOfDay(vixExpirationDay(year, month))

/** Every Wednesday in [from, to] that is not a standard month's, moved as those are. */
export function vixWeeklyDays(from: DayNumber, to: DayNumber): DayNumber[] {
  return weekdaysIn(from, addDays(to, 7), WEDNESDAY).flatMap((wednesday) => {
    const { year, month } = civilOf(wednesday)
    if (wednesday === vixWednesday(year, month)) return []
    const day = thirtyDayExpiration(wednesday)
    return day >= from && day <= to ? [day] : []
  })
}

/** The weekly VIX expirations in [from, to]. They exist as contracts since 2015 only: ask `listedExpirations`. */
export const vixWeeklyExpirations = (from: IsoDate, to: IsoDate): IsoDate[] =>
  vixWeeklyDays(dayNumber(from), dayNumber(to)).map(isoOfDay)

/** The given weekdays in [from, to], sessions or not, cut to the tables. */
export function weekdaysIn(from: DayNumber, to: DayNumber, wanted: number): DayNumber[] {
  const days: DayNumber[] = []
  const start = Math.max(from, FIRST_DAY) as DayNumber
  let day = addDays(start, (wanted - weekday(start) + 7) % 7)
  for (; day <= to && day <= LAST_DAY; day = addDays(day, 7)) days.push(day)
  return days
}

/** The last scheduled session of a month. */
export const monthEndDay = (year: number, month: number): DayNumber =>
  scheduledOnOrBefore(dayFrom(year, month, daysInMonth(year, month)))

/** Is the day the last scheduled session of March, June, September or December? */
export function isQuarterEnd(day: DayNumber): boolean {
  const { year, month } = civilOf(day)
  return month % 3 === 0 && monthEndDay(year, month) === day
}

/** Is the day the standard monthly expiration of its month? */
export function isMonthly(day: DayNumber): boolean {
  const { year, month } = civilOf(day)
  return monthlyDay(year, month) === day
}

/** Is the day the session on which a week's Friday series end, and not a standard month's? */
export function isWeekEnd(day: DayNumber): boolean {
  const friday = addDays(day, (FRIDAY - weekday(day) + 7) % 7)
  return scheduledOnOrBefore(friday) === day && !isMonthly(day)
}

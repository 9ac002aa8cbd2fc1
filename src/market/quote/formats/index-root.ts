import { dayOfMonth, isoOfDay, monthOf, yearOf } from '../../../base/calendar/civil.ts'
import { spxAmExpiration, vixExpiration, wasListed } from '../../../base/calendar/expirations.ts'
import { type DayNumber, quantity } from '../../../base/vocabulary/quantity.ts'
import { sessionOfExpiration } from './saturday-expiration.ts'

export interface RootQuestion {
  /** `SPX`, without caret. */
  readonly underlying: string
  /** Days since 1970-01-01. */
  readonly expirationDay: number
  /** Days since 1970-01-01 of the quote. */
  readonly quoteDay: number
  /** New York minutes after midnight at which the file says the option expires; null where it does not say. */
  readonly expiresAtMinutes: number | null
}

export interface RootAnswer {
  readonly root: string
  /** Why the root is a choice and not a fact; null where only one class can be meant. */
  readonly assumed: string | null
}

const MORNING_FROM = 8 * 60
const MORNING_TO = 12 * 60
const AFTERNOON_FROM = 15 * 60
const AFTERNOON_TO = 17 * 60

/**
 * The option root of a row from a vendor without a root column.
 *
 * Only the standard monthly date of SPX is ambiguous: SPX settles that morning, SPXW at the close. A date named by its
 * Saturday, the custom until February 2015, is SPX: weeklies always named their Friday. Else the file's own expiry
 * time decides: morning is SPX, afternoon is SPXW if the listing table had SPXW at that date (vendors stamp 16:00 on
 * every expiry, so a 16:00 alone does not prove a class that was not listed). Without a time, or at midnight, the default
 * is SPX: the class listed on that date throughout the history. Other SPX dates are SPXW. VIX: the monthly date is VIX,
 * other dates VIXW.
 */
export function rootWithoutColumn(question: RootQuestion): RootAnswer {
  const { underlying } = question
  const expirationDay = sessionOfExpiration(question.expirationDay)
  if (underlying === 'VIX') {
    return { root: isMonthly(expirationDay, vixExpiration) ? 'VIX' : 'VIXW', assumed: null }
  }
  if (underlying !== 'SPX') return { root: underlying, assumed: null }
  if (expirationDay !== question.expirationDay) {
    return {
      root: 'SPX',
      assumed: 'expiry named by its Saturday taken as SPX (AM): weeklies named their Friday',
    }
  }
  if (!isMonthly(expirationDay, spxAmExpiration)) return { root: 'SPXW', assumed: null }
  const minutes = question.expiresAtMinutes
  if (minutes !== null && minutes >= MORNING_FROM && minutes <= MORNING_TO) {
    return { root: 'SPX', assumed: 'monthly date taken as SPX (AM): its expiry time is in the morning' }
  }
  if (minutes !== null && minutes >= AFTERNOON_FROM && minutes <= AFTERNOON_TO) {
    const expiration = isoOfDay(quantity<DayNumber>(expirationDay))
    const listed = wasListed('SPXW', expiration, isoOfDay(quantity<DayNumber>(question.quoteDay)))
    return listed
      ? { root: 'SPXW', assumed: 'monthly date taken as SPXW (PM): its expiry time is in the afternoon' }
      : {
          root: 'SPX',
          assumed: 'monthly date taken as SPX (AM) against its afternoon expiry time: SPXW was not listed',
        }
  }
  return {
    root: 'SPX',
    assumed: 'monthly date taken as SPX (AM): the file names neither root nor expiry time',
  }
}

function isMonthly(day: number, monthly: (year: number, month: number) => string): boolean {
  const brand = quantity<DayNumber>(day)
  // The third Friday is never before the 15th, its holiday shift never before the 14th: saves the table look-up.
  if (dayOfMonth(brand) < 14 || dayOfMonth(brand) > 22) return false
  return monthly(yearOf(brand), monthOf(brand)) === isoOfDay(brand)
}

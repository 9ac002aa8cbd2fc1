import { dayNumber, isoOfDay, weekday } from '../../../base/calendar/civil.ts'
import { previousSession } from '../../../base/calendar/sessions.ts'
import { type DayNumber, quantity } from '../../../base/vocabulary/quantity.ts'
import { isUsableDay } from './dates.ts'

const SATURDAY = 6

/**
 * Until February 2015 monthly options named the Saturday after the third Friday as their expiration, and histories keep
 * it. Gives the last session before such a Saturday (a Thursday where the Friday is Good Friday), and any other day as
 * it is.
 */
export function sessionOfExpiration(day: number): number {
  const brand = quantity<DayNumber>(day)
  if (weekday(brand) !== SATURDAY || !isUsableDay(day)) return day
  return dayNumber(previousSession(isoOfDay(brand)))
}

/**
 * The variance clock of the surface model. Options lose little value over a weekend and the calendar says three days: seen
 * on the calendar, a Friday's one-day option looks cheap. Here every session counts one, of which a share passes overnight
 * before its opening, every other day `closedDay`; 252 sessions and 113 other days make one year.
 */
import { assert } from '../../base/vocabulary/assert.ts'
import type { EpochMs, Years } from '../../base/vocabulary/quantity.ts'
import { dayNumber, addDays } from '../../base/calendar/civil.ts'
import { newYorkCivil } from '../../base/calendar/new-york.ts'
import { isSessionDay } from '../../base/calendar/session-table.ts'
import { sessionHours } from '../../base/calendar/sessions.ts'
import { SESSIONS_PER_YEAR } from './pdv-kernel.ts'
import { SURFACE_PARAMETERS } from './surface-parameters.ts'
import type { ClockParameters } from './surface-types.ts'

const CLOSED_DAYS_PER_YEAR = 365 - SESSIONS_PER_YEAR

/** Years of variance between two instants; 0 where `to` is not after `from`. */
export function varianceYears(
  from: EpochMs,
  to: EpochMs,
  clock: ClockParameters = SURFACE_PARAMETERS.clock,
): Years {
  if (to <= from) return 0 as Years
  const start = newYorkCivil(from)
  const end = newYorkCivil(to)
  let weight = passedShare(to, clock) - passedShare(from, clock)
  let day = dayNumber(start.date)
  const last = dayNumber(end.date)
  assert(last - day < 20_000, 'a variance clock of more than fifty years')
  while (day < last) {
    weight += isSessionDay(day) ? 1 : clock.closedDay
    day = addDays(day, 1)
  }
  return (Math.max(0, weight) / (SESSIONS_PER_YEAR + CLOSED_DAYS_PER_YEAR * clock.closedDay)) as Years
}

/** Share of its civil day's weight that has passed at the instant. */
function passedShare(instant: EpochMs, clock: ClockParameters): number {
  const { date, minutes } = newYorkCivil(instant)
  const hours = sessionHours(date)
  if (hours === null) return clock.closedDay * Math.min(1, minutes / 1440)
  if (instant >= hours.cashClosesAt) return 1
  const opens = newYorkCivil(hours.opensAt).minutes
  if (instant <= hours.opensAt) return clock.overnight * Math.min(1, minutes / opens)
  const trading = (instant - hours.opensAt) / (hours.cashClosesAt - hours.opensAt)
  return clock.overnight + (1 - clock.overnight) * trading
}

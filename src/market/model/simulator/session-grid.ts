/** The sessions a simulation runs through: real sessions, holidays and half days, cut in two at the opening, where AM expiries settle. */
import { dayNumber } from '../../../base/calendar/civil.ts'
import { addSessions, isSession, sessionHours, sessionsFrom } from '../../../base/calendar/sessions.ts'
import { yearFraction } from '../../../base/calendar/year-fraction.ts'
import { assert } from '../../../base/vocabulary/assert.ts'
import type { EpochMs, IsoDate } from '../../../base/vocabulary/quantity.ts'
import { varianceYears } from '../variance-clock.ts'

/** Row 0 is the start; entry i of the four stretches leads from row i - 1 to row i, and is 0 for row 0. */
export interface SessionGrid {
  readonly days: Int32Array
  /** When the rows' quotes are struck: the close of index options, as epoch milliseconds. */
  readonly quotedAt: Float64Array
  /** From the quotes of the row before to the opening, years of the variance clock. */
  readonly overnightYears: Float64Array
  /** From the opening to the row's own quotes. */
  readonly dayYears: Float64Array
  /** The same two stretches in calendar-365 years, over which carry accrues. */
  readonly overnightCarryYears: Float64Array
  readonly dayCarryYears: Float64Array
}

let last: { readonly key: string; readonly grid: SessionGrid } | null = null

/** `sessions` rows from `startDate`, a session. The last grid is kept, because seeds are simulated in runs over the same days. */
export function sessionGrid(startDate: IsoDate, sessions: number): SessionGrid {
  const key = `${startDate} ${sessions}`
  if (last?.key === key) return last.grid
  const grid = build(startDate, sessions)
  last = { key, grid }
  return grid
}

function build(startDate: IsoDate, sessions: number): SessionGrid {
  assert(Number.isInteger(sessions) && sessions >= 1, 'a simulation needs at least one session', { sessions })
  assert(isSession(startDate), 'a simulation starts on a session', { startDate })
  const dates = sessions === 1 ? [startDate] : sessionsFrom(startDate, addSessions(startDate, sessions - 1))
  const column = (): Float64Array => new Float64Array(sessions)
  const grid = {
    days: new Int32Array(sessions),
    quotedAt: column(),
    overnightYears: column(),
    dayYears: column(),
    overnightCarryYears: column(),
    dayCarryYears: column(),
  }
  dates.forEach((date, i) => {
    const hours = sessionHours(date)
    assert(hours !== null, 'sessions have hours', { date })
    grid.days[i] = dayNumber(date)
    grid.quotedAt[i] = hours.closesAt
    if (i === 0) return
    const before = grid.quotedAt[i - 1] as EpochMs
    grid.overnightYears[i] = varianceYears(before, hours.opensAt)
    grid.dayYears[i] = varianceYears(hours.opensAt, hours.closesAt)
    grid.overnightCarryYears[i] = yearFraction('calendar-365', before, hours.opensAt)
    grid.dayCarryYears[i] = yearFraction('calendar-365', hours.opensAt, hours.closesAt)
  })
  return grid
}

/** The sessions a simulation runs through: real sessions, holidays and half days, cut in two at the opening, where AM expiries settle. */
import { dayNumber } from '../../../base/calendar/civil.ts'
import { addSessions, isSession, sessionHours, sessionsFrom } from '../../../base/calendar/sessions.ts'
import { yearFraction } from '../../../base/calendar/year-fraction.ts'
import { assert } from '../../../base/vocabulary/assert.ts'
import type { EpochMs, IsoDate } from '../../../base/vocabulary/quantity.ts'
import { varianceYears } from '../variance-clock.ts'

/**
 * Row 0 is the start, the close of its session; every later session has `snapshots` rows, its last one at the close. Entry i of
 * the four stretches leads from row i - 1 to row i, and is 0 for row 0.
 */
export interface SessionGrid {
  readonly snapshots: number
  readonly days: Int32Array
  /** When the rows' quotes are struck, as epoch milliseconds: the close of index options, and parts of the cash session before. */
  readonly quotedAt: Float64Array
  /** From the quotes of the row before to the opening, years of the variance clock; 0 where no night lies between. */
  readonly overnightYears: Float64Array
  /** From the opening, or the row before in the same session, to the row's own quotes. */
  readonly dayYears: Float64Array
  /** The same two stretches in calendar-365 years, over which carry accrues. */
  readonly overnightCarryYears: Float64Array
  readonly dayCarryYears: Float64Array
}

let last: { readonly key: string; readonly grid: SessionGrid } | null = null

/**
 * `sessions` sessions from `startDate`, one of them, with `snapshots` rows each after the first. The last grid is kept, because
 * seeds are simulated in runs over the same days.
 */
export function sessionGrid(startDate: IsoDate, sessions: number, snapshots = 1): SessionGrid {
  const key = `${startDate} ${sessions} ${snapshots}`
  if (last?.key === key) return last.grid
  const grid = build(startDate, sessions, snapshots)
  last = { key, grid }
  return grid
}

function build(startDate: IsoDate, sessions: number, snapshots: number): SessionGrid {
  assert(Number.isInteger(sessions) && sessions >= 1, 'a simulation needs at least one session', { sessions })
  assert(isSession(startDate), 'a simulation starts on a session', { startDate })
  assert(Number.isInteger(snapshots) && snapshots >= 1, 'a session has a snapshot at least', { snapshots })
  const dates = sessions === 1 ? [startDate] : sessionsFrom(startDate, addSessions(startDate, sessions - 1))
  const rows = 1 + (sessions - 1) * snapshots
  const column = (): Float64Array => new Float64Array(rows)
  const grid = {
    snapshots,
    days: new Int32Array(rows),
    quotedAt: column(),
    overnightYears: column(),
    dayYears: column(),
    overnightCarryYears: column(),
    dayCarryYears: column(),
  }
  dates.forEach((date, session) => {
    const hours = sessionHours(date)
    assert(hours !== null, 'sessions have hours', { date })
    const { opensAt, cashClosesAt, closesAt } = hours
    for (let part = session === 0 ? snapshots : 1; part <= snapshots; part += 1) {
      const row = session === 0 ? 0 : (session - 1) * snapshots + part
      // Variance passes while the cash market is open: its time is what is divided.
      const within = Math.round(opensAt + (part / snapshots) * (cashClosesAt - opensAt)) as EpochMs
      grid.days[row] = dayNumber(date)
      grid.quotedAt[row] = part === snapshots ? closesAt : within
      if (session === 0) continue
      const before = grid.quotedAt[row - 1] as EpochMs
      const at = grid.quotedAt[row] as EpochMs
      const from = part === 1 ? opensAt : before
      if (part === 1) {
        grid.overnightYears[row] = varianceYears(before, opensAt)
        grid.overnightCarryYears[row] = yearFraction('calendar-365', before, opensAt)
      }
      grid.dayYears[row] = varianceYears(from, at)
      grid.dayCarryYears[row] = yearFraction('calendar-365', from, at)
    }
  })
  return grid
}

import { assert } from '../vocabulary/assert.ts'
import type { DayNumber, EpochMs, IsoDate } from '../vocabulary/quantity.ts'
import { refuse } from '../vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../vocabulary/result.ts'
import { addDays, civilOf, dayNumber, isoDate, isoOfDay, weekday } from './civil.ts'
import { isMonthly, isQuarterEnd, isWeekEnd, monthlyDay } from './expiration-dates.ts'
import { DELAYED_OPENINGS } from './hours-table.ts'
import { newYorkInstant } from './new-york.ts'
import { type CalendarRoot, CALENDAR_ROOTS, calendarRoot } from './roots.ts'
import { inTables, isScheduledDay, isSessionDay } from './session-table.ts'
import { nextSession, previousSession, sessionHours, type SessionHours } from './sessions.ts'
import {
  SATURDAY_EXPIRATIONS_UNTIL,
  type SeriesKind,
  type SettlementRow,
  SETTLEMENTS,
} from './settlement-table.ts'

export interface Settlement {
  readonly style: 'AM' | 'PM'
  /** When the value is struck: the opening for AM, the close of stocks for PM. AM values are published later. */
  readonly settlesAt: EpochMs
  /** The last instant at which the series trades. Before 2012 it could lie a quarter of an hour after `settlesAt`. */
  readonly lastTradeAt: EpochMs
  /** The session on which the value is struck: not the date in the symbol where that was shut, or a Saturday. */
  readonly settlementDate: IsoDate
}

/**
 * Style, settlement instant and last trade of a series, by its root and the expiration date in its symbol. Refuses roots without
 * a table, dates outside the tables, and dates on which nothing can expire. Saturdays of the old monthly symbols are read as the
 * Friday before; a day that was a session until the market was shut at short notice settles as the exchange ruled on
 * 2018-12-05 (Cboe C2018120300): PM series on the last close before, AM series on the next opening.
 */
export function settlementOf(root: string, expiration: IsoDate): Result<Settlement> {
  const known = calendarRoot(root)
  if (known === null) {
    return refused(
      refuse('quote.not-listed-class', {
        field: 'root',
        was: root,
        wanted: `one of ${CALENDAR_ROOTS.join(', ')}`,
        source: 'exchange calendar',
      }),
    )
  }
  const written = dayNumber(expiration)
  if (!inTables(addDays(written, -10)) || !inTables(addDays(written, 10))) {
    return refused(
      refuse('date.out-of-range', {
        field: 'expiration',
        was: expiration,
        wanted: 'a date inside the calendar tables',
        source: 'exchange calendar',
      }),
    )
  }
  const day = expirationDay(written)
  if (day === null) {
    return refused(
      refuse('date.not-a-session', {
        field: 'expiration',
        was: expiration,
        wanted: `a session on which ${root} can expire`,
        source: 'exchange calendar',
      }),
    )
  }
  return accepted(settle(known, rowFor(known, day), isoOfDay(day)))
}

/** The scheduled session meant by the date in a symbol, or null. */
function expirationDay(written: DayNumber): DayNumber | null {
  if (isScheduledDay(written)) return written
  const saturday = weekday(written) === 6
  if (saturday && isoOfDay(written) >= SATURDAY_EXPIRATIONS_UNTIL) return null
  // A third Friday that is a holiday, or the Saturday after a third Friday: both mean the standard month.
  const friday = saturday ? addDays(written, -1) : written
  const { year, month, day } = civilOf(friday)
  return weekday(friday) === 5 && day >= 15 && day <= 21 ? monthlyDay(year, month) : null
}

function kindOf(day: DayNumber): SeriesKind {
  if (isMonthly(day)) return 'monthly'
  if (isQuarterEnd(day)) return 'quarter-end'
  return isWeekEnd(day) ? 'week-end' : 'any'
}

function rowFor(root: CalendarRoot, day: DayNumber): SettlementRow {
  const date = isoOfDay(day)
  const kind = kindOf(day)
  const rows = SETTLEMENTS.filter((row) => row.root === root && row.from <= date)
  const row = rows.findLast((r) => r.kind === kind) ?? rows.findLast((r) => r.kind === 'any')
  assert(row !== undefined, 'every root needs a settlement row', { root })
  return row
}

function settle(root: CalendarRoot, row: SettlementRow, expiration: IsoDate): Settlement {
  const open = isSessionDay(dayNumber(expiration))
  const after = row.style === 'AM' ? nextSession(expiration) : previousSession(expiration)
  const settlementDate = open ? expiration : after
  return {
    style: row.style,
    settlesAt: row.style === 'AM' ? openingOf(root, settlementDate) : hoursOf(settlementDate).cashClosesAt,
    lastTradeAt: lastTrade(row, expiration, open),
    settlementDate,
  }
}

function lastTrade(row: SettlementRow, expiration: IsoDate, open: boolean): EpochMs {
  const { on, at } = row.lastTrade
  const lastOn = open && on === 'expiration' ? expiration : previousSession(expiration)
  if (typeof at === 'number') return open ? newYorkInstant(lastOn, at) : hoursOf(lastOn).closesAt
  return at === 'option-close' ? hoursOf(lastOn).closesAt : hoursOf(lastOn).cashClosesAt
}

function hoursOf(date: IsoDate): SessionHours {
  const hours = sessionHours(date)
  assert(hours !== null, 'settlement must fall on a session', { date })
  return hours
}

/** VRO, to which VIX and VX settle, is struck when SPX options open: a delay of theirs delays it. SET looks at stocks. */
function openingOf(root: CalendarRoot, date: IsoDate): EpochMs {
  const delay = DELAYED_OPENINGS.find((row) => isoDate(row.date) === date)
  const delayed = delay !== undefined && (root === 'VIX' || root === 'VIXW' || root === 'VX')
  return delayed ? newYorkInstant(date, delay.opensAtMinutes) : hoursOf(date).opensAt
}

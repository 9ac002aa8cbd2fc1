import type { EpochMs, IsoDate } from '../vocabulary/quantity.ts'
import { EXTRA_SESSIONS, type ExtraSessionRow, type SessionKind } from './hours-table.ts'
import { newYorkInstant } from './new-york.ts'
import { calendarRoot } from './roots.ts'
import { sessionHours } from './sessions.ts'

export interface TradingHours {
  readonly kind: SessionKind | 'regular'
  readonly opensAt: EpochMs
  readonly closesAt: EpochMs
}

/**
 * The sessions in which a class of index options trades for one trading date, in order of time: overnight (which may open on the
 * evening before), regular, curb. Empty on closed days and for roots without hours of their own. A series on its last day stops
 * at `settlementOf(...).lastTradeAt`, whatever its class does; half days have no curb session here, since none is documented.
 */
export function tradingHours(root: string, date: IsoDate): readonly TradingHours[] {
  const known = calendarRoot(root)
  const hours = sessionHours(date)
  if (known === null || known === 'VX' || hours === null) return []
  const rowOf = (kind: SessionKind): ExtraSessionRow | undefined =>
    EXTRA_SESSIONS.findLast((row) => row.kind === kind && row.roots.includes(known) && row.from <= date)
  const extra = (row: ExtraSessionRow | undefined): TradingHours[] =>
    row === undefined
      ? []
      : [
          {
            kind: row.kind,
            opensAt: newYorkInstant(date, row.opensAtMinutes),
            closesAt: newYorkInstant(date, row.closesAtMinutes),
          },
        ]
  return [
    ...extra(rowOf('overnight')),
    { kind: 'regular', opensAt: hours.opensAt, closesAt: hours.closesAt },
    ...(hours.early ? [] : extra(rowOf('curb'))),
  ]
}

/** Does the class trade at the instant, on the trading date named? Opening instants count, closing instants do not. */
export const isTradingAt = (root: string, date: IsoDate, instant: EpochMs): boolean =>
  tradingHours(root, date).some((hours) => instant >= hours.opensAt && instant < hours.closesAt)

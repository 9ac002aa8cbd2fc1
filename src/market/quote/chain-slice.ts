import { isoOfDay } from '../../base/calendar/civil.ts'
import { CALL } from '../../base/vocabulary/option-right.ts'
import type { DayNumber } from '../../base/vocabulary/quantity.ts'
import type { JudgedSeries } from './accept-quotes.ts'
import type { ExpirySlice, OptionalColumn, SideColumns } from './chain.ts'
import type { QuoteTable } from './quote-table.ts'

const OPTIONAL = ['bidSizes', 'askSizes', 'volumes', 'openInterests', 'vendorVols'] as const

/**
 * The accepted quotes of one series as columns, or null where there is none. A strike is kept where its call or its put
 * was accepted.
 */
export function sliceOf(table: QuoteTable, states: Uint8Array, series: JudgedSeries): ExpirySlice | null {
  const { settlement } = series
  if (settlement === null) return null
  const rows = series.rows.filter((row) => states[row] !== 0)
  if (rows.length === 0) return null
  const strikes = new Float64Array(rows.length)
  const calls = emptySide(rows.length)
  const puts = emptySide(rows.length)
  let count = 0
  for (const row of rows) {
    const strike = table.strikes_points[row]
    // Rows come by strike, so a strike is either the last one placed or new.
    if (count === 0 || strikes[count - 1] !== strike) {
      strikes[count] = strike
      count += 1
    }
    fillSide(table.rights[row] === CALL ? calls : puts, count - 1, table, row, states[row])
  }
  const expirationDay = series.expirationDay as DayNumber
  return {
    root: series.root,
    expiration: isoOfDay(expirationDay),
    expirationDay,
    settlement: settlement.style,
    settlesAt: settlement.settlesAt,
    lastTradeAt: settlement.lastTradeAt,
    counterfactual: false,
    strikes_points: strikes.slice(0, count),
    calls: cutSide(calls, count),
    puts: cutSide(puts, count),
  }
}

function emptySide(length: number): SideColumns {
  const optional = (): OptionalColumn => ({
    values: new Float64Array(length),
    present: new Uint8Array(length),
  })
  return {
    bids_points: new Float64Array(length),
    asks_points: new Float64Array(length),
    state: new Uint8Array(length),
    bidSizes: optional(),
    askSizes: optional(),
    volumes: optional(),
    openInterests: optional(),
    vendorVols: optional(),
  }
}

function cutSide(side: SideColumns, count: number): SideColumns {
  const optional = (column: OptionalColumn): OptionalColumn => ({
    values: column.values.slice(0, count),
    present: column.present.slice(0, count),
  })
  return {
    bids_points: side.bids_points.slice(0, count),
    asks_points: side.asks_points.slice(0, count),
    state: side.state.slice(0, count),
    bidSizes: optional(side.bidSizes),
    askSizes: optional(side.askSizes),
    volumes: optional(side.volumes),
    openInterests: optional(side.openInterests),
    vendorVols: optional(side.vendorVols),
  }
}

function fillSide(side: SideColumns, at: number, table: QuoteTable, row: number, state: number): void {
  side.bids_points[at] = table.bids_points.values[row]
  side.asks_points[at] = table.asks_points.values[row]
  side.state[at] = state
  for (const name of OPTIONAL) {
    if (table[name].present[row] === 0) continue
    side[name].values[at] = table[name].values[row]
    side[name].present[at] = 1
  }
}

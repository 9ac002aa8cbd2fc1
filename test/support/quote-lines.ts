import { isoDate, isoOfDay } from '../../src/base/calendar/civil.ts'
import { newYorkInstant } from '../../src/base/calendar/new-york.ts'
import { CALL } from '../../src/base/vocabulary/option-right.ts'
import { type DayNumber, quantity } from '../../src/base/vocabulary/quantity.ts'
import type { OptionalColumn } from '../../src/market/quote/chain.ts'
import type { QuoteTable } from '../../src/market/quote/quote-table.ts'

/** Epoch milliseconds of a New York date and time. */
export const newYorkTime = (date: string, hours: number, minutes: number): number =>
  newYorkInstant(isoDate(date), hours * 60 + minutes)

/** One quote as a line: root, expiry, right and strike, bid, ask, sizes, volume, open interest, vendor vol; - is missing. */
export function quoteLines(table: QuoteTable): string[] {
  return Array.from({ length: table.count }, (_, i) => {
    const root = table.roots[table.rootIndex[i] ?? 0]
    const expiry = isoOfDay(quantity<DayNumber>(table.expirationDay[i] ?? 0))
    const right = table.rights[i] === CALL ? 'C' : 'P'
    const values = [
      cell(table.bids_points, i),
      cell(table.asks_points, i),
      cell(table.bidSizes, i),
      cell(table.askSizes, i),
      cell(table.volumes, i),
      cell(table.openInterests, i),
      cell(table.vendorVols, i),
    ]
    return `${root} ${expiry} ${right}${table.strikes_points[i]} ${values.map((value) => value ?? '-').join(' ')}`
  })
}

function cell(column: OptionalColumn, i: number): number | null {
  return column.present[i] === 1 ? (column.values[i] ?? null) : null
}

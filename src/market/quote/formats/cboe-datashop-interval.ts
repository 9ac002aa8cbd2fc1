import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import type { TableDecoder } from '../decoder.ts'
import { holdsColumns, refuseAdjusted, rootOf, underlyingValue, vendorVol } from './datashop-header.ts'
import { readNewYorkTime } from './instants.ts'
import { bareSymbol } from './option-symbol.ts'
import { type QuoteCollector, quoteFileSink } from './quote-sink.ts'
import type { RowReader } from './row-reader.ts'

const REQUIRED = [
  'underlying_symbol',
  'quote_datetime',
  'root',
  'expiration',
  'strike',
  'option_type',
  'bid_size',
  'bid',
  'ask_size',
  'ask',
]
const RIGHTS: Readonly<Record<string, number>> = { c: CALL, p: PUT }

/**
 * Cboe DataShop Option Quotes at intervals, one row an option and instant: 17 columns, or 26 with calculations. Times are
 * New York's. One file holds many snapshots; each becomes a chain of its own.
 */
export const cboeDatashopInterval: TableDecoder = {
  id: 'cboe-datashop-interval',
  title: 'Cboe DataShop option quotes at intervals',
  shape: 'table',
  sniff: (head) => (holdsColumns(head, REQUIRED) ? 0.95 : 0),
  start(context) {
    const times = new Map<string, number | null>()
    return quoteFileSink(context, {
      required: REQUIRED,
      quotedAtNote: 'quote time of the file (quote_datetime, New York): the end of each interval',
      read: (row, out) => readRow(row, out, times),
    })
  },
}

function readRow(row: RowReader, out: QuoteCollector, times: Map<string, number | null>): void {
  const quotedAt = timeOf(row.text('quote_datetime'), times)
  if (quotedAt === null) {
    row.fail('date.unreadable', 'quote_datetime', row.text('quote_datetime'), 'a time as 2024-01-05 15:45:00')
    return
  }
  const underlying = bareSymbol(row.text('underlying_symbol'))
  const expirationDay = row.day('expiration', 'YYYY-MM-DD or MM/DD/YYYY')
  const strike_points = row.positive('strike')
  const right = row.word('option_type', RIGHTS) ?? CALL
  const root = rootOf(row)
  refuseAdjusted(row)
  const values = {
    bid_points: row.optionalNumber('bid'),
    ask_points: row.optionalNumber('ask'),
    bidSize: row.optionalNumber('bid_size'),
    askSize: row.optionalNumber('ask_size'),
    volume: row.optionalNumber('trade_volume'),
    openInterest: row.optionalNumber('open_interest'),
    vendorVol: vendorVol(row, 'implied_volatility'),
  }
  const last = underlyingValue(row, 'active_underlying_price', 'underlying_bid', 'underlying_ask')
  if (row.failed) return
  out.underlyingLast(underlying, last)
  out.add({
    underlying,
    root,
    expirationDay,
    strike_points,
    right,
    quotedAt,
    ...values,
    line: row.line,
  })
}

function timeOf(text: string, times: Map<string, number | null>): number | null {
  const known = times.get(text)
  if (known !== undefined) return known
  const read = readNewYorkTime(text)
  times.set(text, read)
  return read
}

import type { TableDecoder } from '../decoder.ts'
import {
  DATASHOP_CONTRACT_COLUMNS,
  readDatashopContract,
  readDatashopUnderlying,
  readDatashopVol,
} from './datashop-row.ts'
import { firstLineScore } from './header.ts'
import { readNewYorkTime } from './instants.ts'
import { type QuoteCollector, quoteFileSink } from './quote-sink.ts'
import type { RowReader } from './row-reader.ts'

const REQUIRED = [...DATASHOP_CONTRACT_COLUMNS, 'quote_datetime', 'bid_size', 'bid', 'ask_size', 'ask']

/**
 * Cboe DataShop Option Quotes at intervals, one row an option and instant: 17 columns, or 26 with calculations. Times are
 * New York's. One file holds many snapshots; each becomes a chain of its own.
 */
export const cboeDatashopInterval: TableDecoder = {
  id: 'cboe-datashop-interval',
  title: 'Cboe DataShop option quotes at intervals',
  shape: 'table',
  sniff: (head) => firstLineScore(head, REQUIRED),
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
  const contract = readDatashopContract(row)
  const values = {
    bid_points: row.optionalNumber('bid'),
    ask_points: row.optionalNumber('ask'),
    bidSize: row.optionalNumber('bid_size'),
    askSize: row.optionalNumber('ask_size'),
    volume: row.optionalNumber('trade_volume'),
    openInterest: row.optionalNumber('open_interest'),
    vendorVol: readDatashopVol(row, 'implied_volatility'),
  }
  const last = readDatashopUnderlying(row, out, '')
  if (row.failed) return
  out.underlyingLast(contract.underlying, last)
  out.add({ ...contract, quotedAt, ...values, line: row.line })
}

function timeOf(text: string, times: Map<string, number | null>): number | null {
  const known = times.get(text)
  if (known !== undefined) return known
  const read = readNewYorkTime(text)
  times.set(text, read)
  return read
}

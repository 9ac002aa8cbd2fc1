import { newYorkCivil } from '../../../base/calendar/new-york.ts'
import { isSession } from '../../../base/calendar/sessions.ts'
import { type EpochMs, quantity } from '../../../base/vocabulary/quantity.ts'
import type { TableDecoder } from '../decoder.ts'
import {
  DATASHOP_CONTRACT_COLUMNS,
  keepDatashopLevel,
  readDatashopContract,
  readDatashopLevel,
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
    const times = new IntervalTimes()
    return quoteFileSink(context, {
      required: REQUIRED,
      quotedAtNote: 'quote time of the file (quote_datetime, New York): the end of each interval',
      read: (row, out) => readRow(row, out, times),
    })
  },
}

function readRow(row: RowReader, out: QuoteCollector, times: IntervalTimes): void {
  const quotedAt = times.of(row)
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
  const level = readDatashopLevel(row, '')
  if (row.failed) return
  keepDatashopLevel(out, contract.underlying, level)
  out.add({ ...contract, quotedAt, ...values, line: row.line })
}

/** Reads `quote_datetime`, remembering what it read: thousands of rows share an instant. */
class IntervalTimes {
  readonly #known = new Map<string, number>()

  /** Epoch milliseconds; 0 after a refusal. */
  of(row: RowReader): number {
    const text = row.text('quote_datetime')
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const instant = readNewYorkTime(text)
    if (instant === null) {
      row.fail('date.unreadable', 'quote_datetime', text, 'a New York time as 2024-01-05 15:45:00')
      return 0
    }
    if (!isSession(newYorkCivil(quantity<EpochMs>(instant)).date)) {
      row.fail('date.not-a-session', 'quote_datetime', text, 'a day the exchange was open')
      return 0
    }
    this.#known.set(text, instant)
    return instant
  }
}

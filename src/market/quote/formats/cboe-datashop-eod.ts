import { isoOfDay } from '../../../base/calendar/civil.ts'
import { newYorkInstant } from '../../../base/calendar/new-york.ts'
import { sessionHours } from '../../../base/calendar/sessions.ts'
import { type DayNumber, quantity } from '../../../base/vocabulary/quantity.ts'
import type { DecodeContext, RowSink, TableDecoder } from '../decoder.ts'
import {
  DATASHOP_CONTRACT_COLUMNS,
  DATASHOP_DATES,
  readDatashopContract,
  readDatashopUnderlying,
  readDatashopVol,
} from './datashop-row.ts'
import { firstLineScore } from './header.ts'
import { type QuoteCollector, quoteFileSink } from './quote-sink.ts'
import { SessionCloses } from './quote-time.ts'
import type { RowReader } from './row-reader.ts'

const CONTRACT = [...DATASHOP_CONTRACT_COLUMNS, 'quote_date']
const AT_1545 = ['bid_size_1545', 'bid_1545', 'ask_size_1545', 'ask_1545']
const AT_CLOSE = ['bid_size_eod', 'bid_eod', 'ask_size_eod', 'ask_eod']
const MINUTES_1545 = 15 * 60 + 45

const NOTE_1545 =
  "quotes of 15:45 New York, the file's own snapshot; on early closes, which have none, those of the close of option trading"
const NOTE_CLOSE =
  "quotes of the close of option trading (16:15 New York for indices; 13:15 on early closes), the file's end-of-day block"

/**
 * Cboe DataShop Option EOD Summary, one row an option: 34 columns with calculations, 26 without, and the 25 of 2016 that
 * end with open interest and have no end-of-day block. The quotes of 15:45 are taken: at the end of day market makers have
 * left. Greeks are not read, and the vendor's volatility is kept for comparison only.
 */
export const cboeDatashopEod: TableDecoder = {
  id: 'cboe-datashop-eod',
  title: 'Cboe DataShop option EOD summary, quotes of 15:45',
  shape: 'table',
  sniff: (head) => firstLineScore(head, [...CONTRACT, ...AT_1545]),
  start: (context) => sinkOf(context, '1545'),
}

/** The same files, read for their end-of-day block: by `--format` only. */
export const cboeDatashopEodClose: TableDecoder = {
  id: 'cboe-datashop-eod-close',
  title: 'Cboe DataShop option EOD summary, quotes of the close',
  shape: 'table',
  sniff: (head) => (firstLineScore(head, [...CONTRACT, ...AT_CLOSE]) > 0.5 ? 0.4 : 0),
  start: (context) => sinkOf(context, 'eod'),
}

type Block = '1545' | 'eod'

function sinkOf(context: DecodeContext, block: Block): RowSink {
  const times = new SnapshotTimes()
  return quoteFileSink(context, {
    required: [...CONTRACT, ...(block === '1545' ? AT_1545 : AT_CLOSE)],
    quotedAtNote: block === '1545' ? NOTE_1545 : NOTE_CLOSE,
    read: (row, out) => readRow(row, out, block, times),
  })
}

function readRow(row: RowReader, out: QuoteCollector, wanted: Block, times: SnapshotTimes): void {
  const contract = readDatashopContract(row)
  const quoteDay = row.day('quote_date', DATASHOP_DATES)
  if (row.failed) return
  const times_ms = times.of(quoteDay, contract.underlying)
  if (times_ms === null) {
    row.fail('date.not-a-session', 'quote_date', row.text('quote_date'), 'a day the exchange was open')
    return
  }
  const block = blockOf(row, out, wanted, times_ms.at1545 === null)
  const values = {
    bid_points: row.optionalNumber(`bid_${block}`),
    ask_points: row.optionalNumber(`ask_${block}`),
    bidSize: row.optionalNumber(`bid_size_${block}`),
    askSize: row.optionalNumber(`ask_size_${block}`),
    volume: row.optionalNumber('trade_volume'),
    openInterest: row.optionalNumber('open_interest'),
    vendorVol: block === '1545' ? readDatashopVol(row, 'implied_volatility_1545') : null,
  }
  const last = readDatashopUnderlying(row, out, `_${block}`)
  if (row.failed) return
  out.underlyingLast(contract.underlying, last)
  const quotedAt = block === '1545' ? (times_ms.at1545 ?? times_ms.close) : times_ms.close
  out.add({ ...contract, quotedAt, ...values, line: row.line })
}

/** On an early close trading ends before 15:45, whatever stands in that block; the end-of-day block is used instead. */
function blockOf(row: RowReader, out: QuoteCollector, wanted: Block, early: boolean): Block {
  if (wanted === 'eod' || !early) return wanted
  if (!AT_CLOSE.every((name) => row.has(name))) {
    out.warn('early close: there was no 15:45, and the file has no end-of-day block to use instead')
    return wanted
  }
  out.warn('early close: there was no 15:45, so the end-of-day quotes are used')
  return 'eod'
}

interface Snapshots {
  /** Epoch milliseconds; null where trading ended before. */
  readonly at1545: number | null
  readonly close: number
}

/** Instants of a day's two snapshots, remembered: a file has a row an option and one date. */
class SnapshotTimes {
  readonly #closes = new SessionCloses()
  readonly #known = new Map<string, Snapshots | null>()

  of(day: number, underlying: string): Snapshots | null {
    const key = `${day} ${underlying}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = this.#find(day, underlying)
    this.#known.set(key, found)
    return found
  }

  #find(day: number, underlying: string): Snapshots | null {
    const date = isoOfDay(quantity<DayNumber>(day))
    const close = this.#closes.optionsClose(day, underlying)
    if (close === null) return null
    const early = sessionHours(date)?.early ?? false
    return { at1545: early ? null : newYorkInstant(date, MINUTES_1545), close }
  }
}

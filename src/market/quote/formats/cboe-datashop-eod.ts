import { isoOfDay } from '../../../base/calendar/civil.ts'
import { newYorkInstant } from '../../../base/calendar/new-york.ts'
import { sessionHours } from '../../../base/calendar/sessions.ts'
import { type DayNumber, quantity } from '../../../base/vocabulary/quantity.ts'
import type { DecodeContext, RowSink, TableDecoder } from '../decoder.ts'
import type { QuoteRow } from '../quote-table.ts'
import {
  DATASHOP_CONTRACT_COLUMNS,
  DATASHOP_DATES,
  keepDatashopLevel,
  readDatashopContract,
  readDatashopLevel,
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
  "quotes of 15:45 New York, the file's own snapshot; on days without one (early closes), its end-of-day quotes as of the close of option trading"
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
  const days = new DaysAt1545()
  const sink = quoteFileSink(context, {
    required: [...CONTRACT, ...(block === '1545' ? AT_1545 : AT_CLOSE)],
    quotedAtNote: block === '1545' ? NOTE_1545 : NOTE_CLOSE,
    read: (row, out) => readRow(row, out, block, { times, days }),
  })
  return {
    row: (fields, line) => sink.row(fields, line),
    finish() {
      days.finish()
      return sink.finish()
    },
  }
}

interface Memory {
  readonly times: SnapshotTimes
  readonly days: DaysAt1545
}

function readRow(row: RowReader, out: QuoteCollector, wanted: Block, { times, days }: Memory): void {
  const contract = readDatashopContract(row)
  const quoteDay = row.day('quote_date', DATASHOP_DATES)
  if (row.failed) return
  const instants = times.of(quoteDay, contract.underlying)
  if (instants === null) {
    row.fail('date.not-a-session', 'quote_date', row.text('quote_date'), 'a day the exchange was open')
    return
  }
  const shared = {
    ...contract,
    volume: row.optionalNumber('trade_volume'),
    openInterest: row.optionalNumber('open_interest'),
    line: row.line,
  }
  const quotes: DayQuotes = {
    quoteDay,
    early: instants.at1545 === null,
    at1545: wanted === '1545' ? quoteOf(row, '1545', shared, instants.at1545 ?? instants.close) : null,
    atClose: row.has('ask_eod') ? quoteOf(row, 'eod', shared, instants.close) : null,
  }
  if (row.failed) return
  if (wanted === '1545') days.add(quotes, out)
  else if (quotes.atClose !== null) keep(quotes.atClose, out)
}

type SharedFields = Pick<
  QuoteRow,
  'underlying' | 'root' | 'expirationDay' | 'strike_points' | 'right' | 'volume' | 'openInterest' | 'line'
>

function quoteOf(row: RowReader, block: Block, shared: SharedFields, quotedAt: number): Snapshot {
  const quote = {
    ...shared,
    quotedAt,
    bid_points: row.optionalNumber(`bid_${block}`),
    ask_points: row.optionalNumber(`ask_${block}`),
    bidSize: row.optionalNumber(`bid_size_${block}`),
    askSize: row.optionalNumber(`ask_size_${block}`),
    vendorVol: block === '1545' ? readDatashopVol(row, 'implied_volatility_1545') : null,
  }
  return { quote, level: readDatashopLevel(row, `_${block}`) }
}

function keep({ quote, level }: Snapshot, out: QuoteCollector): void {
  keepDatashopLevel(out, quote.underlying, level)
  out.add(quote)
}

interface Snapshot {
  readonly quote: QuoteRow
  /** Level of the underlying with it: see {@link readDatashopLevel}. */
  readonly level: number | null
}

/** Both quotes of one row. */
interface DayQuotes {
  readonly quoteDay: number
  /** Trading ended before 15:45, whatever stands in that block. */
  readonly early: boolean
  /** Null where the end-of-day block is asked for. */
  readonly at1545: Snapshot | null
  /** Null where the file has no such block. */
  readonly atClose: Snapshot | null
}

/**
 * Chooses between the two quotes by day and underlying, never by row: a series without an offer at 15:45 has none, and
 * must not fall into a second chain half an hour later. Rows wait until one of their day has an offer at 15:45; those
 * that still wait at the end of the file are of days without that snapshot, and get their end-of-day quotes.
 */
class DaysAt1545 {
  /** Days known to have the snapshot hold null. */
  readonly #waiting = new Map<string, DayQuotes[] | null>()
  #out: QuoteCollector | null = null

  add(quotes: DayQuotes, out: QuoteCollector): void {
    this.#out = out
    const { at1545 } = quotes
    if (at1545 === null) return
    const key = `${quotes.quoteDay} ${at1545.quote.underlying}`
    const waiting = this.#waiting.get(key)
    if (waiting === null) {
      keep(at1545, out)
    } else if (!quotes.early && (at1545.quote.ask_points ?? 0) > 0) {
      for (const earlier of waiting ?? []) if (earlier.at1545 !== null) keep(earlier.at1545, out)
      this.#waiting.set(key, null)
      keep(at1545, out)
    } else if (waiting === undefined) {
      this.#waiting.set(key, [quotes])
    } else {
      waiting.push(quotes)
    }
  }

  finish(): void {
    const out = this.#out
    if (out === null) return
    for (const waiting of this.#waiting.values()) {
      for (const quotes of waiting ?? []) addWithout1545(quotes, out)
    }
    this.#waiting.clear()
  }
}

function addWithout1545({ early, at1545, atClose }: DayQuotes, out: QuoteCollector): void {
  if (atClose !== null) {
    out.warn(
      early
        ? 'early close: there was no 15:45, so the end-of-day quotes are used'
        : 'no quotes of 15:45 on the day: the end-of-day quotes are used',
    )
    keep(atClose, out)
  } else if (at1545 !== null) {
    if (early) {
      out.warn('early close: there was no 15:45, and the file has no end-of-day block to use instead')
    }
    keep(at1545, out)
  }
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

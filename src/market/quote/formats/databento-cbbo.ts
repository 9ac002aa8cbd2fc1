import type { TableDecoder } from '../decoder.ts'
import { firstLineScore, PLAIN_LOCALE } from './header.ts'
import { readInstant } from './instants.ts'
import { readOptionSymbol, underlyingOfRoot } from './option-symbol.ts'
import { type QuoteCollector, quoteFileSink } from './quote-sink.ts'
import type { RowReader } from './row-reader.ts'

const REQUIRED = ['ts_recv', 'bid_px_00', 'ask_px_00', 'bid_sz_00', 'ask_sz_00', 'symbol']
/** Present in the consolidated schemas (cbbo-1s, cbbo-1m, tcbbo, cmbp-1), absent from single-venue ones. */
const CONSOLIDATED = ['bid_pb_00', 'ask_pb_00']

/** The fixed-point scale of integer prices. */
const PRICE_SCALE = 1_000_000_000
/** Largest signed 64-bit integer: the vendor's "undefined price". */
const UNDEFINED_PRICE = '9223372036854775807'
/** An integer at least this large is fixed point (0.01 points); below a thousandth of that it is a price in points. */
const FIXED_POINT_FROM = 10_000_000
const POINTS_BELOW = 1_000_000

/**
 * Databento OPRA consolidated best bid and offer as CSV. Prices are decimals when pretty-printed and integers times
 * 1e-9 otherwise; a missing price is blank (or the largest integer), never 0. Times are UTC, in nanoseconds or ISO.
 * `ts_recv` of an interval schema is the end of its interval, and an interval without an update prints no row, so rows
 * of one instant are not a whole chain.
 */
export const databentoCbbo: TableDecoder = {
  id: 'databento-cbbo',
  title: 'Databento OPRA consolidated quotes (cbbo, tcbbo)',
  shape: 'table',
  delimiter: ',',
  sniff: (head) => firstLineScore(head, [...REQUIRED, ...CONSOLIDATED]),
  start: (context) =>
    quoteFileSink(
      { ...context, locale: PLAIN_LOCALE },
      {
        required: [...REQUIRED, ...CONSOLIDATED],
        quotedAtNote: 'receive time of the file (ts_recv, UTC): the end of each interval',
        read: readRow,
      },
    ),
}

function readRow(row: RowReader, out: QuoteCollector): void {
  const symbol = readOptionSymbol(row.text('symbol'))
  if (symbol === null) {
    row.fail(
      'option.not-listed',
      'symbol',
      row.text('symbol'),
      'a 21-character symbol such as SPXW  240105C04700000',
    )
    return
  }
  const quotedAt = readInstant(row.text('ts_recv'))
  if (quotedAt === null) {
    row.fail(
      'date.unreadable',
      'ts_recv',
      row.text('ts_recv'),
      'nanoseconds since 1970 or an ISO time in UTC',
    )
    return
  }
  const bid_points = readPrice(row, 'bid_px_00')
  const ask_points = readPrice(row, 'ask_px_00')
  const bidSize = row.optionalNumber('bid_sz_00')
  const askSize = row.optionalNumber('ask_sz_00')
  if (row.failed) return
  const unknown = { volume: null, openInterest: null, vendorVol: null }
  out.add({
    ...symbol,
    underlying: underlyingOfRoot(symbol.root),
    quotedAt,
    bid_points,
    ask_points,
    bidSize,
    askSize,
    ...unknown,
    line: row.line,
  })
}

/** By form: a decimal point means points. An integer is told by its size, and refused where it could be either. */
function readPrice(row: RowReader, name: string): number | null {
  const text = row.text(name)
  if (text === UNDEFINED_PRICE) return null
  const value = row.optionalNumber(name)
  if (value === null || value === 0 || /[.eE]/.test(text)) return value
  const size = Math.abs(value)
  if (size >= FIXED_POINT_FROM) return value / PRICE_SCALE
  if (size < POINTS_BELOW) return value
  row.fail('number.out-of-range', name, text, 'a decimal price, or an integer times 1e-9 of at least 0.01')
  return null
}

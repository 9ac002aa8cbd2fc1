import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import type { TableDecoder } from '../decoder.ts'
import { firstLineScore } from './header.ts'
import { rootWithoutColumn } from './index-root.ts'
import { readInstant } from './instants.ts'
import { bareSymbol } from './option-symbol.ts'
import { type QuoteCollector, quoteFileSink } from './quote-sink.ts'
import type { RowReader } from './row-reader.ts'

const REQUIRED = [
  'ticker',
  'tradeDate',
  'expirDate',
  'strike',
  'callVolume',
  'callOpenInterest',
  'callBidSize',
  'callAskSize',
  'putVolume',
  'putOpenInterest',
  'putBidSize',
  'putAskSize',
  'callBidPrice',
  'callAskPrice',
  'putBidPrice',
  'putAskPrice',
  'callMidIv',
  'putMidIv',
]

/** When the chain was taken, best source first: the quotes' own time, the snapshot's, the row's last update. */
const TIMES = ['quoteDate', 'snapShotDate', 'updatedAt']

/** `expiryTod`: settlement in the morning or at the close. As minutes of New York's day, for the root. */
const TIME_OF_DAY: Readonly<Record<string, number>> = { am: 9 * 60 + 30, pm: 16 * 60 }

/**
 * ORATS strikes, 44 columns and later extensions: one row a strike. Its one `delta` column is the call's (the put's is
 * that less one), and neither is read: Kondor computes its own. No root column; `expiryTod` says AM or PM.
 */
export const orats: TableDecoder = {
  id: 'orats',
  title: 'ORATS strikes',
  shape: 'table',
  sniff: (head) => firstLineScore(head, REQUIRED),
  start: (context) =>
    quoteFileSink(context, {
      required: REQUIRED,
      quotedAtNote: 'quote time of the file (quoteDate, else snapShotDate, else updatedAt; UTC)',
      read: readRow,
    }),
}

function readRow(row: RowReader, out: QuoteCollector): void {
  const underlying = bareSymbol(row.text('ticker'))
  const quoteDay = row.day('tradeDate', 'YYYY-MM-DD or MM/DD/YYYY')
  const expirationDay = row.day('expirDate', 'YYYY-MM-DD or MM/DD/YYYY')
  const strike_points = row.positive('strike')
  const quotedAt = readQuotedAt(row)
  const call = readSide(row, 'call')
  const put = readSide(row, 'put')
  const last = row.optionalNumber('spotPrice') ?? row.optionalNumber('stockPrice')
  if (underlying === '') row.fail('file.no-symbol', 'ticker', '', 'a ticker')
  if (row.failed) return
  const expiresAtMinutes = TIME_OF_DAY[row.text('expiryTod').toLowerCase()] ?? null
  const { root, assumed } = rootWithoutColumn({ underlying, expirationDay, quoteDay, expiresAtMinutes })
  // With expiryTod the class is the vendor's own statement; only its absence is an assumption worth a warning.
  if (assumed !== null && expiresAtMinutes === null) out.warn(assumed)
  out.underlyingLast(underlying, last)
  const shared = { underlying, root, expirationDay, strike_points, quotedAt, line: row.line }
  out.add({ ...shared, right: CALL, ...call })
  out.add({ ...shared, right: PUT, ...put })
}

function readQuotedAt(row: RowReader): number {
  for (const name of TIMES) {
    const text = row.text(name)
    const instant = readInstant(text)
    if (instant !== null) return instant
  }
  row.fail('date.unreadable', TIMES.join(', '), row.text('quoteDate'), 'a UTC time as 2024-01-05T20:46:00Z')
  return 0
}

function readSide(row: RowReader, side: 'call' | 'put') {
  return {
    bid_points: row.optionalNumber(`${side}BidPrice`),
    ask_points: row.optionalNumber(`${side}AskPrice`),
    bidSize: row.optionalNumber(`${side}BidSize`),
    askSize: row.optionalNumber(`${side}AskSize`),
    volume: row.optionalNumber(`${side}Volume`),
    openInterest: row.optionalNumber(`${side}OpenInterest`),
    vendorVol: row.optionalNumber(`${side}MidIv`),
  }
}

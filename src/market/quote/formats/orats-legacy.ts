import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import type { TableDecoder } from '../decoder.ts'
import { firstLineScore } from './header.ts'
import { bareSymbol, readOptionSymbol } from './option-symbol.ts'
import { type QuoteCollector, quoteFileSink } from './quote-sink.ts'
import { SessionCloses } from './quote-time.ts'
import type { RowReader } from './row-reader.ts'
import { checkSymbol } from './symbol-check.ts'

const REQUIRED = [
  'ticker',
  'cOpra',
  'pOpra',
  'stkPx',
  'expirDate',
  'strike',
  'cVolu',
  'cOi',
  'pVolu',
  'pOi',
  'cBidPx',
  'cAskPx',
  'pBidPx',
  'pAskPx',
  'trade_date',
]

/** ORATS takes its near-end-of-day snapshot this long before the stock close: 15:46 New York on a full day. */
const BEFORE_CLOSE_MS = 14 * 60_000

/**
 * The older ORATS near-end-of-day file: one row a strike, with the option symbols of call and put (and so the root) in
 * `cOpra` and `pOpra`, and only a trading date.
 */
export const oratsLegacy: TableDecoder = {
  id: 'orats-legacy',
  title: 'ORATS near-end-of-day strikes (older file)',
  shape: 'table',
  sniff: (head) => firstLineScore(head, REQUIRED),
  start(context) {
    const closes = new SessionCloses()
    return quoteFileSink(context, {
      required: REQUIRED,
      quotedAtNote:
        'the file states a date and no time: quotes taken as of the vendor’s snapshot 14 minutes before the stock close (15:46 New York, 12:46 on early closes)',
      read: (row, out) => readRow(row, out, closes),
    })
  },
}

function readRow(row: RowReader, out: QuoteCollector, closes: SessionCloses): void {
  const quoteDay = row.day('trade_date', 'YYYY-MM-DD or MM/DD/YYYY')
  const expirationDay = row.day('expirDate', 'YYYY-MM-DD or MM/DD/YYYY')
  const strike_points = row.positive('strike')
  const underlying = bareSymbol(row.text('ticker'))
  const call = readSide(row, 'c')
  const put = readSide(row, 'p')
  const last = row.optionalNumber('spot_px') ?? row.optionalNumber('stkPx')
  if (row.failed) return
  const close = closes.stockClose(quoteDay)
  if (close === null) {
    row.fail('date.not-a-session', 'trade_date', row.text('trade_date'), 'a day the exchange was open')
    return
  }
  const shared = {
    underlying,
    expirationDay,
    strike_points,
    quotedAt: close - BEFORE_CLOSE_MS,
    line: row.line,
  }
  const callRoot = rootOf(row, 'cOpra', { expirationDay, strike_points, right: CALL })
  const putRoot = rootOf(row, 'pOpra', { expirationDay, strike_points, right: PUT })
  if (row.failed) return
  out.underlyingLast(underlying, last)
  out.add({ ...shared, root: callRoot, right: CALL, ...call })
  out.add({ ...shared, root: putRoot, right: PUT, ...put })
}

function rootOf(
  row: RowReader,
  name: string,
  columns: { readonly expirationDay: number; readonly strike_points: number; readonly right: number },
): string {
  const symbol = readOptionSymbol(row.text(name))
  if (symbol === null) {
    row.fail('option.not-listed', name, row.text(name), 'an option symbol such as SPXW140118C01800000')
    return ''
  }
  checkSymbol(row, name, symbol, columns)
  return symbol.root
}

function readSide(row: RowReader, side: 'c' | 'p') {
  return {
    bid_points: row.optionalNumber(`${side}BidPx`),
    ask_points: row.optionalNumber(`${side}AskPx`),
    bidSize: null,
    askSize: null,
    volume: row.optionalNumber(`${side}Volu`),
    openInterest: row.optionalNumber(`${side}Oi`),
    vendorVol: row.optionalNumber(`${side}MidIv`),
  }
}

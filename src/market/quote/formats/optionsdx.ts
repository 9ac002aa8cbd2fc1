import { newYorkCivil } from '../../../base/calendar/new-york.ts'
import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import { type EpochMs, quantity } from '../../../base/vocabulary/quantity.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { TableDecoder } from '../decoder.ts'
import { firstLineScore } from './header.ts'
import { rootWithoutColumn } from './index-root.ts'
import { readInstant, readNewYorkTime } from './instants.ts'
import { bareSymbol } from './option-symbol.ts'
import { QuoteCollector, quoteFileSink } from './quote-sink.ts'
import { refusedSink } from './refused-sink.ts'
import type { RowReader } from './row-reader.ts'

const REQUIRED = ['quote_readtime', 'quote_date', 'underlying_last', 'expire_date', 'strike']
const SIDES = ['c_bid', 'c_ask', 'c_size', 'c_iv', 'c_volume', 'p_bid', 'p_ask', 'p_size', 'p_iv', 'p_volume']
const HOUR_MS = 3_600_000

/** Vendor names: `spx_eod_202401.txt`, `spx_30x_202401.txt`, `spy_15x_...`; the symbol is in no column. */
const NAME = /^([a-z^]{1,6})_(?:eod|\d+x)_\d{4}/i

/**
 * OptionsDX end-of-day and intraday text files: one row a strike, call and put side by side, 33 columns with names in
 * brackets. No open interest and no root column: see {@link rootWithoutColumn}. The size is one text, "32 x 1", bid
 * first. Blank cells of illiquid rows stay missing.
 */
export const optionsDx: TableDecoder = {
  id: 'optionsdx',
  title: 'OptionsDX option chain',
  shape: 'table',
  sniff: (head) => firstLineScore(head, [...REQUIRED, ...SIDES]),
  start(context) {
    const symbol = NAME.exec(context.head.name)?.[1] ?? (NAME.exec(context.head.archive ?? '')?.[1] || '')
    if (symbol === '') {
      return refusedSink(
        refuse('file.no-symbol', {
          field: 'file name',
          was: context.head.name,
          wanted: 'a name such as spx_eod_202401.txt',
          source: context.source,
        }),
      )
    }
    const underlying = bareSymbol(symbol)
    return quoteFileSink(context, {
      required: [...REQUIRED, ...SIDES],
      quotedAtNote: 'quote time of the file ([QUOTE_READTIME], New York)',
      read: (row, out) => readRow(row, out, underlying),
    })
  },
}

function readRow(row: RowReader, out: QuoteCollector, underlying: string): void {
  const quotedAt = readNewYorkTime(row.text('quote_readtime'))
  if (quotedAt === null) {
    row.fail('date.unreadable', 'quote_readtime', row.text('quote_readtime'), 'a time as YYYY-MM-DD HH:MM')
    return
  }
  const quoteDay = row.day('quote_date', 'YYYY-MM-DD')
  const expirationDay = row.day('expire_date', 'YYYY-MM-DD')
  const strike_points = row.positive('strike')
  const last = row.optionalNumber('underlying_last')
  checkEpoch(row, out, quotedAt)
  const call = readSide(row, 'c')
  const put = readSide(row, 'p')
  if (row.failed) return
  const { root, assumed } = rootWithoutColumn({
    underlying,
    expirationDay,
    quoteDay,
    expiresAtMinutes: expiryMinutes(row),
  })
  if (assumed !== null) out.warn(assumed)
  out.underlyingLast(underlying, last)
  const shared = {
    underlying,
    root,
    expirationDay,
    strike_points,
    quotedAt,
    openInterest: null,
    line: row.line,
  }
  out.add({ ...shared, right: CALL, ...call })
  out.add({ ...shared, right: PUT, ...put })
}

/** The epoch beside the readable time must agree with it; an hour off is daylight saving and is only counted. */
function checkEpoch(row: RowReader, out: QuoteCollector, quotedAt: number): void {
  const text = row.text('quote_unixtime')
  if (text === '' || row.failed) return
  const epoch = readInstant(text)
  if (epoch === null || Math.abs(epoch - quotedAt) > 12 * HOUR_MS) {
    row.fail('date.out-of-range', 'quote_unixtime', text, 'the same day as quote_readtime, in seconds')
  } else if (epoch !== quotedAt) {
    out.warn('epoch and readable quote time differ by hours: the readable New York time is used')
  }
}

function readSide(row: RowReader, side: 'c' | 'p') {
  const sizes = readSizes(row, `${side}_size`)
  return {
    bid_points: row.optionalNumber(`${side}_bid`),
    ask_points: row.optionalNumber(`${side}_ask`),
    bidSize: sizes.bid,
    askSize: sizes.ask,
    volume: row.optionalNumber(`${side}_volume`),
    vendorVol: row.optionalNumber(`${side}_iv`),
  }
}

/** "32 x 1": bid size, then ask size. */
function readSizes(
  row: RowReader,
  name: string,
): { readonly bid: number | null; readonly ask: number | null } {
  const text = row.text(name)
  if (text === '') return { bid: null, ask: null }
  const match = /^(\d{1,9}) ?x ?(\d{1,9})$/i.exec(text)
  if (match === null) {
    row.fail('number.unreadable', name, text, 'two sizes as "32 x 1"')
    return { bid: null, ask: null }
  }
  return { bid: Number(match[1]), ask: Number(match[2]) }
}

function expiryMinutes(row: RowReader): number | null {
  const instant = readInstant(row.text('expire_unix'))
  return instant === null ? null : newYorkCivil(quantity<EpochMs>(instant)).minutes
}

import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import type { RefusalCode } from '../../../base/vocabulary/refusal-codes.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { DecodeContext, TableDecoder } from '../decoder.ts'
import { isUsableDay, readDate } from './dates.ts'
import { firstLineScore, PLAIN_LOCALE } from './header.ts'
import { bareSymbol, underlyingOfRoot } from './option-symbol.ts'
import { type QuoteCollector, quoteFileSink } from './quote-sink.ts'
import { SessionCloses } from './quote-time.ts'
import { refusedSink } from './refused-sink.ts'
import type { RowReader } from './row-reader.ts'

const REQUIRED = ['#expiry', 'strike', 'right', 'close', 'volume', 'open_interest', 'implied_volatility']
/** Root and date: `spxw/20210104.csv`, `spxw_20210104.csv`. */
const NAME = /(?:^|[/\\])([a-z]{1,6})[/\\_](\d{8})\.csv$/i
const RIGHTS: Readonly<Record<string, number>> = { c: CALL, p: PUT }

/**
 * QuantConnect Lean option universe: what was listed on a day, with the day's bar, open interest and Lean's own
 * volatility. It holds no bid and no ask, so every row is missing its quote and an import ends with none accepted; the
 * bar's close is a trade or a mid and is never taken for a quote. The first row may be the underlying, without keys.
 * Lean keeps the root in the folder (`spxw/20210104.csv`); `spxw_20210104.csv` does as well.
 */
export const leanUniverse: TableDecoder = {
  id: 'lean-universe',
  title: 'QuantConnect Lean option universe (listing, no quotes)',
  shape: 'table',
  delimiter: ',',
  sniff: (head) => firstLineScore(head, REQUIRED),
  start(context) {
    const name = NAME.exec(context.source) ?? NAME.exec(context.head.name)
    if (name === null) return refusedSink(wrongName(context, 'file.no-symbol'))
    const day = readDate(name[2] ?? '', 'YYYYMMDD')
    if (day === null || !isUsableDay(day)) return refusedSink(wrongName(context, 'date.unreadable'))
    const root = bareSymbol(name[1] ?? '')
    const underlying = underlyingOfRoot(root)
    const close = new SessionCloses().optionsClose(day, underlying)
    if (close === null) return refusedSink(wrongName(context, 'date.not-a-session'))
    return quoteFileSink(
      { ...context, locale: PLAIN_LOCALE },
      {
        required: REQUIRED,
        quotedAtNote: 'a universe holds no quotes; its figures are those of the close',
        read: (row, out) => readRow(row, out, { underlying, root, close }),
      },
    )
  },
}

interface Place {
  readonly underlying: string
  readonly root: string
  /** Epoch milliseconds. */
  readonly close: number
}

function readRow(row: RowReader, out: QuoteCollector, place: Place): void {
  const { underlying, root } = place
  if (row.text('#expiry') === '' && row.text('strike') === '') {
    out.underlyingLast(underlying, row.optionalNumber('close'))
    return
  }
  const expirationDay = row.day('#expiry', 'YYYYMMDD')
  const strike_points = row.positive('strike')
  const right = row.word('right', RIGHTS) ?? CALL
  const volume = row.optionalNumber('volume')
  const openInterest = row.optionalNumber('open_interest')
  const vol = row.optionalNumber('implied_volatility')
  if (row.failed) return
  out.add({
    underlying,
    root,
    expirationDay,
    strike_points,
    right,
    quotedAt: place.close,
    bid_points: null,
    ask_points: null,
    bidSize: null,
    askSize: null,
    volume,
    openInterest,
    // Lean writes 0 where it could not compute one.
    vendorVol: vol === 0 ? null : vol,
    line: row.line,
  })
}

function wrongName(context: DecodeContext, code: RefusalCode) {
  return refuse(code, {
    field: 'file name',
    was: context.source,
    wanted: 'root and session date, as spxw/20210104.csv or spxw_20210104.csv',
    source: context.source,
  })
}

import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import type { EpochMs } from '../../../base/vocabulary/quantity.ts'
import { type Refusal, refuse } from '../../../base/vocabulary/refusal.ts'
import type { DecodeContext, RowSink, TableDecoder } from '../decoder.ts'
import { delayedQuoteInstant, readCboeExpiration, readDownloadTime } from './cboe-download-time.ts'
import { positionalColumns } from './header.ts'
import { readNumber } from './numbers.ts'
import { type OptionSymbol, readOptionSymbol, underlyingOfRoot } from './option-symbol.ts'
import { emptyFile, QuoteCollector } from './quote-sink.ts'
import { RowReader } from './row-reader.ts'
import { checkSymbol } from './symbol-check.ts'

/** Names either side of the strike are the same in the file, so columns are taken by position. */
const SIDE = ['last sale', 'net', 'bid', 'ask', 'volume', 'iv', 'delta', 'gamma', 'open interest']
const COLUMNS = [
  'expiration date',
  'calls',
  ...SIDE.map((name) => `call ${name}`),
  'strike',
  'puts',
  ...SIDE.map((name) => `put ${name}`),
]
const ROWS_ABOVE_HEADER_MAX = 6
const STRIKE_AT = COLUMNS.indexOf('strike')
const NOTE =
  'the file states when it was downloaded: quotes taken as of fifteen minutes before, at the latest the close of index options (16:15 New York; 13:15 on early closes) of the last session'

/**
 * Cboe delayed quotes, `quotedata.csv` from the quote-table pages: a blank line, a title with the last index value, a
 * line with the date of the download, a header whose names repeat either side of `Strike`, and a row a strike. Title and
 * date may be in another language. Both roots of an expiry date stand in one file. `Last` is the 16:00 index while the
 * quotes are of 16:15: it is kept for display only. A vendor volatility of 0 is none.
 */
export const cboeQuotedata: TableDecoder = {
  id: 'cboe-quotedata',
  title: 'Cboe delayed quotes (quotedata.csv)',
  shape: 'table',
  delimiter: ',',
  sniff(head) {
    const lines = head.text.split(/\r?\n/, 8)
    const wide = lines.some((line) => line.split(',').length >= COLUMNS.length)
    const symbols = /,[A-Z]{1,6}\d{6}C\d{8},/.test(head.text) && /,[A-Z]{1,6}\d{6}P\d{8},/.test(head.text)
    const header = /^Expiration Date,Calls,/im.test(head.text)
    return header ? 0.95 : wide && symbols ? 0.7 : 0
  },
  start: (context) => new QuotedataSink(context),
}

class QuotedataSink implements RowSink {
  readonly #context: DecodeContext
  readonly #out = new QuoteCollector()
  readonly #reader: RowReader
  readonly #preamble: string[] = []
  /** The widest row above the header so far: the header itself, where columns are missing. */
  #widest: { readonly fields: readonly string[]; readonly line: number } = { fields: [], line: 0 }
  #rowsAbove = 0
  #quotedAt: EpochMs | null = null
  #last: number | null = null
  #unusable: Refusal | null = null
  #headerSeen = false

  constructor(context: DecodeContext) {
    this.#context = context
    this.#reader = new RowReader(context, positionalColumns(COLUMNS), this.#out.refusals)
  }

  row(fields: readonly string[], line: number): void {
    if (this.#unusable !== null) return
    if (!this.#headerSeen) {
      if (fields.length < COLUMNS.length) this.#aboveHeader(fields, line)
      else this.#header(fields, line)
      return
    }
    this.#reader.begin(fields, line)
    if (fields.length !== COLUMNS.length) {
      const wanted = `${COLUMNS.length} fields, as the header`
      this.#reader.fail('file.row-wrong-width', 'row', `${fields.length} fields`, wanted)
      return
    }
    this.#quotes(this.#reader)
  }

  finish() {
    if (this.#unusable !== null) return { kind: 'refused', refusal: this.#unusable } as const
    if (!this.#headerSeen) {
      const { fields, line } = this.#widest
      const refusal = line === 0 ? emptyFile(this.#context) : this.#wrongHeader(fields, line)
      return { kind: 'refused', refusal } as const
    }
    return this.#out.finish(NOTE)
  }

  #aboveHeader(fields: readonly string[], line: number): void {
    if (fields.length > this.#widest.fields.length) this.#widest = { fields, line }
    this.#rowsAbove += 1
    if (this.#rowsAbove <= ROWS_ABOVE_HEADER_MAX) this.#preamble.push(...fields)
    else this.#unusable = this.#wrongHeader(this.#widest.fields, this.#widest.line)
  }

  #header(fields: readonly string[], line: number): void {
    this.#headerSeen = true
    // A number where the word for "strike" must stand: the header is absent, or the columns are others.
    if (fields.length > COLUMNS.length || isNumber(fields[STRIKE_AT] ?? '', this.#context)) {
      this.#unusable = this.#wrongHeader(fields, line)
      return
    }
    for (const text of [...this.#preamble, this.#preamble.join(' ')]) {
      const time = readDownloadTime(text)
      if (time === null) continue
      this.#quotedAt = delayedQuoteInstant(time.downloadedAt)
      if (time.zoneAssumed) this.#out.warn('the time zone of the download is not stated: New York assumed')
      break
    }
    this.#last = lastIn(this.#preamble, this.#context)
    if (this.#quotedAt === null) {
      this.#unusable = refuse('date.unreadable', {
        field: 'date line',
        was: this.#preamble.join(','),
        wanted: 'a line such as "Date: January 7, 2024 at 10:52 AM EST"',
        source: this.#context.source,
        row: line,
      })
    }
  }

  #wrongHeader(fields: readonly string[], line: number): Refusal {
    return refuse('file.wrong-header', {
      field: 'header',
      was: fields.join(','),
      wanted: `${COLUMNS.length} columns: expiration, calls and nine values, strike, puts and nine values`,
      source: this.#context.source,
      row: line,
    })
  }

  #quotes(row: RowReader): void {
    const strike_points = row.positive('strike')
    const call = symbolOf(row, 'calls')
    const put = symbolOf(row, 'puts')
    if (row.failed || call === null || put === null || this.#quotedAt === null) return
    const stated = readCboeExpiration(row.text('expiration date'))
    if (stated === null) {
      const wanted = 'a date such as Fri Jan 05 2024'
      row.fail('date.unreadable', 'expiration date', row.text('expiration date'), wanted)
    }
    const expirationDay = stated ?? call.expirationDay
    checkSymbol(row, 'calls', call, { expirationDay, strike_points, right: CALL })
    checkSymbol(row, 'puts', put, { expirationDay, strike_points, right: PUT })
    const callValues = sideOf(row, 'call')
    const putValues = sideOf(row, 'put')
    if (row.failed) return
    const shared = { expirationDay, strike_points, quotedAt: this.#quotedAt, line: row.line }
    const sides = [
      { symbol: call, right: CALL, values: callValues },
      { symbol: put, right: PUT, values: putValues },
    ]
    for (const { symbol, right, values } of sides) {
      const underlying = underlyingOfRoot(symbol.root)
      this.#out.underlyingLast(underlying, this.#last)
      this.#out.add({ ...shared, ...values, root: symbol.root, underlying, right })
    }
  }
}

/** The title's "Last: 4697.2402", whatever language names it: the first field that is a word, a colon and a number. */
function lastIn(preamble: readonly string[], context: DecodeContext): number | null {
  for (const field of preamble) {
    const number = /^\s*\p{L}[\p{L} ]{0,40}:\s*([\d.,]{1,20})\s*$/u.exec(field)?.[1]
    const value = number === undefined ? null : readNumber(number, context.locale)
    if (typeof value === 'number') return value
  }
  return null
}

const isNumber = (text: string, context: DecodeContext): boolean =>
  typeof readNumber(text.trim(), context.locale) === 'number'

function symbolOf(row: RowReader, field: 'calls' | 'puts'): OptionSymbol | null {
  const symbol = readOptionSymbol(row.text(field))
  if (symbol === null) row.fail('option.symbol-disagrees', field, row.text(field), 'an option symbol')
  return symbol
}

function sideOf(row: RowReader, side: 'call' | 'put') {
  const vol = row.optionalNumber(`${side} iv`)
  return {
    bid_points: row.optionalNumber(`${side} bid`),
    ask_points: row.optionalNumber(`${side} ask`),
    bidSize: null,
    askSize: null,
    volume: row.optionalNumber(`${side} volume`),
    openInterest: row.optionalNumber(`${side} open interest`),
    vendorVol: vol === null || vol <= 0 ? null : vol,
  }
}

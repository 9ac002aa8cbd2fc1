import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import type { DecodeContext, RowSink } from '../decoder.ts'
import type { DateForm } from './dates.ts'
import { bareSymbol, readOptionSymbol } from './option-symbol.ts'
import { type QuoteCollector, quoteFileSink } from './quote-sink.ts'
import { CLOSE_ASSUMED, SessionCloses } from './quote-time.ts'
import type { RowReader } from './row-reader.ts'
import { checkSymbol } from './symbol-check.ts'

/** Which column holds what, in an end-of-day file with one row an option. */
export interface EodColumns {
  readonly underlying: string
  readonly right: string
  readonly expiration: string
  readonly quoteDate: string
  readonly dateForm: DateForm
  readonly strike: string
  readonly bid: string
  readonly ask: string
  readonly volume: string
  readonly openInterest: string
  readonly vendorVol: string
  readonly last: string
}

/** What the columns of a row say of its contract. */
export interface EodContract {
  readonly underlying: string
  readonly right: number
  /** Days since 1970-01-01. */
  readonly expirationDay: number
  readonly quoteDay: number
  readonly strike_points: number
}

const RIGHTS: Readonly<Record<string, number>> = { call: CALL, put: PUT, c: CALL, p: PUT }

/** The frame of the end-of-day formats that state a date and no time; `rootOf` finds the root, or fails the row. */
export function eodOptionSink(
  context: DecodeContext,
  required: readonly string[],
  columns: EodColumns,
  rootOf: (row: RowReader, out: QuoteCollector, contract: EodContract) => string,
): RowSink {
  const closes = new SessionCloses()
  return quoteFileSink(context, {
    required,
    quotedAtNote: CLOSE_ASSUMED,
    read(row, out) {
      const contract: EodContract = {
        underlying: bareSymbol(row.text(columns.underlying)),
        right: row.word(columns.right, RIGHTS) ?? CALL,
        expirationDay: row.day(columns.expiration, columns.dateForm),
        quoteDay: row.day(columns.quoteDate, columns.dateForm),
        strike_points: row.positive(columns.strike),
      }
      const values = {
        bid_points: row.optionalNumber(columns.bid),
        ask_points: row.optionalNumber(columns.ask),
        bidSize: null,
        askSize: null,
        volume: row.optionalNumber(columns.volume),
        openInterest: row.optionalNumber(columns.openInterest),
        vendorVol: row.optionalNumber(columns.vendorVol),
      }
      const last = row.optionalNumber(columns.last)
      if (row.failed) return
      const quotedAt = closes.optionsClose(contract.quoteDay, contract.underlying)
      if (quotedAt === null) {
        row.fail(
          'date.not-a-session',
          columns.quoteDate,
          row.text(columns.quoteDate),
          'a day the exchange was open',
        )
        return
      }
      const root = rootOf(row, out, contract)
      if (row.failed) return
      const { underlying, right, expirationDay, strike_points } = contract
      out.underlyingLast(underlying, last)
      out.add({
        underlying,
        root,
        expirationDay,
        strike_points,
        right,
        quotedAt,
        ...values,
        line: row.line,
      })
    },
  })
}

/** The root inside an option symbol column, which must agree with the columns beside it. */
export function rootFromSymbol(column: string) {
  return (row: RowReader, _out: QuoteCollector, contract: EodContract): string => {
    const symbol = readOptionSymbol(row.text(column).toUpperCase())
    if (symbol === null) {
      row.fail('option.not-listed', column, row.text(column), 'an option symbol such as SPXW240105C04700000')
      return ''
    }
    checkSymbol(row, column, symbol, contract)
    return symbol.root
  }
}

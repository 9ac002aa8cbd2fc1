import { isoOfDay } from '../../../base/calendar/civil.ts'
import { newYorkInstant } from '../../../base/calendar/new-york.ts'
import { type DayNumber, quantity } from '../../../base/vocabulary/quantity.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { DecodeContext, RowSink, TableDecoder } from '../decoder.ts'
import { readDate } from './dates.ts'
import { LEAN_PRICE_SCALE, leanArchiveDay, type LeanOptionName, readLeanOptionName } from './lean-name.ts'
import { PLAIN_LOCALE, positionalColumns } from './header.ts'
import { QuoteCollector } from './quote-sink.ts'
import { SessionCloses } from './quote-time.ts'
import { refusedSink } from './refused-sink.ts'
import { RowReader } from './row-reader.ts'

const COLUMNS = [
  'time',
  'bid open',
  'bid high',
  'bid low',
  'bid close',
  'bid size',
  'ask open',
  'ask high',
  'ask low',
  'ask close',
  'ask size',
]
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/**
 * QuantConnect Lean option quote bars, minute, hour or daily: one member a contract, the contract in the member's name,
 * no header. A bar is stamped with its start, so its close was quoted at its end: start plus a minute or an hour, or the
 * close of option trading. Times are New York's for every option, index options included (Lean keeps the *index* in
 * Chicago time; against the index minutes of 2021-01-04 the parity forward fits to 0.7 points with New York and to 21
 * with Chicago). Prices are times 10,000; a blank side had no quote.
 */
export const leanOptionQuotes: TableDecoder = {
  id: 'lean-option-quotes',
  title: 'QuantConnect Lean option quotes (minute, hour, daily)',
  shape: 'table',
  delimiter: ',',
  sniff: (head) => (readLeanOptionName(head.name) === null ? 0 : 0.98),
  start(context) {
    const name = readLeanOptionName(context.head.name)
    const archiveDay = leanArchiveDay(context.head)
    if (name === null) return refusedSink(wrongName(context, 'a name with root, right, strike and expiry'))
    if (archiveDay !== null && name.sessionDay !== null && archiveDay !== name.sessionDay) {
      return refusedSink(wrongName(context, `the date of its archive, ${context.head.archive ?? ''}`))
    }
    return sink(context, name)
  },
}

function sink(context: DecodeContext, name: LeanOptionName): RowSink {
  const out = new QuoteCollector()
  const row = new RowReader({ ...context, locale: PLAIN_LOCALE }, positionalColumns(COLUMNS), out.refusals)
  const closes = new SessionCloses()
  return {
    row(fields, line) {
      row.begin(fields, line)
      if (fields.length !== COLUMNS.length) {
        row.fail('file.row-wrong-width', 'row', `${fields.length} fields`, `${COLUMNS.length} fields`)
      }
      const quotedAt = row.failed ? 0 : readBarEnd(row, name, closes)
      const values = {
        bid_points: scaled(row.optionalNumber('bid close')),
        ask_points: scaled(row.optionalNumber('ask close')),
        bidSize: row.optionalNumber('bid size'),
        askSize: row.optionalNumber('ask size'),
      }
      if (row.failed) return
      const { root, underlying, right, strike_points, expirationDay } = name
      const unknown = { volume: null, openInterest: null, vendorVol: null }
      out.add({
        root,
        underlying,
        right,
        strike_points,
        expirationDay,
        quotedAt,
        ...values,
        ...unknown,
        line,
      })
    },
    finish: () => out.finish('end of the bar the quote closed (bars are stamped with their start)'),
  }
}

const scaled = (value: number | null): number | null => (value === null ? null : value / LEAN_PRICE_SCALE)

/** Epoch milliseconds of the end of the bar. */
function readBarEnd(row: RowReader, name: LeanOptionName, closes: SessionCloses): number {
  return name.sessionDay === null
    ? datedBarEnd(row, name.underlying, closes)
    : minuteBarEnd(row, name.sessionDay)
}

function minuteBarEnd(row: RowReader, day: number): number {
  const sinceMidnight = row.number('time')
  if (!row.failed && !(sinceMidnight >= 0 && sinceMidnight < DAY_MS && Number.isInteger(sinceMidnight))) {
    row.fail('date.unreadable', 'time', row.text('time'), 'milliseconds since midnight')
  }
  return row.failed ? 0 : newYork(day, sinceMidnight / MINUTE_MS + 1)
}

/** `20210104 09:00` of an hour bar, `20210104 00:00` of a daily one; neither lasts beyond the close. */
function datedBarEnd(row: RowReader, underlying: string, closes: SessionCloses): number {
  const match = /^(\d{8}) (\d{2}):(\d{2})$/.exec(row.text('time'))
  const day = match === null ? null : readDate(match[1] ?? '', 'YYYYMMDD')
  if (match === null || day === null) {
    row.fail('date.unreadable', 'time', row.text('time'), 'a time as YYYYMMDD HH:MM')
    return 0
  }
  const close = closes.optionsClose(day, underlying)
  if (close === null) {
    row.fail('date.not-a-session', 'time', row.text('time'), 'a day the exchange was open')
    return 0
  }
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return minutes === 0 ? close : Math.min(close, newYork(day, minutes + 60))
}

function newYork(day: number, minutes: number): number {
  return newYorkInstant(isoOfDay(quantity<DayNumber>(day)), minutes)
}

function wrongName(context: DecodeContext, wanted: string) {
  return refuse('file.wrong-header', {
    field: 'file name',
    was: context.head.name,
    wanted,
    source: context.source,
  })
}

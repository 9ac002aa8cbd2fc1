import { dayNumber, parseIsoDate } from '../../../base/calendar/civil.ts'
import { newYorkCivil } from '../../../base/calendar/new-york.ts'
import { sessionHours } from '../../../base/calendar/sessions.ts'
import { type EpochMs, type IsoDate, quantity } from '../../../base/vocabulary/quantity.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { DecodeContext, Decoded, JsonDecoder } from '../decoder.ts'
import { delayedQuoteInstant } from './cboe-download-time.ts'
import { isUsableDay } from './dates.ts'
import { readInstant, readNewYorkTime } from './instants.ts'
import { isObject, JsonRecord } from './json-record.ts'
import { bareSymbol, readOptionSymbol, underlyingOfRoot } from './option-symbol.ts'
import { QuoteCollector } from './quote-sink.ts'

const MS_PER_DAY = 86_400_000
const NOTE =
  'the file states when it was made (UTC): quotes taken as of fifteen minutes before, at the latest the close of index options (16:15 New York; 13:15 on early closes) of the last session'
const NOTE_TIME_ONLY =
  'the file states a time (UTC) without a date: the date is that of its last index value, and the quotes are taken as of fifteen minutes before, at the latest the close of index options'

/**
 * Cboe delayed quotes as JSON (`/delayed_quotes/options/_SPX.json`): a list of options named by compact symbols, both roots
 * of the index in one file or one root a file. `timestamp` is UTC, sometimes without a date; `last_trade_time` is New York's.
 * A volatility of null or 0 is none. `theo`, Greeks and last trades are not read.
 */
export const cboeJson: JsonDecoder = {
  id: 'cboe-json',
  title: 'Cboe delayed quotes (JSON)',
  shape: 'json',
  sniff(head) {
    if (!/^\s*\{/.test(head.text)) return 0
    const names = ['"timestamp"', '"data"', '"options"', '"option"', '"bid"', '"ask"']
    const held = names.filter((name) => head.text.includes(name)).length
    return held === names.length ? 0.95 : held >= 4 && head.text.includes('"iv30"') ? 0.7 : 0
  },
  decode(document, context) {
    const data = isObject(document) ? document['data'] : null
    const options = isObject(data) ? data['options'] : null
    if (!isObject(document) || !isObject(data) || !Array.isArray(options)) {
      return refusedFile(context, 'file.json-invalid', 'data.options', kindOf(options), 'a list of options')
    }
    const quoted = quotedAtOf(document, data)
    if (quoted === null) {
      const was = JSON.stringify(document['timestamp'] ?? null)
      return refusedFile(context, 'date.unreadable', 'timestamp', was, 'a UTC time as 2024-01-05 21:20:00')
    }
    const out = new QuoteCollector()
    for (const [index, record] of options.entries()) {
      readOption(new JsonRecord(record, index + 1, context.source, out.refusals), quoted.quotedAt, out)
    }
    const last = data['current_price']
    if (typeof last === 'number' && Number.isFinite(last) && typeof document['symbol'] === 'string') {
      out.underlyingLast(bareSymbol(document['symbol']), last)
    }
    return out.finish(quoted.note)
  },
}

function readOption(record: JsonRecord, quotedAt: number, out: QuoteCollector): void {
  const symbol = readOptionSymbol(record.text('option'))
  if (symbol === null) {
    record.fail(
      'option.not-listed',
      'option',
      record.fields['option'],
      'a symbol such as SPXW240105C04700000',
    )
    return
  }
  if (symbol.strike_points <= 0)
    record.fail('number.out-of-range', 'option', symbol.strike_points, 'more than 0')
  const vol = record.optionalNumber('iv')
  const values = {
    bid_points: record.optionalNumber('bid'),
    ask_points: record.optionalNumber('ask'),
    bidSize: record.optionalNumber('bid_size'),
    askSize: record.optionalNumber('ask_size'),
    volume: record.optionalNumber('volume'),
    openInterest: record.optionalNumber('open_interest'),
    vendorVol: vol !== null && vol > 0 ? vol : null,
  }
  if (record.failed) return
  out.add({ ...symbol, underlying: underlyingOfRoot(symbol.root), quotedAt, ...values, line: record.line })
}

function quotedAtOf(
  document: Readonly<Record<string, unknown>>,
  data: Readonly<Record<string, unknown>>,
): { readonly quotedAt: number; readonly note: string } | null {
  const stamp = typeof document['timestamp'] === 'string' ? document['timestamp'].trim() : ''
  const full = readInstant(/(?:Z|UTC|\+00:00)$/.test(stamp) ? stamp : `${stamp}Z`)
  if (full !== null) {
    // A number of digits that reads as an epoch is one only where it was written alone.
    return usable(full) ? { quotedAt: delayedQuoteInstant(quantity<EpochMs>(full)), note: NOTE } : null
  }
  const traded = typeof data['last_trade_time'] === 'string' ? data['last_trade_time'].trim() : ''
  const tradedAt = readNewYorkTime(traded)
  const clock = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(stamp)
  if (clock === null || tradedAt === null) return null
  const date = newYorkCivil(quantity<EpochMs>(tradedAt)).date
  const made = madeAt(date, clock, tradedAt)
  return made === null ? null : { quotedAt: delayedQuoteInstant(made), note: NOTE_TIME_ONLY }
}

/**
 * The first time after the last index value at which a UTC clock shows the time stated. Where the index had closed by then
 * the day of the download no longer matters: the quotes are of the close.
 */
function madeAt(date: IsoDate, clock: RegExpExecArray, tradedAt: number): EpochMs | null {
  const hours = sessionHours(date)
  const seconds = (Number(clock[1]) * 60 + Number(clock[2])) * 60 + Number(clock[3] ?? 0)
  if (hours === null || seconds >= 86_400) return null
  const midnight = dayNumber(date) * MS_PER_DAY
  let made = midnight + seconds * 1000
  if (made < tradedAt) made += MS_PER_DAY
  return quantity<EpochMs>(made)
}

function usable(instant: number): boolean {
  const { date } = newYorkCivil(quantity<EpochMs>(instant))
  const iso = parseIsoDate(date)
  return iso !== null && isUsableDay(dayNumber(iso))
}

function kindOf(value: unknown): string {
  return value === null || value === undefined ? 'nothing' : typeof value
}

function refusedFile(
  context: DecodeContext,
  code: 'file.json-invalid' | 'date.unreadable',
  field: string,
  was: string,
  wanted: string,
): Decoded {
  return { kind: 'refused', refusal: refuse(code, { field, was, wanted, source: context.source }) }
}

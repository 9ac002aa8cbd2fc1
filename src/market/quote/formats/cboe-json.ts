import { dayNumber } from '../../../base/calendar/civil.ts'
import { newYorkCivil } from '../../../base/calendar/new-york.ts'
import { type EpochMs, quantity } from '../../../base/vocabulary/quantity.ts'
import type { RefusalCode } from '../../../base/vocabulary/refusal-codes.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import type { DecodeContext, JsonDecoder } from '../decoder.ts'
import { DELAY_MINUTES, delayedQuoteInstant } from './cboe-download-time.ts'
import { isUsableDay } from './dates.ts'
import { readInstant, readNewYorkTime } from './instants.ts'
import { isObject, JsonRecord } from './json-record.ts'
import { bareSymbol, readOptionSymbol, underlyingOfRoot } from './option-symbol.ts'
import { QuoteCollector } from './quote-sink.ts'

const MS_PER_DAY = 86_400_000
const DELAY_MS = DELAY_MINUTES * 60_000
const TIME_ONLY = /^\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?$/
/** A time of New York read as UTC is at most five hours too early; a trade later than this is a wrong date. */
const CLOCK_DOUBT_MS = 6 * 3_600_000
/** Before 1990-01-15 the last session may lie before the calendar tables. */
const DAYS_BEFORE_MAX = 14

const NOTE =
  'the file states when it was made (UTC): quotes taken as of fifteen minutes before, or of the newest trade if later, at the latest the close of index options (16:15 New York; 13:15 on early closes) of the last session'
const NOTE_TIME_ONLY = `${NOTE}; the time stated has no date: taken as the first after the newest trade`

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
    const chain = chainOf(document, context)
    if (!chain.ok) return { kind: 'refused', refusal: chain.refusal }
    const struck = struckAt(chain.value, context)
    if (!struck.ok) return { kind: 'refused', refusal: struck.refusal }
    const { underlying, options, data } = chain.value
    const { quotedAt, note, clockDoubt } = struck.value
    const out = new QuoteCollector()
    if (clockDoubt) {
      out.warn('timestamp earlier than the newest trade, so not UTC: quotes taken as of the newest trade')
    }
    const price = data['current_price']
    if (typeof price === 'number' && Number.isFinite(price)) out.underlyingLast(underlying, price)
    for (const [index, option] of options.entries()) {
      const record = new JsonRecord(option, index + 1, context.source, out.refusals)
      readOption(record, underlying, quotedAt, out)
    }
    return out.finish(note)
  },
}

interface DelayedChain {
  /** `SPX`, without the caret or underscore of the file. */
  readonly underlying: string
  readonly timestamp: string
  readonly data: Readonly<Record<string, unknown>>
  readonly options: readonly unknown[]
}

function chainOf(document: unknown, context: DecodeContext): Result<DelayedChain> {
  const data = isObject(document) ? document['data'] : null
  const options = isObject(data) ? data['options'] : null
  if (!isObject(document) || !isObject(data) || !Array.isArray(options)) {
    return unusable(context, 'file.json-invalid', 'data.options', kindOf(options), 'a list of options')
  }
  if (options.length === 0) {
    return unusable(context, 'file.empty', 'data.options', 'an empty list', 'options')
  }
  const symbol = textOf(document['symbol']) || textOf(data['symbol']) || rootOfFirst(options)
  if (symbol === '') return unusable(context, 'file.no-symbol', 'symbol', '', 'a symbol such as ^SPX')
  const underlying = underlyingOfRoot(bareSymbol(symbol.replace(/^_/, '')))
  return accepted({ underlying, timestamp: textOf(document['timestamp']).trim(), data, options })
}

function rootOfFirst(options: readonly unknown[]): string {
  const first = options.find((option) => isObject(option))
  return isObject(first) ? (readOptionSymbol(textOf(first['option']))?.root ?? '') : ''
}

interface Struck {
  /** Epoch milliseconds. */
  readonly quotedAt: number
  readonly note: string
  /** The newest trade is later than the timestamp: the timestamp is on another clock than UTC. */
  readonly clockDoubt: boolean
}

function struckAt(chain: DelayedChain, context: DecodeContext): Result<Struck> {
  const { timestamp } = chain
  const timeOnly = TIME_ONLY.test(timestamp)
  const made = timeOnly
    ? firstAtOrAfter(timestamp, newestTrade(chain, Number.POSITIVE_INFINITY))
    : (readInstant(timestamp) ?? readInstant(`${timestamp}Z`))
  if (made === null) {
    const wanted = timeOnly
      ? 'a date, or a last_trade_time to take it from'
      : 'a UTC time as 2024-01-05 21:20:00'
    return unusable(context, 'date.unreadable', 'timestamp', timestamp, wanted)
  }
  if (!insideTables(made)) {
    return unusable(context, 'date.out-of-range', 'timestamp', timestamp, 'a date from 1990 to 2039')
  }
  const trade = newestTrade(chain, made + CLOCK_DOUBT_MS)
  // A trade among the quotes proves that they are at least that fresh.
  const seenAt = Math.max(made, trade === null ? made : trade + DELAY_MS)
  return accepted({
    quotedAt: delayedQuoteInstant(quantity<EpochMs>(seenAt)),
    note: timeOnly ? NOTE_TIME_ONLY : NOTE,
    clockDoubt: trade !== null && trade > made,
  })
}

function insideTables(instant: number): boolean {
  const day = dayNumber(newYorkCivil(quantity<EpochMs>(instant)).date)
  return isUsableDay(day) && isUsableDay(day - DAYS_BEFORE_MAX)
}

/** The latest `last_trade_time` of the underlying and its options, of those not after `latest`. */
function newestTrade(chain: DelayedChain, latest: number): number | null {
  let newest = tradeTime(chain.data, latest)
  for (const option of chain.options) {
    const time = isObject(option) ? tradeTime(option, latest) : null
    if (time !== null && (newest === null || time > newest)) newest = time
  }
  return newest
}

function tradeTime(record: Readonly<Record<string, unknown>>, latest: number): number | null {
  const time = readNewYorkTime(textOf(record['last_trade_time']))
  return time !== null && time <= latest ? time : null
}

/** The first instant not before `earliest` at which UTC clocks show the time. */
function firstAtOrAfter(time: string, earliest: number | null): number | null {
  const seconds = time.length === 5 ? ':00' : ''
  const onSomeDay = readInstant(`2000-01-01 ${time}${seconds}Z`)
  if (earliest === null || onSomeDay === null) return null
  const midnight = Math.floor(earliest / MS_PER_DAY) * MS_PER_DAY
  const sameDay = midnight + (onSomeDay % MS_PER_DAY)
  return sameDay >= earliest ? sameDay : sameDay + MS_PER_DAY
}

function readOption(record: JsonRecord, underlying: string, quotedAt: number, out: QuoteCollector): void {
  const text = record.text('option')
  const symbol = readOptionSymbol(text)
  if (symbol === null) {
    const was = record.fields['option']
    record.fail('option.not-listed', 'option', was, 'a symbol such as SPXW240105C04700000')
    return
  }
  if (underlyingOfRoot(symbol.root) !== underlying) {
    record.fail('quote.not-listed-class', 'option', text, `a root of ${underlying}`)
  }
  if (symbol.strike_points <= 0) record.fail('number.out-of-range', 'option', text, 'a strike above 0')
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
  const traded = readNewYorkTime(record.text('last_trade_time'))
  if (traded !== null && traded > quotedAt) {
    out.warn('traded after the instant the quotes are taken as of: the curb or overnight session')
  }
  out.add({ ...symbol, underlying, quotedAt, ...values, line: record.line })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function kindOf(value: unknown): string {
  return value === null || value === undefined ? 'nothing' : typeof value
}

function unusable(
  context: DecodeContext,
  code: RefusalCode,
  field: string,
  was: string,
  wanted: string,
): Result<never> {
  return refused(refuse(code, { field, was, wanted, source: context.source }))
}

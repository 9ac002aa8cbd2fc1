import { dayNumber } from '../../../base/calendar/civil.ts'
import { newYorkCivil } from '../../../base/calendar/new-york.ts'
import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import { type EpochMs, quantity } from '../../../base/vocabulary/quantity.ts'
import type { RefusalCode } from '../../../base/vocabulary/refusal-codes.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { DecodeContext, Decoded, JsonDecoder } from '../decoder.ts'
import { isUsableDay, readDate } from './dates.ts'
import { readInstant } from './instants.ts'
import { isObject, JsonRecord } from './json-record.ts'
import { bareSymbol, readOptionSymbol } from './option-symbol.ts'
import { QuoteCollector } from './quote-sink.ts'
import { checkSymbol } from './symbol-check.ts'

/**
 * Tradier `/v1/markets/options/chains`: `options.option` is a list, or a single object where the chain holds one
 * option. Times are milliseconds since 1970; `greeks` may be null. The answer has no time of its own, so the snapshot is
 * as of its newest quote: older quotes of the same session stand, a quote from an earlier session is stale.
 */
export const tradier: JsonDecoder = {
  id: 'tradier',
  title: 'Tradier option chain (JSON)',
  shape: 'json',
  sniff(head) {
    const start = head.text.slice(0, 4096)
    // `{"options": null}` is Tradier's answer for a date without a chain.
    if (!/^\s*\{\s*"options"\s*:\s*(?:null|\{\s*"option"\s*:)/.test(start)) return 0
    return start.includes('"root_symbol"') || start.includes('"bid_date"') ? 0.95 : 0.6
  },
  decode(document, context) {
    const records = optionsOf(document)
    if (records === null) return { kind: 'refused', refusal: wrongShape(context) }
    const newest = newestQuote(records)
    if (newest === null) return { kind: 'refused', refusal: noTime(context) }
    const out = new QuoteCollector()
    for (const [index, record] of records.entries()) {
      readOption(new JsonRecord(record, index + 1, context.source, out.refusals), newest, out)
    }
    return finish(out)
  },
}

function finish(out: QuoteCollector): Decoded {
  return out.finish('newest bid or ask time in the file; older quotes of the same session stand')
}

function optionsOf(document: unknown): readonly unknown[] | null {
  if (!isObject(document) || !isObject(document['options'])) return null
  const option = document['options']['option']
  if (Array.isArray(option)) return option
  return isObject(option) ? [option] : null
}

function newestQuote(records: readonly unknown[]): number | null {
  let newest: number | null = null
  for (const record of records) {
    const time = isObject(record) ? quoteTime(record) : null
    if (time !== null && (newest === null || time > newest)) newest = time
  }
  return newest
}

/** The later of the bid's and the ask's time; null where neither is a time in milliseconds. */
function quoteTime(record: Readonly<Record<string, unknown>>): number | null {
  let latest: number | null = null
  for (const name of ['bid_date', 'ask_date']) {
    const value = record[name]
    const time = typeof value === 'number' && value > 0 ? readInstant(String(value)) : null
    if (time !== null && (latest === null || time > latest)) latest = time
  }
  return latest
}

function readOption(record: JsonRecord, newest: number, out: QuoteCollector): void {
  const root = record.text('root_symbol')
  const underlying = bareSymbol(record.text('underlying'))
  const expirationText = record.text('expiration_date')
  const expirationDay = usableDate(expirationText)
  const strike_points = record.number('strike')
  const right = { call: CALL, put: PUT }[record.text('option_type')]
  const sizeOfContract = record.optionalNumber('contract_size')
  if (expirationDay === null)
    record.fail('date.unreadable', 'expiration_date', expirationText, 'a date as YYYY-MM-DD')
  if (right === undefined)
    record.fail('option.not-listed', 'option_type', record.text('option_type'), 'call or put')
  if (sizeOfContract !== null && sizeOfContract !== 100) {
    record.fail(
      'quote.not-listed-class',
      'contract_size',
      sizeOfContract,
      '100 (an adjusted contract differs)',
    )
  }
  const quotedAt = quoteTime(record.fields)
  if (quotedAt !== null && sessionDay(quotedAt) !== sessionDay(newest)) {
    record.fail('quote.stale', 'bid_date, ask_date', quotedAt, 'a quote of the session of the newest')
  }
  const values = {
    bid_points: record.optionalNumber('bid'),
    ask_points: record.optionalNumber('ask'),
    bidSize: record.optionalNumber('bidsize'),
    askSize: record.optionalNumber('asksize'),
    volume: record.optionalNumber('volume'),
    openInterest: record.optionalNumber('open_interest'),
    vendorVol: record.inside('greeks', 'mid_iv'),
  }
  if (record.failed || expirationDay === null || right === undefined) return
  const symbol = readOptionSymbol(record.text('symbol'))
  if (symbol !== null) checkSymbol(record, 'symbol', symbol, { expirationDay, strike_points, right })
  if (record.failed) return
  out.add({
    underlying,
    root,
    expirationDay,
    strike_points,
    right,
    quotedAt: newest,
    ...values,
    line: record.line,
  })
}

function usableDate(text: string): number | null {
  const day = readDate(text, 'YYYY-MM-DD')
  return day !== null && isUsableDay(day) ? day : null
}

function sessionDay(instant: number): number {
  return dayNumber(newYorkCivil(quantity<EpochMs>(instant)).date)
}

function wrongShape(context: DecodeContext) {
  return problem(
    context,
    'file.json-invalid',
    'options.option',
    'neither a list nor an object',
    'the options',
  )
}

function noTime(context: DecodeContext) {
  return problem(
    context,
    'date.unreadable',
    'bid_date, ask_date',
    'no time in any option',
    'milliseconds since 1970',
  )
}

function problem(context: DecodeContext, code: RefusalCode, field: string, was: string, wanted: string) {
  return refuse(code, { field, was, wanted, source: context.source })
}

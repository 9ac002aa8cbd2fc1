/**
 * The Graph's poolDayDatas: one record a UTC day, numbers as decimal text. `open` equals `close` in these records and is not
 * used. Total value locked stands in for liquidity as if it were spread over the full range, which understates a concentrated
 * pool's: L = TVL / (2 sqrt P).
 */
import { RefusalCollector } from '../quote/refusal-log.ts'
import { isObject, JsonRecord } from '../quote/formats/json-record.ts'
import { readNumber } from '../quote/formats/numbers.ts'
import { PLAIN_LOCALE } from '../quote/formats/header.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import type { PoolJsonDecoder } from './pool-decoder.ts'
import type { PoolTerms } from './pool-history.ts'
import { PoolRows } from './pool-rows.ts'

const MS_PER_SECOND = 1000
/** 2015-07-30, before which there was no chain to trade on, and 2100. */
const DATE_MIN = 1_438_214_400
const DATE_MAX = 4_102_444_800

export const theGraphDays: PoolJsonDecoder = {
  id: 'the-graph-days',
  title: 'The Graph poolDayDatas',
  shape: 'json',
  sniff: (head) => (/^\s*[[{]/.test(head.text) && /"poolDayDatas?"/.test(head.text) ? 0.95 : 0),
  decode: (document, context, terms) => {
    const refusals = new RefusalCollector()
    const rows = new PoolRows(context.source, refusals)
    const records = recordsOf(document)
    if (records === null) {
      refusals.add(
        refuse('file.json-invalid', {
          field: 'poolDayDatas',
          was: 'no list',
          wanted: 'a list of days under poolDayDatas',
          source: context.source,
        }),
      )
    }
    for (const [index, each] of (records ?? []).entries()) {
      readDay(new JsonRecord(each, index + 1, context.source, refusals), terms, rows)
    }
    return rows.finish('TVL taken as if spread over the full range: a lower bound on a concentrated pool', [
      'one price a day: LVR between days only, with much chance in it',
    ])
  },
}

/** The list under `poolDayDatas` (or `poolDayData` of a pool), however deep the query's answer wraps it. */
function recordsOf(document: unknown, depth = 0): readonly unknown[] | null {
  if (!isObject(document) || depth > 4) return null
  for (const name of ['poolDayDatas', 'poolDayData']) {
    const list = document[name]
    if (Array.isArray(list)) return list
  }
  for (const value of Object.values(document)) {
    const found = recordsOf(value, depth + 1)
    if (found !== null) return found
  }
  return null
}

function readDay(record: JsonRecord, terms: PoolTerms, rows: PoolRows): void {
  const seconds = decimal(record, 'date')
  if (!record.failed && !(Number.isInteger(seconds) && seconds >= DATE_MIN && seconds < DATE_MAX)) {
    record.fail('date.unreadable', 'date', record.fields['date'], 'seconds since 1970, UTC')
  }
  // The subgraph's token0Price is token 0 per token 1: the price of token 1.
  const price = decimal(record, terms.riskyToken === 1 ? 'token0Price' : 'token1Price')
  if (!record.failed && !(price >= 1e-60 && price <= 1e60)) {
    record.fail('number.out-of-range', 'price', price, 'from 1e-60 to 1e60')
  }
  const value = amount(record, 'tvlUSD')
  const volume = amount(record, 'volumeUSD')
  if (record.failed) return
  rows.add({
    time: seconds * MS_PER_SECOND,
    line: record.line,
    price,
    liquidity: value / (2 * Math.sqrt(price)),
    volume,
    riskyFlow: null,
    numeraireFlow: null,
  })
}

function amount(record: JsonRecord, name: string): number {
  const value = decimal(record, name)
  if (!record.failed && (value < 0 || value > 1e60)) {
    record.fail('number.out-of-range', name, value, 'from 0 to 1e60')
  }
  return value
}

/** A number, as JSON number or as decimal text. 0 after a refusal. */
function decimal(record: JsonRecord, name: string): number {
  const raw = Object.hasOwn(record.fields, name) ? record.fields[name] : undefined
  if (typeof raw === 'number' && Number.isFinite(raw)) return raw
  const read = typeof raw === 'string' ? readNumber(raw.trim(), PLAIN_LOCALE) : null
  if (typeof read === 'number') return read
  record.fail(read?.code ?? 'number.unreadable', name, raw, read?.wanted ?? 'a number')
  return 0
}

import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeText, expectKind, fixture, headOf } from '../../../../test/support/decode-text.ts'
import { newYorkTime, quoteLines } from '../../../../test/support/quote-lines.ts'
import { itWithRealData } from '../../../../test/support/real-data.ts'
import { assembleChains } from '../assemble-chains.ts'
import { cboeJson } from './cboe-json.ts'
import { cboeQuotedata } from './cboe-quotedata.ts'
import { DECODERS } from './index.ts'

const SPX = 'ok/cboe-json/_SPX.json'
const quotes = (file: string) => expectKind(decodeText(cboeJson, fixture(file)), 'quotes')
const refusalOf = (text: string) => {
  const decoded = decodeText(cboeJson, { name: '_SPX.json', text })
  return decoded.kind === 'refused' ? [decoded.refusal.code, decoded.refusal.field] : decoded.kind
}
const hash = (parts: Iterable<Uint8Array>): string => {
  const sum = createHash('sha256')
  for (const part of parts) sum.update(part)
  return sum.digest('hex')
}
/** The instant at which the fixture's quotes are taken to be, with another timestamp or other texts in it. */
function quotedAt(...swaps: readonly (readonly [string, string])[]): number | undefined {
  const file = fixture(SPX)
  const text = swaps.reduce((so, [from, to]) => so.replaceAll(from, to), file.text)
  return expectKind(decodeText(cboeJson, { ...file, text }), 'quotes').table.quotedAt[0]
}
const published = (time: string) => ['2024-02-13 02:10:44', time] as const
/** No trade times, so that the timestamp alone decides. */
const NO_TRADES = ['"last_trade_time": "2024', '"last_trade_time": "never'] as const

describe('cboe delayed quotes json', () => {
  it('reads both roots of one file; null and zero volatilities are missing, a zero bid is a zero bid', () => {
    const { table, refusals, underlyingLast } = quotes(SPX)
    expect(quoteLines(table)).toEqual([
      'SPXW 2024-02-12 C5000 10.4 10.9 3 5 5100 900 -',
      'SPXW 2024-02-14 C5000 24.1 24.5 32 1 310 1200 0.1205',
      'SPX 2024-02-16 P5000 20.7 21.1 7 9 77 9100 -',
      'SPXW 2024-02-16 P5000 20.9 21.3 6 5 22 420 0.1251',
      'SPX 2024-03-15 P4100 0 0.05 0 981 0 15 0.9',
    ])
    expect(table.underlyings).toEqual(['SPX'])
    expect(underlyingLast).toEqual({ SPX: 5010.5 })
    expect(refusals.total).toBe(0)
  })
  it('takes an evening download as of 16:15, and drops the series that had expired by then', () => {
    const decoded = quotes(SPX)
    expect(decoded.table.quotedAt[0]).toBe(newYorkTime('2024-02-12', 16, 15))
    const { chains, refusals } = assembleChains(decoded, {
      source: { name: '_SPX.json', format: 'cboe-json' },
      hash,
    })
    expect(refusals.byCode).toEqual({ 'option.expired': 1 })
    expect(chains.map((chain) => chain.expiries.map((slice) => `${slice.root} ${slice.expiration}`))).toEqual(
      [['SPXW 2024-02-14', 'SPX 2024-02-16', 'SPXW 2024-02-16', 'SPX 2024-03-15']],
    )
    expect(chains[0]?.sessionDate).toBe('2024-02-12')
  })
  it('dates by the session: in it, after an early close, on a Sunday, on a holiday, before the open', () => {
    const cases = [
      ['2024-02-12 15:52:36', newYorkTime('2024-02-12', 10, 37) + 36_000],
      ['2024-02-12 21:20:00', newYorkTime('2024-02-12', 16, 5)],
      ['2023-11-24 19:00:00', newYorkTime('2023-11-24', 13, 15)],
      ['2024-01-07 15:52:00', newYorkTime('2024-01-05', 16, 15)],
      ['2024-02-19 18:00:00', newYorkTime('2024-02-16', 16, 15)],
      ['2024-02-13 14:30:00', newYorkTime('2024-02-12', 16, 15)],
      // Daylight time: 16:00 New York is 20:00 UTC.
      ['2024-07-10 20:00:00Z', newYorkTime('2024-07-10', 15, 45)],
    ] as const
    for (const [time, instant] of cases) expect(quotedAt(published(time), NO_TRADES), time).toBe(instant)
  })
  it('takes a timestamp without a date as the first after the newest trade', () => {
    const decoded = quotes('ok/cboe-json/SPXW-time-only.json')
    expect(decoded.table.quotedAt[0]).toBe(newYorkTime('2024-02-12', 14, 25) + 11_000)
    expect(decoded.quotedAtNote).toMatch(/no date/)
    expect(decoded.table.underlyings).toEqual(['SPX'])
    // Past midnight UTC of the same New York evening.
    expect(quotedAt(published('02:10:44'))).toBe(newYorkTime('2024-02-12', 16, 15))
    const undated = fixture(SPX)
      .text.replace('2024-02-13 02:10:44', '02:10:44')
      .replaceAll(...NO_TRADES)
    expect(refusalOf(undated)).toEqual(['date.unreadable', 'timestamp'])
  })
  it('is never older than the newest trade, and says so where the timestamp cannot be UTC', () => {
    // Seconds after the close the newest trade, of 16:14:07, is younger than the timestamp less the delay.
    expect(quotedAt(published('2024-02-12 21:20:00'))).toBe(newYorkTime('2024-02-12', 16, 14) + 7_000)
    const file = fixture(SPX)
    const eastern = { ...file, text: file.text.replace('2024-02-13 02:10:44', '2024-02-12 16:29:30') }
    const decoded = expectKind(decodeText(cboeJson, eastern), 'quotes')
    expect(decoded.table.quotedAt[0]).toBe(newYorkTime('2024-02-12', 16, 14) + 7_000)
    expect(decoded.warnings).toEqual([expect.stringMatching(/not UTC/)])
  })
  it('counts options that traded after the instant assumed', () => {
    const file = fixture(SPX)
    const text = file.text.replace('2024-02-12T16:14:07', '2024-02-12T16:44:07')
    const decoded = expectKind(decodeText(cboeJson, { ...file, text }), 'quotes')
    expect(decoded.table.quotedAt[0]).toBe(newYorkTime('2024-02-12', 16, 15))
    expect(decoded.warnings).toEqual([expect.stringMatching(/curb or overnight session \(1 row\)/)])
  })
  it('takes the underlying from the roots where the file does not name it', () => {
    const file = fixture(SPX)
    const text = file.text.replaceAll('"symbol": "^SPX"', '"symbol": null')
    expect(expectKind(decodeText(cboeJson, { ...file, text }), 'quotes').table.underlyings).toEqual(['SPX'])
  })
  it('refuses an adjusted root, a symbol cut short and a number as text, each alone', () => {
    const codes = ['adjusted-root', 'symbol-without-strike', 'bid-as-text'].map((vice) => {
      const { refusals, table } = quotes(`not-ok/cboe-json-${vice}.json`)
      expect(table.count, vice).toBe(1)
      return refusals.byCode
    })
    expect(codes).toEqual([
      { 'quote.not-listed-class': 1 },
      { 'option.not-listed': 1 },
      { 'number.unreadable': 1 },
    ])
  })
  it('refuses a file without a usable time, list or date, and any other document, without throwing', () => {
    expect(refusalOf(fixture('not-ok/cboe-json-timestamp-without-zone-or-date.json').text)).toEqual([
      'date.unreadable',
      'timestamp',
    ])
    expect(refusalOf(fixture('not-ok/cboe-json-options-as-object.json').text)).toEqual([
      'file.json-invalid',
      'data.options',
    ])
    expect(refusalOf(fixture(SPX).text.replace('2024-02-13 02', '1990-01-02 02'))).toEqual([
      'date.out-of-range',
      'timestamp',
    ])
    for (const text of ['null', '[]', '{"data":null}', '{"data":{"options":{}}}', '{"__proto__":{}}']) {
      expect(refusalOf(text), text).toEqual(['file.json-invalid', 'data.options'])
    }
    expect(refusalOf('{"data":{"options":[]}}')).toEqual(['file.empty', 'data.options'])
    expect(refusalOf('{"data":{"options":[null,1,{}]}}')).toEqual(['file.no-symbol', 'symbol'])
  })
  it('knows its own files, and no other decoder claims them', () => {
    for (const name of [SPX, 'ok/cboe-json/SPXW-time-only.json']) {
      const claims = DECODERS.filter((decoder) => decoder.sniff(headOf(fixture(name))) > 0.5)
      expect(
        claims.map((decoder) => decoder.id),
        name,
      ).toEqual(['cboe-json'])
    }
    expect(cboeJson.sniff(headOf(fixture('ok/tradier/chain.json')))).toBe(0)
  })
})

/** The options of a quotedata.csv, by position, as the JSON of the same feed would hold them. */
function optionsOfQuotedata(text: string): readonly Record<string, unknown>[] {
  const rows = text.split(/\r?\n/).filter((line) => /^\w{3} \w{3} \d{2} \d{4},/.test(line))
  return rows.flatMap((line) => {
    const fields = line.split(',')
    return [1, 12].map((at) => ({
      option: fields[at],
      bid: Number(fields[at + 3]),
      ask: Number(fields[at + 4]),
      volume: Number(fields[at + 5]),
      iv: Number(fields[at + 6]) || null,
      open_interest: Number(fields[at + 9]),
    }))
  })
}

describe('cboe delayed quotes json of a real chain', () => {
  const real = 'spx-chain-2024-01-05/spx_quotedata.csv'
  itWithRealData('gives the chain that quotedata.csv gives, to the last bit', real, (path) => {
    const text = fs.readFileSync(path, 'utf8')
    const data = { current_price: 4697.2402, options: optionsOfQuotedata(text) }
    const json = JSON.stringify({ timestamp: '2024-01-07 15:52:00', symbol: '^SPX', data })
    const [fromCsv, fromJson] = [
      decodeText(cboeQuotedata, { name: 'spx_quotedata.csv', text }),
      decodeText(cboeJson, { name: '_SPX.json', text: json }),
    ].map((decoded) => {
      const { chains, refusals } = assembleChains(expectKind(decoded, 'quotes'), {
        source: { name: 'SPX', format: 'cboe-json' },
        hash,
      })
      const accepted = chains.map((chain) => [chain.source.contentHash, chain.counts.quotesAccepted])
      return { accepted, quotedAt: chains[0]?.quotedAt, refusals: refusals.byCode }
    })
    expect(fromJson).toEqual(fromCsv)
    expect(fromJson?.quotedAt).toBe(newYorkTime('2024-01-05', 16, 15))
    expect(fromJson?.accepted[0]?.[1]).toBeGreaterThan(20_000)
  })
})

import { describe, expect, it } from 'vitest'
import { decodeText, expectKind, fixture, headOf } from '../../../../test/support/decode-text.ts'
import { newYorkTime, quoteLines } from '../../../../test/support/quote-lines.ts'
import { dayNumber, isoDate } from '../../../base/calendar/civil.ts'
import type { Decoder } from '../decoder.ts'
import { databentoCbbo } from './databento-cbbo.ts'
import { columnName } from './header.ts'
import { historicalOptionDataL2 } from './historicaloptiondata-l2.ts'
import { historicalOptionDataL3 } from './historicaloptiondata-l3.ts'
import { iVolatility } from './ivolatility.ts'
import { oratsLegacy } from './orats-legacy.ts'
import { orats } from './orats.ts'
import { optionsDx } from './optionsdx.ts'
import { tradier } from './tradier.ts'

const quotes = (decoder: Decoder, file: string) => expectKind(decodeText(decoder, fixture(file)), 'quotes')

describe('optionsdx', () => {
  const decoded = quotes(optionsDx, 'ok/optionsdx/spx_eod_202402.txt')
  it('reads a row as a call and a put, "32 x 1" as bid and ask size, blanks as missing', () => {
    expect(quoteLines(decoded.table)).toEqual([
      'SPXW 2024-02-14 C5000 24.1 24.5 32 1 310 - 0.121',
      'SPXW 2024-02-14 P5000 12.9 13.2 5 44 512 - 0.124',
      'SPXW 2024-02-16 C5000 33.6 34.1 10 12 90 - 0.118',
      'SPXW 2024-02-16 P5000 20.7 21.1 7 9 77 - 0.12',
      'SPX 2024-02-16 C4990 39.9 40.4 1 1 3 - 0.119',
      'SPX 2024-02-16 P4990 17.6 17.9 2 2 4 - 0.121',
      'SPX 2024-02-16 C4100 - - - - - - -',
      'SPX 2024-02-16 P4100 0 0.05 0 981 - - 0.9',
    ])
    expect(decoded.table.quotedAt[0]).toBe(newYorkTime('2024-02-12', 16, 0))
    expect(decoded.underlyingLast).toEqual({ SPX: 5010.5 })
    expect(decoded.refusals.total).toBe(0)
  })
  it('says how it chose between SPX and SPXW on the monthly date', () => {
    expect(decoded.warnings).toEqual([
      'monthly date taken as SPXW (PM): its expiry time is in the afternoon (1 row)',
      'monthly date taken as SPX (AM): its expiry time is in the morning (1 row)',
      'monthly date taken as SPX (AM): the file names neither root nor expiry time (1 row)',
    ])
  })
  it('takes an expiry named by its Saturday as the Friday before, and as SPX', () => {
    const old = quotes(optionsDx, 'ok/optionsdx/spx_eod_201201.txt')
    expect(quoteLines(old.table)[0]).toBe('SPX 2012-01-20 C1290 13.8 14.6 4 6 12 - 0.17')
    expect(old.warnings?.some((text) => text.includes('Saturday'))).toBe(true)
  })
  it('refuses a file whose name has no symbol, and a header without a column', () => {
    const unnamed = decodeText(optionsDx, fixture('not-ok/optionsdx-no-symbol-in-name.txt'))
    expect(unnamed.kind === 'refused' ? unnamed.refusal.code : null).toBe('file.no-symbol')
    const short = decodeText(optionsDx, fixture('not-ok/spx_eod_202402-column-missing.txt'))
    expect(short.kind === 'refused' ? [short.refusal.code, short.refusal.field] : null).toEqual([
      'file.wrong-header',
      'strike',
    ])
  })
  it('refuses an epoch of another year, a size without its other half, a row cut short', () => {
    const codes = ['epoch-of-another-year', 'size-without-x', 'cut-in-a-row'].map(
      (vice) => quotes(optionsDx, `not-ok/spx_eod_202402-${vice}.txt`).refusals.byCode,
    )
    expect(codes).toEqual([
      { 'date.out-of-range': 1 },
      { 'number.unreadable': 1 },
      { 'file.row-wrong-width': 1 },
    ])
  })
})

describe('orats', () => {
  it('reads 44 columns, the put with its own volatility, AM and PM of one date apart', () => {
    const decoded = quotes(orats, 'ok/orats/strikes.csv')
    expect(quoteLines(decoded.table)).toEqual([
      'SPXW 2024-02-14 C5000 24.1 24.5 32 1 310 1200 0.1205',
      'SPXW 2024-02-14 P5000 12.9 13.2 5 44 512 2210 0.1251',
      'SPX 2024-02-16 C5000 33.6 34.1 10 12 90 8800 0.1205',
      'SPX 2024-02-16 P5000 20.7 21.1 7 9 77 9100 0.1251',
      'SPXW 2024-02-16 C5000 34 34.6 3 4 15 310 0.1205',
      'SPXW 2024-02-16 P5000 20.9 21.4 6 5 22 420 0.1251',
      'SPX 2024-03-15 C5000 70.1 71 1 2 9 77 0.1205',
      'SPX 2024-03-15 P5000 48.2 49 2 1 3 88 0.1251',
    ])
    expect(decoded.table.quotedAt[0]).toBe(newYorkTime('2024-02-12', 15, 46))
    expect(decoded.underlyingLast).toEqual({ SPX: 5010.6 })
    expect(decoded.warnings, 'expiryTod is the vendor’s word; only its absence is an assumption').toEqual([
      'monthly date taken as SPX (AM): the file names neither root nor expiry time (1 row)',
    ])
  })
  it('accepts the later files with columns added', () => {
    const file = fixture('ok/orats/strikes.csv')
    const text = file.text
      .replace(/expiryTod/, 'expiryTod,tickerId,monthId')
      .replace(/,([ap]m)?$/gm, ',$1,1,2')
    expect(expectKind(decodeText(orats, { ...file, text }), 'quotes').table.count).toBe(8)
  })
  it('refuses a row without any time, and a strike of zero', () => {
    expect(quotes(orats, 'not-ok/orats-no-time.csv').refusals.byCode).toEqual({ 'date.unreadable': 1 })
    expect(quotes(orats, 'not-ok/orats-strike-zero.csv').refusals.byCode).toEqual({
      'number.out-of-range': 1,
    })
  })
})

describe('orats legacy', () => {
  it('takes the root from the symbols and the time 14 minutes before the stock close', () => {
    const decoded = quotes(oratsLegacy, 'ok/orats-legacy/near-eod.csv')
    expect(quoteLines(decoded.table)).toEqual([
      'SPXW 2014-01-10 C1840 24.1 24.5 - - 110 2200 0.1205',
      'SPXW 2014-01-10 P1840 12.9 13.2 - - 95 1800 0.1251',
      'SPX 2014-01-17 C1840 24.1 24.5 - - 110 2200 0.1205',
      'SPX 2014-01-17 P1840 12.9 13.2 - - 95 1800 0.1251',
    ])
    expect(decoded.table.quotedAt[0]).toBe(newYorkTime('2014-01-02', 15, 46))
    expect(orats.sniff(headOf(fixture('ok/orats-legacy/near-eod.csv')))).toBe(0)
  })
  it('refuses a row whose symbol is of another strike', () => {
    const { refusals, table } = quotes(oratsLegacy, 'not-ok/orats-legacy-symbol-of-another-strike.csv')
    expect(refusals.byCode).toEqual({ 'option.symbol-disagrees': 1 })
    expect(table.count).toBe(0)
  })
})

describe('historicaloptiondata level 2', () => {
  it('reads a header with a blank before exchange, a symbol or a plain root', () => {
    const decoded = quotes(historicalOptionDataL2, 'ok/historicaloptiondata-l2/L2_20240212.csv')
    expect(quoteLines(decoded.table)).toEqual([
      'SPXW 2024-02-14 C5000 24.1 24.5 - - 310 1200 0.121',
      'SPXW 2024-02-14 P5000 12.9 13.2 - - 512 2210 0.124',
      'SPX 2024-02-16 P5000 20.7 21.1 - - 77 9100 0.12',
    ])
    expect(decoded.table.quotedAt[0]).toBe(newYorkTime('2024-02-12', 16, 15))
  })
  it('derives the root where the vendor has only an alias of before 2010, Good Friday included', () => {
    const decoded = quotes(historicalOptionDataL2, 'ok/historicaloptiondata-l2/L2_20080314.csv')
    expect(quoteLines(decoded.table)).toEqual([
      'SPX 2008-04-18 C1290 34.1 36.1 - - 900 12000 0.251',
      'SPX 2008-03-20 P1290 29.4 31.4 - - 400 8000 0.301',
    ])
  })
  it('refuses a quote of a holiday, and a right that is neither', () => {
    const codes = ['quoted-on-a-holiday', 'neither-call-nor-put'].map(
      (vice) => quotes(historicalOptionDataL2, `not-ok/historicaloptiondata-l2-${vice}.csv`).refusals.byCode,
    )
    expect(codes).toEqual([{ 'date.not-a-session': 1 }, { 'option.not-listed': 1 }])
  })
})

describe('historicaloptiondata level 3', () => {
  it('reads the root from the symbol and the open interest of the data date', () => {
    const decoded = quotes(historicalOptionDataL3, 'ok/historicaloptiondata-l3/L3_20240212.csv')
    expect(quoteLines(decoded.table)).toEqual([
      'SPXW 2024-02-14 C5000 24.1 24.5 - - 310 1200 0.121',
      'SPX 2024-02-16 P5000 0 0.05 - - 77 9100 0.12',
    ])
  })
  it('refuses a call whose symbol says put', () => {
    const decoded = quotes(historicalOptionDataL3, 'not-ok/historicaloptiondata-l3-symbol-says-put.csv')
    expect(decoded.refusals.byCode).toEqual({ 'option.symbol-disagrees': 1 })
  })
})

describe('ivolatility', () => {
  it('reads past the byte-order mark and takes the open interest from oi_2', () => {
    const file = fixture('ok/ivolatility/options.csv')
    expect(file.text.startsWith('\uFEFF')).toBe(true)
    const decoded = quotes(iVolatility, 'ok/ivolatility/options.csv')
    expect(quoteLines(decoded.table)).toEqual([
      'SPXW 2024-02-14 C5000 24.1 24.5 - - 310 1200 0.121',
      'SPX 2024-02-16 P5000 20.7 21.1 - - 77 9100 0.12',
    ])
    expect(decoded.underlyingLast).toEqual({ SPX: 5010.5 })
  })
})

describe('databento cbbo', () => {
  it('reads decimals and fixed-point integers alike, a blank bid as missing', () => {
    const pretty = quotes(databentoCbbo, 'ok/databento-cbbo/opra-cbbo-1m-pretty.csv')
    const integer = quotes(databentoCbbo, 'ok/databento-cbbo/opra-cbbo-1m-integer.csv')
    expect(quoteLines(pretty.table)).toEqual([
      'SPXW 2024-02-14 C5000 24.1 24.5 32 1 - - -',
      'SPXW 2024-02-14 P4100 - 0.05 0 981 - - -',
    ])
    expect(quoteLines(integer.table)).toEqual(quoteLines(pretty.table))
  })
  it('dates quotes by ts_recv, the end of the interval, in nanoseconds or ISO', () => {
    for (const form of ['pretty', 'integer']) {
      const { table } = quotes(databentoCbbo, `ok/databento-cbbo/opra-cbbo-1m-${form}.csv`)
      expect([...table.quotedAt]).toEqual([
        newYorkTime('2024-02-12', 15, 46),
        newYorkTime('2024-02-12', 15, 46),
      ])
      expect(table.underlyings).toEqual(['SPX'])
    }
  })
  it('refuses rows without a symbol, a price of no known scale, a time in no known unit', () => {
    const codes = ['without-symbols', 'price-of-no-known-scale', 'time-in-no-known-unit'].map(
      (vice) => quotes(databentoCbbo, `not-ok/databento-cbbo-${vice}.csv`).refusals.byCode,
    )
    expect(codes).toEqual([
      { 'option.not-listed': 1 },
      { 'number.out-of-range': 1 },
      { 'date.unreadable': 1 },
    ])
  })
})

describe('tradier', () => {
  it('reads a list, null Greeks, and takes the newest quote as the time of all', () => {
    const decoded = quotes(tradier, 'ok/tradier/chain.json')
    expect(quoteLines(decoded.table)).toEqual([
      'SPXW 2024-02-14 C5000 24.1 24.5 32 1 310 1200 0.1205',
      'SPX 2024-02-16 P5000 20.7 21.1 7 9 77 9100 -',
    ])
    expect([...decoded.table.quotedAt]).toEqual([1_707_770_759_000, 1_707_770_759_000])
  })
  it('reads a single option that is an object, not a list', () => {
    expect(quotes(tradier, 'ok/tradier/single-option.json').table.count).toBe(1)
    expect(tradier.sniff(headOf(fixture('ok/tradier/single-option.json')))).toBeGreaterThan(0.5)
  })
  it('refuses no options; a quote of an earlier session, a number as text and an adjusted contract alone', () => {
    const none = decodeText(tradier, fixture('not-ok/tradier-no-options.json'))
    expect(none.kind === 'refused' ? none.refusal.code : null).toBe('file.json-invalid')
    const codes = ['quote-of-an-earlier-session', 'number-as-text', 'adjusted-contract'].map((vice) => {
      const decoded = quotes(tradier, `not-ok/tradier-${vice}.json`)
      expect(decoded.table.count, vice).toBe(1)
      return decoded.refusals.byCode
    })
    expect(codes).toEqual([{ 'quote.stale': 1 }, { 'number.unreadable': 1 }, { 'quote.not-listed-class': 1 }])
  })
  it('refuses documents of any other shape without throwing', () => {
    for (const text of [
      'null',
      '[]',
      '{"options":[]}',
      '{"options":{"option":[null,1,"x"]}}',
      '{"__proto__":{}}',
    ]) {
      expect(decodeText(tradier, { name: 'chain.json', text }).kind).toBe('refused')
    }
  })
})

describe('sniffing', () => {
  const own: readonly (readonly [Decoder, string])[] = [
    [optionsDx, 'ok/optionsdx/spx_eod_202402.txt'],
    [orats, 'ok/orats/strikes.csv'],
    [oratsLegacy, 'ok/orats-legacy/near-eod.csv'],
    [historicalOptionDataL2, 'ok/historicaloptiondata-l2/L2_20240212.csv'],
    [historicalOptionDataL3, 'ok/historicaloptiondata-l3/L3_20240212.csv'],
    [iVolatility, 'ok/ivolatility/options.csv'],
    [databentoCbbo, 'ok/databento-cbbo/opra-cbbo-1m-pretty.csv'],
    [tradier, 'ok/tradier/chain.json'],
  ]
  it('knows its own files and no other’s', () => {
    for (const [decoder, file] of own) {
      const claims = own.filter(([other]) => other.sniff(headOf(fixture(file))) > 0.5)
      expect(
        claims.map(([other]) => other.id),
        file,
      ).toEqual([decoder.id])
    }
  })
  it('claims a file of its own with a column renamed, so that the refusal names the column', () => {
    const renames = [
      [optionsDx, 'ok/optionsdx/spx_eod_202402.txt', '[STRIKE]', '[STRIKE_PRICE]'],
      [orats, 'ok/orats/strikes.csv', 'callBidPrice', 'callBid'],
      [historicalOptionDataL3, 'ok/historicaloptiondata-l3/L3_20240212.csv', 'IVMean', 'IV'],
      [iVolatility, 'ok/ivolatility/options.csv', 'oi_2', 'oi'],
      [databentoCbbo, 'ok/databento-cbbo/opra-cbbo-1m-pretty.csv', 'ts_recv', 'ts'],
    ] as const
    for (const [decoder, name, from, to] of renames) {
      const file = fixture(name)
      const drifted = { ...file, text: file.text.replace(from, to) }
      expect(decoder.sniff(headOf(drifted)), name).toBeGreaterThan(0.5)
      const decoded = decodeText(decoder, drifted)
      const refusal = decoded.kind === 'refused' ? decoded.refusal : null
      expect([refusal?.code, refusal?.field], name).toEqual(['file.wrong-header', columnName(from)])
    }
  })
  it('keeps days before 1990 and after 2039 out of option tables', () => {
    const file = fixture('ok/ivolatility/options.csv')
    const text = file.text.replaceAll('2024-02-14', '2089-02-14').replaceAll('240214C', '890214C')
    const decoded = expectKind(decodeText(iVolatility, { ...file, text }), 'quotes')
    expect(decoded.refusals.byCode).toEqual({ 'date.out-of-range': 1 })
    expect(decoded.table.expirationDay[0]).toBe(dayNumber(isoDate('2024-02-16')))
  })
})

describe('locale', () => {
  it('reads semicolons and decimal commas where told to, and names the way out where not', () => {
    const file = fixture('ok/ivolatility/options.csv')
    const text = file.text.replaceAll(',', ';').replaceAll('.', ',')
    const european = { ...file, text }
    expect(iVolatility.sniff(headOf(european))).toBeGreaterThan(0.5)
    const locale = { decimal: ',', delimiter: ';' } as const
    const decoded = expectKind(decodeText(iVolatility, { ...european, locale }), 'quotes')
    expect(quoteLines(decoded.table)).toEqual(
      quoteLines(quotes(iVolatility, 'ok/ivolatility/options.csv').table),
    )
    const untold = decodeText(iVolatility, european)
    expect(untold.kind === 'refused' ? untold.refusal.fix : null).toContain('--locale')
  })
})

import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  decodeText,
  expectKind,
  fixture,
  headOf,
  type TextFile,
} from '../../../../test/support/decode-text.ts'
import { newYorkTime, quoteLines } from '../../../../test/support/quote-lines.ts'
import { formatNewYork } from '../../../base/calendar/new-york.ts'
import { type EpochMs, quantity } from '../../../base/vocabulary/quantity.ts'
import { assembleChains } from '../assemble-chains.ts'
import { cboeDatashopEod, cboeDatashopEodClose } from './cboe-datashop-eod.ts'
import { cboeDatashopInterval } from './cboe-datashop-interval.ts'
import { DECODERS } from './index.ts'

const EOD = 'ok/cboe-datashop-eod/'
const INTERVAL = 'ok/cboe-datashop-interval/'
const FULL_DAY = `${EOD}UnderlyingOptionsEODCalcs_2024-02-12.csv`
const EARLY_CLOSE = `${EOD}UnderlyingOptionsEODCalcs_2023-11-24.csv`
const eod = (file: TextFile) => expectKind(decodeText(cboeDatashopEod, file), 'quotes')
const interval = (file: TextFile) => expectKind(decodeText(cboeDatashopInterval, file), 'quotes')
const times = (quotedAt: Float64Array): string[] => [
  ...new Set(Array.from(quotedAt, (time) => formatNewYork(quantity<EpochMs>(time)))),
]
const columnsOf = (name: string): number => fixture(name).text.split(/\r?\n/, 1)[0]?.split(',').length ?? 0

/** A fixture with one column's fields rewritten. */
function withColumn(name: string, column: string, rewrite: (value: string, row: number) => string): TextFile {
  const file = fixture(name)
  const [header = '', ...rows] = file.text.trim().split('\n')
  const at = header.split(',').indexOf(column)
  const changed = rows.map((row, index) =>
    row
      .split(',')
      .map((value, i) => (i === at ? rewrite(value, index) : value))
      .join(','),
  )
  return { ...file, text: [header, ...changed].join('\n') }
}

describe('cboe datashop eod summary', () => {
  it('reads the 15:45 block of 34 columns, SPX and SPXW of one date and strike apart', () => {
    const decoded = eod(fixture(FULL_DAY))
    expect(columnsOf(FULL_DAY)).toBe(34)
    expect(quoteLines(decoded.table)).toEqual([
      'SPXW 2024-02-14 C5000 24.1 24.5 32 1 310 1200 0.1205',
      'SPXW 2024-02-14 P5000 12.9 13.2 5 44 512 2210 0.1251',
      'SPX 2024-02-16 P5000 20.7 21.1 7 9 77 9100 -',
      'SPXW 2024-02-16 P5000 20.9 21.3 6 5 22 420 0.1205',
      'SPXW 2024-02-16 C7000 - - - - 310 1200 -',
    ])
    expect(times(decoded.table.quotedAt)).toEqual(['2024-02-12T15:45:00-05:00'])
    expect(decoded.table.underlyings).toEqual(['SPX'])
    expect(decoded.underlyingLast).toEqual({ SPX: 5010.5 })
    expect(decoded.warnings).toEqual([])
  })
  it('keeps a series without a 15:45 quote out, in whatever place its row stands', () => {
    const file = fixture(FULL_DAY)
    const [header, ...rows] = file.text.trim().split('\n')
    for (const order of [rows, rows.toReversed()]) {
      const decoded = eod({ ...file, text: [header, ...order].join('\n') })
      const { chains, refusals } = assembleChains(decoded, {
        source: { name: file.name, format: cboeDatashopEod.id },
        hash: (parts) => {
          const sum = createHash('sha256')
          for (const part of parts) sum.update(part)
          return sum.digest('hex')
        },
      })
      expect(chains).toHaveLength(1)
      expect(chains[0]?.counts.quotesAccepted).toBe(4)
      expect(refusals.byCode).toEqual({ 'quote.no-ask': 1 })
    }
  })
  it('takes the end-of-day block where an early close leaves 15:45 blank, as of 13:15, and counts it', () => {
    const decoded = eod(fixture(EARLY_CLOSE))
    expect(quoteLines(decoded.table)).toEqual([
      'SPX 2023-12-15 C4550 22.8 23.2 11 14 310 1200 -',
      'SPX 2023-12-15 P4550 31 31.4 11 14 310 1200 -',
    ])
    expect(times(decoded.table.quotedAt)).toEqual(['2023-11-24T13:15:00-05:00'])
    expect(decoded.warnings).toEqual([
      expect.stringMatching(/early close: .* end-of-day quotes are used \(2 rows\)/),
    ])
    expect(decoded.underlyingLast).toEqual({ SPX: 5007 })
  })
  it('does the same where an early close has zeros, or quotes that cannot be of 15:45', () => {
    for (const value of ['0.0000', '25.0000']) {
      const decoded = eod(withColumn(EARLY_CLOSE, 'ask_1545', () => value))
      expect(times(decoded.table.quotedAt), value).toEqual(['2023-11-24T13:15:00-05:00'])
      expect(quoteLines(decoded.table)[0], value).toBe('SPX 2023-12-15 C4550 22.8 23.2 11 14 310 1200 -')
    }
  })
  it('takes the end-of-day block of a full day without any 15:45 quote as of 16:15', () => {
    const decoded = eod(withColumn(FULL_DAY, 'ask_1545', () => ''))
    expect(times(decoded.table.quotedAt)).toEqual(['2024-02-12T16:15:00-05:00'])
    expect(decoded.warnings).toEqual([expect.stringMatching(/no quotes of 15:45 on the day.*\(5 rows\)/)])
  })
  it('reads the end-of-day block of every day where that is asked for by name', () => {
    const decoded = expectKind(decodeText(cboeDatashopEodClose, fixture(FULL_DAY)), 'quotes')
    expect(quoteLines(decoded.table)[0]).toBe('SPXW 2024-02-14 C5000 22.8 23.2 11 14 310 1200 -')
    expect(times(decoded.table.quotedAt)).toEqual(['2024-02-12T16:15:00-05:00'])
    expect(decoded.underlyingLast).toEqual({ SPX: 5007 })
    expect(decoded.warnings).toEqual([])
    const none = decodeText(cboeDatashopEodClose, fixture(`${EOD}UnderlyingOptionsEODCalcs_2016-02-12.csv`))
    expect(none.kind === 'refused' ? none.refusal.code : null).toBe('file.wrong-header')
  })
  it('chooses by day: a file of a full day and an early close has one chain of each', () => {
    const early = fixture(EARLY_CLOSE).text.split('\n').slice(1).join('\n')
    const file = fixture(FULL_DAY)
    const decoded = eod({ ...file, text: `${file.text}${early}` })
    expect(times(decoded.table.quotedAt)).toEqual(['2024-02-12T15:45:00-05:00', '2023-11-24T13:15:00-05:00'])
  })
  it('leaves the level of an index quoted at zero unknown, and refuses binaries as a class', () => {
    const name = `${EOD}UnderlyingOptionsEODQuotes_2024-02-12.csv`
    const decoded = eod(fixture(name))
    expect(columnsOf(name)).toBe(26)
    expect(quoteLines(decoded.table)).toEqual([
      'VIX 2024-02-14 C15 0.65 0.7 120 90 4000 88000 -',
      'VIXW 2024-02-21 P15 0.65 0.7 120 90 4000 88000 -',
    ])
    expect(decoded.table.underlyings).toEqual(['VIX'])
    expect(decoded.underlyingLast).toEqual({})
    expect(decoded.warnings).toEqual([expect.stringMatching(/licence.*\(2 rows\)/)])
    expect(decoded.refusals.byCode).toEqual({ 'quote.not-listed-class': 1 })
  })
  it('reads 25 columns of 2016: quoted strings, dates with a midnight, lower-case rights', () => {
    const name = `${EOD}UnderlyingOptionsEODCalcs_2016-02-12.csv`
    const decoded = eod(fixture(name))
    expect(columnsOf(name)).toBe(25)
    expect(fixture(name).text).toContain('"2/12/2016 0:00:00"')
    expect(quoteLines(decoded.table)).toEqual([
      'SPX 2016-02-19 C1865 24.1 24.5 32 1 310 1200 0.1205',
      'SPXW 2016-02-19 P1865 27.1 28 32 1 310 1200 0.1205',
    ])
    expect(decoded.table.quotedAt[0]).toBe(newYorkTime('2016-02-12', 15, 45))
    expect(decoded.underlyingLast).toEqual({ SPX: 1864.2 })
  })
  it('dates 25-column quotes of an early close by the close, and counts them', () => {
    const file = fixture(`${EOD}UnderlyingOptionsEODCalcs_2016-02-12.csv`)
    const decoded = eod({ ...file, text: file.text.replaceAll('2/12/2016', '11/27/2015') })
    expect(times(decoded.table.quotedAt)).toEqual(['2015-11-27T13:15:00-05:00'])
    expect(decoded.warnings).toEqual([
      expect.stringMatching(/early close: .* no end-of-day block .*\(2 rows\)/),
    ])
  })
  it('refuses adjusted contracts by delivery code or root, as a class', () => {
    const decoded = eod(fixture('not-ok/cboe-datashop-eod-adjusted-delivery.csv'))
    expect(decoded.refusals.byCode).toEqual({ 'quote.not-listed-class': 2 })
    // Older files write 0 for the standard contract.
    expect(eod(withColumn(FULL_DAY, 'delivery_code', () => '0')).table.count).toBe(5)
    expect(decoded.refusals.first.map((refusal) => refusal.field)).toEqual(['delivery_code', 'root'])
    expect(decoded.table.count).toBe(1)
  })
  it('refuses a holiday, a negative strike, a row cut short, each alone; a missing column with its name', () => {
    const codes = ['quoted-on-a-holiday', 'strike-negative', 'cut-in-a-row'].map((vice) => {
      const decoded = eod(fixture(`not-ok/cboe-datashop-eod-${vice}.csv`))
      expect(decoded.table.count, vice).toBe(1)
      return decoded.refusals.byCode
    })
    expect(codes).toEqual([
      { 'date.not-a-session': 1 },
      { 'number.out-of-range': 1 },
      { 'file.row-wrong-width': 1 },
    ])
    const file = fixture(FULL_DAY)
    const renamed = { ...file, text: file.text.replace('bid_1545', 'bid_1544') }
    expect(cboeDatashopEod.sniff(headOf(renamed))).toBeGreaterThan(0.5)
    const refusal = decodeText(cboeDatashopEod, renamed)
    expect(refusal.kind === 'refused' ? [refusal.refusal.code, refusal.refusal.field] : null).toEqual([
      'file.wrong-header',
      'bid_1545',
    ])
  })
})

describe('cboe datashop intervals', () => {
  it('reads 26 columns: New York time, a zero bid as a zero bid, a zero volatility as missing', () => {
    const name = `${INTERVAL}UnderlyingOptionsIntervalsCalcs_1800sec_2024-02-12.csv`
    const decoded = interval(fixture(name))
    expect(columnsOf(name)).toBe(26)
    expect(quoteLines(decoded.table)).toEqual([
      'SPXW 2024-02-14 C5000 24.1 24.5 32 1 0 1200 0.1205',
      'SPXW 2024-02-14 C5000 24.6 25 32 1 0 1200 0.1205',
      'SPX 2024-02-16 P5000 0 0.05 0 1 0 1200 -',
    ])
    expect(times(decoded.table.quotedAt)).toEqual(['2024-02-12T10:30:00-05:00', '2024-02-12T11:00:00-05:00'])
    expect(decoded.underlyingLast).toEqual({ SPX: 5010.5 })
  })
  it('reads 17 columns in daylight time, open interest and volatility missing, a zero index unknown', () => {
    const name = `${INTERVAL}UnderlyingOptionsIntervalsQuotes_60sec_2023-07-12.csv`
    const decoded = interval(fixture(name))
    expect(columnsOf(name)).toBe(17)
    expect(quoteLines(decoded.table)).toEqual(['SPXW 2023-07-14 C5000 24.1 24.5 32 1 0 - -'])
    expect(times(decoded.table.quotedAt)).toEqual(['2023-07-12T09:31:00-04:00'])
    expect(decoded.underlyingLast).toEqual({})
    expect(decoded.warnings).toEqual([expect.stringMatching(/licence.*\(1 row\)/)])
  })
  it('refuses a time without a date, a Sunday, a binary, a right that is neither, each alone', () => {
    const codes = ['time-without-date', 'quoted-on-a-sunday', 'binary-root', 'neither-call-nor-put'].map(
      (vice) => {
        const decoded = interval(fixture(`not-ok/cboe-datashop-interval-${vice}.csv`))
        expect(decoded.table.count, vice).toBe(1)
        return decoded.refusals.byCode
      },
    )
    expect(codes).toEqual([
      { 'date.unreadable': 1 },
      { 'date.not-a-session': 1 },
      { 'quote.not-listed-class': 1 },
      { 'option.not-listed': 1 },
    ])
  })
})

describe('sniffing', () => {
  it.each([
    ['cboe-datashop-eod', FULL_DAY],
    ['cboe-datashop-eod', EARLY_CLOSE],
    ['cboe-datashop-eod', `${EOD}UnderlyingOptionsEODQuotes_2024-02-12.csv`],
    ['cboe-datashop-eod', `${EOD}UnderlyingOptionsEODCalcs_2016-02-12.csv`],
    ['cboe-datashop-interval', `${INTERVAL}UnderlyingOptionsIntervalsCalcs_1800sec_2024-02-12.csv`],
    ['cboe-datashop-interval', `${INTERVAL}UnderlyingOptionsIntervalsQuotes_60sec_2023-07-12.csv`],
  ])('%s alone knows %s', (id, name) => {
    const claims = DECODERS.filter((decoder) => decoder.sniff(headOf(fixture(name))) > 0.5)
    expect(claims.map((decoder) => decoder.id)).toEqual([id])
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, isoDate } from '../../../base/calendar/civil.ts'
import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import { readDate } from './dates.ts'
import { readInstant, readNewYorkTime } from './instants.ts'
import { readNumber } from './numbers.ts'
import { bareSymbol, readOptionSymbol, underlyingOfRoot } from './option-symbol.ts'
import { sessionOfExpiration } from './saturday-expiration.ts'
import { symbolOfName } from './series-symbol.ts'

const POINT = { decimal: '.', delimiter: ',' } as const
const COMMA = { decimal: ',', delimiter: ';' } as const

describe('readNumber', () => {
  it('reads what JavaScript prints for any finite double, in both locales', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = String(value)
        const wanted =
          Math.abs(value) < 1e-300 && value !== 0 ? 'number.out-of-range' : value === 0 ? 0 : value
        const read = [readNumber(text, POINT), readNumber(text.replace('.', ','), COMMA)]
        expect(read.map((item) => (typeof item === 'number' ? item : item.code))).toEqual([wanted, wanted])
      }),
      { numRuns: 20_000 },
    )
  })
  it('never gives anything but a finite number or a code, whatever the text', () => {
    const piece = fc.constantFrom(
      '1',
      '0',
      '.',
      ',',
      '-',
      '+',
      'e',
      'E',
      'x',
      'NaN',
      'Infinity',
      ' ',
      '%',
      '$',
      '9',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const read = readNumber(pieces.join(''), POINT)
        expect(typeof read === 'number' ? Number.isFinite(read) && !Object.is(read, -0) : read.code).not.toBe(
          false,
        )
      }),
      { numRuns: 20_000 },
    )
  })
  it.each([
    ['1e999', 'number.not-finite'],
    ['-1e999', 'number.not-finite'],
    ['NaN', 'number.not-finite'],
    ['Infinity', 'number.not-finite'],
    ['1e-320', 'number.out-of-range'],
    ['N/A', 'number.unreadable'],
    ['0x10', 'number.unreadable'],
    ['1,234', 'number.unreadable'],
    ['12%', 'number.unreadable'],
    ['$5', 'number.unreadable'],
    ['1 2', 'number.unreadable'],
    ['.', 'number.unreadable'],
    ['١٢', 'number.unreadable'],
  ])('refuses %s with %s', (text, code) => {
    const read = readNumber(text, POINT)
    expect(typeof read === 'number' ? read : read.code).toBe(code)
  })
  it('is linear in the length of an adversarial text', () => {
    const started = performance.now()
    readNumber('1'.repeat(100_000) + 'x', POINT)
    expect(performance.now() - started).toBeLessThan(50)
  })
})

describe('readDate', () => {
  const day = dayNumber(isoDate('2024-02-29'))
  it('reads each form and only the form asked for', () => {
    expect(readDate('2024-02-29', 'YYYY-MM-DD')).toBe(day)
    expect(readDate('2/29/2024', 'MM/DD/YYYY')).toBe(day)
    expect(readDate('02/29/2024 0:00:00', 'MM/DD/YYYY')).toBe(day)
    expect(readDate('20240229', 'YYYYMMDD')).toBe(day)
    expect(readDate('02/29/2024', 'YYYY-MM-DD or MM/DD/YYYY')).toBe(day)
    expect(readDate('02/29/2024', 'YYYY-MM-DD')).toBeNull()
    expect(readDate('2024-02-29', 'MM/DD/YYYY')).toBeNull()
  })
  it('refuses days that do not exist', () => {
    expect(readDate('2023-02-29', 'YYYY-MM-DD')).toBeNull()
    expect(readDate('29/02/2024', 'MM/DD/YYYY')).toBeNull()
    expect(readDate('2024-2-9', 'YYYY-MM-DD')).toBeNull()
  })
})

describe('readInstant', () => {
  const instant = 1_707_770_760_123
  it('tells seconds, milliseconds, microseconds and nanoseconds by their length', () => {
    expect(readInstant('1707770760')).toBe(1_707_770_760_000)
    for (const zeros of ['', '000', '000000']) expect(readInstant(`${instant}${zeros}`)).toBe(instant)
  })
  it('cuts digits beyond the millisecond, never rounding into the future', () => {
    expect(readInstant('1707770760123999999')).toBe(instant)
    expect(readInstant('2024-02-12T20:46:00.123999999Z')).toBe(instant)
  })
  it('refuses other lengths, other years, times without a zone and times that do not exist', () => {
    const texts = [
      '17077707601',
      '17077707600000000',
      '99999999999999999',
      '',
      '2024-02-12T20:46:00',
      '2024-02-12T24:00:00Z',
    ]
    expect(texts.map(readInstant)).toEqual([null, null, null, null, null, null])
  })
  it('reads New York time on both sides of daylight saving', () => {
    expect(readNewYorkTime('2024-03-08 16:00')).toBe(readInstant('2024-03-08T21:00:00Z'))
    expect(readNewYorkTime('2024-03-11 16:00:30')).toBe(readInstant('2024-03-11T20:00:30Z'))
    expect(readNewYorkTime('0924-03-11 16:00')).toBeNull()
  })
})

describe('readOptionSymbol', () => {
  const expirationDay = dayNumber(isoDate('2025-04-08'))
  it('reads the padded and the compact form', () => {
    const put = { root: 'SPXW', expirationDay, right: PUT, strike_points: 4987.5 }
    expect(readOptionSymbol('SPXW  250408P04987500')).toEqual(put)
    expect(readOptionSymbol('SPXW250408P04987500')).toEqual(put)
    expect(readOptionSymbol('O:SPX250408C10000000')).toEqual({
      root: 'SPX',
      expirationDay,
      right: CALL,
      strike_points: 10_000,
    })
  })
  it.each(['', 'SPXW250431P04987500', 'SPXW250408X04987500', 'SPXW250408P4987500', 'spxw250408P04987500'])(
    'refuses %j',
    (text) => expect(readOptionSymbol(text)).toBeNull(),
  )
  it('keeps adjusted roots apart from their parent', () => {
    expect(readOptionSymbol('SPX1  250408P04987500')?.root).toBe('SPX1')
    expect(underlyingOfRoot('SPX1')).toBe('SPX1')
  })
})

describe('symbols', () => {
  it('drops the marks of an index', () => {
    expect(['^SPX', '$SPX', 'spx', 'VIX.XO', 'BRK.B'].map(bareSymbol)).toEqual([
      'SPX',
      'SPX',
      'SPX',
      'VIX',
      'BRK.B',
    ])
  })
  it('finds the symbol at the start of a file name', () => {
    const names = ['VVIX_History.csv', 'vix-daily.csv', '^GSPC.csv', 'sp500-2000.csv', 'spy.csv', '2024.csv']
    expect(names.map(symbolOfName)).toEqual(['VVIX', 'VIX', 'SPX', 'SPX', 'SPY', null])
  })
})

describe('sessionOfExpiration', () => {
  it('gives the Friday, the Thursday before Good Friday, and other days as they are', () => {
    const cases = [
      ['2012-01-21', '2012-01-20'],
      ['2014-04-19', '2014-04-17'],
      ['2024-02-16', '2024-02-16'],
    ] as const
    for (const [stated, session] of cases) {
      expect(sessionOfExpiration(dayNumber(isoDate(stated)))).toBe(dayNumber(isoDate(session)))
    }
  })
})

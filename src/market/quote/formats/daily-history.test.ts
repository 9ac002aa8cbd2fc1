import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeText, expectKind, fixture, headOf } from '../../../../test/support/decode-text.ts'
import { itWithRealData } from '../../../../test/support/real-data.ts'
import { dayNumber, isoDate } from '../../../base/calendar/civil.ts'
import { closeOn } from '../../series/close-on.ts'
import { cboeIndexHistory } from './cboe-index-history.ts'
import { dailyBars } from './daily-bars.ts'
import { fred } from './fred.ts'

const day = (text: string): number => dayNumber(isoDate(text))

describe('cboe index history', () => {
  const bars = (file: string) => expectKind(decodeText(cboeIndexHistory, fixture(file)), 'daily-bars')

  it('reads MM/DD/YYYY bars, drops the row of Memorial Day and names it, warns of a high under the close', () => {
    const decoded = bars('ok/cboe-index-history/VIX_History.csv')
    expect(decoded.bars.symbol).toBe('VIX')
    expect([...decoded.bars.days]).toEqual(['2024-05-23', '2024-05-24', '2024-05-28'].map(day))
    expect([...decoded.bars.closes]).toEqual([12.96, 12.02, 13.01])
    expect(decoded.refusals.total).toBe(0)
    expect(decoded.warnings).toEqual([
      '1 row on days the US exchanges were shut, left out: 2024-05-27',
      '1 row with a high or low inside open and close; closes are used as they stand',
    ])
  })
  it('reads a single value a day under the symbol of the header', () => {
    const decoded = decodeText(cboeIndexHistory, fixture('ok/cboe-index-history/VVIX_History.csv'))
    const { series } = expectKind(decoded, 'value-series')
    expect([series.symbol, series.revised]).toEqual(['VVIX', false])
    expect([...series.values]).toEqual([86.71, 89.24])
  })
  it('reads the older form with a disclaimer and the symbol in each column name', () => {
    const decoded = bars('ok/cboe-index-history/vixcurrent.csv')
    expect(decoded.bars.symbol).toBe('VIX')
    expect([...decoded.bars.days]).toEqual(['2015-01-02', '2015-01-05'].map(day))
  })
  it('reads the ISO dates of the DataHub copy', () => {
    expect(bars('ok/cboe-index-history/vix-daily.csv').bars.symbol).toBe('VIX')
  })
  it('counts a repeated date once and refuses it where the values differ', () => {
    const decoded = bars('not-ok/index-history-date-twice-with-two-closes.csv')
    expect(decoded.refusals.byCode).toEqual({ 'series.duplicate-day': 1 })
    expect(decoded.refusals.first[0]?.row).toBe(4)
    const text = fixture('not-ok/index-history-date-twice-with-two-closes.csv').text.replace('14.10', '14.01')
    const same = expectKind(decodeText(cboeIndexHistory, { name: 'VIX_History.csv', text }), 'daily-bars')
    expect(same.refusals.total).toBe(0)
    expect(same.warnings).toEqual(['1 row with a date and values already given, counted once'])
    expect(same.bars.days.length).toBe(2)
  })
  it('refuses a day before the month: dates are American', () => {
    const decoded = bars('not-ok/index-history-day-before-month.csv')
    expect(decoded.refusals.byCode).toEqual({ 'date.unreadable': 1 })
  })
  it('refuses a file that names no index', () => {
    const text = fixture('ok/cboe-index-history/VIX_History.csv').text
    const decoded = decodeText(cboeIndexHistory, { name: '2024.csv', text })
    expect(decoded.kind === 'refused' ? decoded.refusal.code : null).toBe('file.no-symbol')
  })
  it('keeps rows of before 1990, which the calendar cannot judge, and says so', () => {
    const text = 'DATE,CNDR\n06/20/1986,100.5\n06/18/1990,130.25\n'
    const decoded = expectKind(
      decodeText(cboeIndexHistory, { name: 'CNDR_History.csv', text }),
      'value-series',
    )
    expect([...decoded.series.values]).toEqual([100.5, 130.25])
    expect(decoded.warnings).toEqual(['1 row outside the calendar tables, kept without a check'])
  })

  itWithRealData(
    'reads VIX: 9,235 rows, 33 on closed days, the published spikes',
    'vix-daily/vix-daily.csv',
    (file) => {
      const text = fs.readFileSync(file, 'utf8')
      const decoded = expectKind(decodeText(cboeIndexHistory, { name: 'vix-daily.csv', text }), 'daily-bars')
      expect(decoded.refusals.first).toEqual([])
      expect(decoded.bars.days.length).toBe(9235 - 33)
      expect(decoded.warnings.join()).toContain('33 rows on days the US exchanges were shut')
      expect(decoded.warnings.join()).toContain('47 rows with a high or low inside')
      expect(closeOn(decoded.bars, day('2018-02-05'))).toBe(37.32)
      expect(closeOn(decoded.bars, day('2020-03-16'))).toBe(82.69)
      expect(closeOn(decoded.bars, day('2024-08-05'))).toBe(38.57)
      expect(closeOn(decoded.bars, day('2025-04-08'))).toBe(52.33)
      expect(closeOn(decoded.bars, day('2025-01-09')), 'day of mourning').toBeNull()
    },
  )
})

describe('fred', () => {
  const series = (file: string) => expectKind(decodeText(fred, fixture(file)), 'value-series')

  it('leaves out "." and blank, keeps negatives, marks the series revised', () => {
    const old = series('ok/fred/UNEMP.csv')
    expect([...old.series.days]).toEqual(['1948-01-01', '1948-03-01'].map(day))
    expect(old.warnings).toEqual(['1 row without a value, left out'])
    const decoded = series('ok/fred/RATEX.csv')
    expect([...decoded.series.values]).toEqual([5.31, -0.25])
    expect([decoded.series.symbol, decoded.series.revised]).toEqual(['RATEX', true])
  })
  it('refuses two series in one file', () => {
    const decoded = decodeText(fred, fixture('not-ok/fred-two-series.csv'))
    expect(decoded.kind === 'refused' ? decoded.refusal.code : null).toBe('file.wrong-header')
  })

  itWithRealData('reads every FRED file of the macro folder', 'macro', (folder) => {
    const lengths: Record<string, number> = {}
    for (const name of fs.readdirSync(folder).filter((file) => file.endsWith('.csv'))) {
      const text = fs.readFileSync(path.join(folder, name), 'utf8')
      expect(fred.sniff(headOf({ name, text })), name).toBeGreaterThan(0.5)
      expect(cboeIndexHistory.sniff(headOf({ name, text })), name).toBeLessThan(0.5)
      const decoded = expectKind(decodeText(fred, { name, text }), 'value-series')
      expect(decoded.refusals.first, name).toEqual([])
      lengths[decoded.series.symbol] = decoded.series.days.length
      expect(decoded.series.days.length, name).toBe(text.match(/^\d{4}-\d{2}-\d{2},-?\d/gm)?.length)
    }
    expect(Object.keys(lengths).sort()).toEqual(
      ['BOGZ1FL072052006Q', 'CPIAUCNS', 'FEDFUNDS', 'GDPC1', 'PCE', 'PPIACO', 'RBUSBIS', 'UNRATENSA'].sort(),
    )
  })
})

describe('daily bars', () => {
  it('reads the Yahoo form, leaves out null rows and closed days, takes raw closes', () => {
    const decoded = expectKind(decodeText(dailyBars, fixture('ok/daily-bars/qqq.csv')), 'daily-bars')
    expect([...decoded.bars.days]).toEqual(['2024-01-02', '2024-01-04'].map(day))
    expect([...decoded.bars.closes]).toEqual([402.590027, 397.3])
    expect(decoded.warnings).toEqual([
      '1 row on days the US exchanges were shut, left out: 2024-01-06',
      '1 row without a close, left out',
    ])
  })
  it('refuses a close of zero', () => {
    const decoded = expectKind(
      decodeText(dailyBars, fixture('not-ok/daily-bars-zero-close.csv')),
      'daily-bars',
    )
    expect(decoded.refusals.byCode).toEqual({ 'number.out-of-range': 1 })
  })
  it('drops opens that repeat the previous close in a year, and keeps honest ones', () => {
    const file = (openOf: (close: number, previous: number) => number): string => {
      const lines = ['date,open,high,low,close,adjclose,volume']
      let previous = 100
      for (let i = 0; i < 80; i += 1) {
        const close = 100 + (i % 7)
        const date = isoOf(day('2003-01-02') + i)
        lines.push(`${date},${openOf(close, previous)},120,90,${close},${close},1`)
        previous = close
      }
      return lines.join('\n')
    }
    const repeated = decodeText(dailyBars, { name: '^GSPC.csv', text: file((_, previous) => previous) })
    expect(expectKind(repeated, 'daily-bars').bars.opens).toBeNull()
    expect(expectKind(repeated, 'daily-bars').bars.symbol).toBe('SPX')
    const honest = decodeText(dailyBars, { name: '^GSPC.csv', text: file((close) => close - 0.25) })
    expect(expectKind(honest, 'daily-bars').bars.opens).not.toBeNull()
  })
  it('drops the opens of the embedded S&P 500 history and reads all its closes', () => {
    const url = new URL('../data/sp500-2000.csv', import.meta.resolve('vega-datasets'))
    const text = fs.readFileSync(url, 'utf8')
    const decoded = expectKind(decodeText(dailyBars, { name: 'sp500-2000.csv', text }), 'daily-bars')
    expect(decoded.bars.days.length).toBe(5105)
    expect(decoded.bars.symbol).toBe('SPX')
    expect(decoded.bars.opens).toBeNull()
    expect(decoded.bars.highs).not.toBeNull()
    expect(decoded.refusals.total).toBe(0)
    expect(decoded.warnings.join()).toMatch(/opens repeat the previous close on 9\d % of the days of 200\d/)
  })
})

function isoOf(dayOfHistory: number): string {
  return new Date(dayOfHistory * 86_400_000).toISOString().slice(0, 10)
}

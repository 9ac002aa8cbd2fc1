import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeText, expectKind, fixture } from '../../../test/support/decode-text.ts'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { type EpochMs, quantity } from '../../base/vocabulary/quantity.ts'
import { fred } from '../../market/quote/formats/fred.ts'
import { kondorEvents } from '../../market/quote/formats/kondor-events.ts'
import { kondorSeries } from '../../market/quote/formats/kondor-series.ts'
import { readMarketFile } from '../../shell/importer/read-file.ts'
import { openStore } from '../../shell/store/store.ts'
import { eventWindow } from '../regime/event-window.ts'
import { eventCalendars } from './event-calendars.ts'
import { openSeriesDoor } from './series-door.ts'
import { capmReturn, impliedGrowth, impliedReturn, surprise, wacc } from './valuation.ts'

const day = (text: string): number => dayNumber(isoDate(text))
const FIGURES = fixture('ok/kondor-series/figures.csv')
const figures = () => expectKind(decodeText(kondorSeries, FIGURES), 'value-series-set')
const door = (date: string, options = {}) => openSeriesDoor(figures().series, day(date), options)
const valueOf = (reading: ReturnType<ReturnType<typeof door>>): number | null =>
  reading.known ? reading.value : null

describe('the layout for series', () => {
  it('makes one series a field and ticker, blank ticker for the economy', () => {
    const { series, refusals } = figures()
    expect(refusals.total).toBe(0)
    expect(series.map((one) => one.symbol)).toEqual([
      'REER',
      'CPI',
      'CPI CONSENSUS',
      'P/CF:VNQ',
      'P/E:KO',
      'WACC:KO',
    ])
    expect(series[0].publishedDays).toEqual(Int32Array.of(day('2024-02-15'), day('2024-03-15')))
  })
  it('is recognised by its header and works without the published column', () => {
    const text = 'date,ticker,field,value\n2024-01-02,SPY,BETA,1\n'
    expect(kondorSeries.sniff({ name: 'x.csv', archive: null, text })).toBe(0.95)
    const { series } = expectKind(decodeText(kondorSeries, { name: 'x.csv', text }), 'value-series-set')
    expect('publishedDays' in series[0]).toBe(false)
  })
  it.each([
    ['2024-13-01,,REER,1,2024-12-01', 'date.unreadable'],
    ['2024-01-01,,REER,NaN,2024-02-01', 'number.not-finite'],
    ['2024-01-01,,REER,,2024-02-01', 'number.unreadable'],
    ['2024-01-01,,,1,2024-02-01', 'file.no-symbol'],
    ['2024-01-01,,REER,1,2023-12-31', 'number.out-of-range'],
    ['2024-01-01,,REER,99,2024-02-15', 'series.duplicate-day'],
  ])('refuses %s', (row, code) => {
    const decoded = decodeText(kondorSeries, { name: 'x.csv', text: `${FIGURES.text}${row}\n` })
    expect(expectKind(decoded, 'value-series-set').refusals.byCode).toEqual({ [code]: 1 })
  })
  it('survives the store with its days of publication', async () => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-door-'))
    const store = openStore(home)
    try {
      const [reer] = figures().series
      await store.putSeries(reer, quantity<EpochMs>(0))
      expect(mustAccept(await store.series('REER')).data).toEqual(reer)
    } finally {
      store.close()
      fs.rmSync(home, { recursive: true })
    }
  })
})

describe('the door', () => {
  it('holds a figure back until the day it was published', () => {
    expect(valueOf(door('2024-03-14')('REER'))).toBe(107.31)
    expect(door('2024-03-15')('REER')).toMatchObject({
      known: true,
      value: 107.84,
      date: '2024-02-01',
      published: '2024-03-15',
      lagDays: 43,
      lagSource: 'file',
    })
    expect(door('2024-02-14')('REER')).toMatchObject({
      known: false,
      reason: expect.stringContaining('2024-02-15'),
    })
  })
  it('reads any ticker, by name without case, and says what it has not', () => {
    expect(valueOf(door('2024-06-01')('p/cf', 'vnq'))).toBe(17.6)
    expect(valueOf(door('2024-06-01')('P/E', 'KO'))).toBe(24.5)
    expect(door('2024-06-01')('P/E', 'PEP')).toMatchObject({ known: false, reason: 'no such series at hand' })
    expect(door('2024-06-01', { ageMax_days: 30 })('P/E', 'KO').known).toBe(false)
  })
  it('assumes the lag of the table where the file says none, and says that it did', () => {
    const text = 'DATE,CPIAUCSL\n2024-01-01,308.417\n2024-02-01,310.326\n'
    const { series } = expectKind(decodeText(fred, { name: 'CPIAUCSL.csv', text }), 'value-series')
    const at = (date: string) => openSeriesDoor([series], day(date))('CPIAUCSL')
    expect(at('2024-03-17')).toMatchObject({ known: true, value: 308.417, lagSource: 'table', revised: true })
    expect(at('2024-03-18')).toMatchObject({ known: true, value: 310.326, lagDays: 46 })
    const bare = { ...series, symbol: 'TOTALLY NEW' }
    expect(openSeriesDoor([bare], day('2024-02-01'))('Totally New')).toMatchObject({
      lagDays: 0,
      lagSource: 'assumed',
    })
  })
  it('does not change when rows published later are cut off', () => {
    for (const date of ['2024-02-20', '2024-04-30', '2024-05-20']) {
      const cut = FIGURES.text.split('\n').filter((row, i) => i === 0 || (row.split(',')[4] ?? '') <= date)
      const { series } = expectKind(
        decodeText(kondorSeries, { name: 'x.csv', text: cut.join('\n') }),
        'value-series-set',
      )
      const short = openSeriesDoor(series, day(date))
      for (const [name, ticker] of [
        ['REER', null],
        ['CPI', null],
        ['P/CF', 'VNQ'],
        ['P/E', 'KO'],
      ] as const) {
        expect(valueOf(short(name, ticker)), `${name} ${date}`).toBe(valueOf(door(date)(name, ticker)))
      }
    }
  })
})

describe('figures made of figures', () => {
  it('CAPM, WACC, dividends and surprises, by hand', () => {
    expect(capmReturn(0.04, 1.2, 0.05)).toBeCloseTo(0.1, 15)
    const capital = { equityValue: 60, debtValue: 40, costOfEquity: 0.1, costOfDebt: 0.05, taxRate: 0.2 }
    expect(wacc(capital)).toBeCloseTo(0.076, 15)
    expect(wacc({ ...capital, equityValue: 0, debtValue: 0 })).toBeNull()
    const growth = impliedGrowth(100, 3, 0.08) ?? NaN
    // Gordon's price at that growth is the price it came from.
    expect((3 * (1 + growth)) / (0.08 - growth)).toBeCloseTo(100, 9)
    expect(impliedReturn(100, 3, growth)).toBeCloseTo(0.08, 12)
    expect(impliedGrowth(100, 0, 0.08)).toBeNull()
    const [actual, consensus] = ['CPI', 'CPI CONSENSUS'].map(
      (name) => valueOf(door('2024-02-13')(name)) ?? NaN,
    )
    expect(surprise(actual, consensus)).toBeCloseTo(0.2, 12)
  })
})

describe('the calendar of events', () => {
  it('keeps scheduled and unscheduled dates apart and refuses a status it does not know', () => {
    const file = fixture('ok/kondor-events/events.csv')
    const { series } = expectKind(decodeText(kondorEvents, file), 'value-series-set')
    const fomc = eventCalendars(series).find(({ name }) => name === 'FOMC')
    expect(fomc?.scheduledDays).toEqual(Int32Array.of(day('2024-01-31'), day('2024-03-20')))
    expect(fomc?.unscheduledDays).toEqual(Int32Array.of(day('2024-02-18')))
    const bad = decodeText(kondorEvents, { name: 'e.csv', text: `${file.text}2024-04-01,PPI,maybe,x\n` })
    expect(expectKind(bad, 'value-series-set').refusals.total).toBe(1)
  })
  itWithRealData(
    'reads a real calendar through the importer',
    'event-calendar/events_fomc_cpi_nfp.csv',
    async (file) => {
      const read = await readMarketFile(file)
      if (!read.ok) throw new Error(read.refusal.was)
      expect(read.value.format).toBe('kondor-events')
      const calendars = eventCalendars(read.value.series)
      expect(calendars.map(({ name }) => name).sort()).toEqual(['CPI', 'FOMC', 'NFP'])
      const { ahead } = eventWindow(calendars, day('2024-01-10'), { before: 1, after: 1 })
      expect(ahead).toMatchObject([{ name: 'CPI', date: '2024-01-11', sessions: 1 }])
    },
  )
})

import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { vixExpiration } from '../../base/calendar/expirations.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { percentileRankAsOf } from '../../market/series/percentile-rank.ts'
import { realisedVol } from '../../market/series/realised-vol.ts'
import type { FuturesHistory } from '../../market/series/series.ts'
import { readMarketFile } from '../../shell/importer/read-file.ts'
import { closesOf, type DatedColumn } from './dated-column.ts'
import { edrVariants } from './edr-variants.ts'
import { indexLevel } from './index-levels.ts'
import { rangeVol, realisedVols } from './realised-vols.ts'
import { rollingBeta, rollingCorrelation } from './rolling-correlation.ts'
import { indexRatio, vxBasis, vxSlope } from './term-structure.ts'
import { vixPercentile } from './vix-percentile.ts'
import { vixRsi } from './vix-rsi.ts'

const DAYS = Int32Array.from(sessionsFrom(isoDate('2022-01-03'), isoDate('2023-12-29')), (date) =>
  dayNumber(date),
)
const LAST = DAYS[DAYS.length - 1]
const random = createRandom({ seed: 3, stream: 1 })
const SHOCKS = Float64Array.from(DAYS, () => random.nextNormal())
const column = (symbol: string, valueAt: (i: number) => number): DatedColumn => ({
  symbol,
  source: 'made',
  days: DAYS,
  values: Float64Array.from(DAYS, (_, i) => valueAt(i)),
})
const VIX = column('VIX', (i) => 20 * Math.exp(0.2 * SHOCKS[i]))

describe('expected daily range, as published', () => {
  const inputs = {
    vix_vol_points: 17.95,
    vix9d_vol_points: 17,
    hv20_vol_points: 14,
    longerIv_vol_points: 19,
    multiplier: 1,
  }
  const of = (id: string, changes = {}) => edrVariants({ ...inputs, ...changes }).find((one) => one.id === id)

  it('gives the published figures at VIX 17.95: 1.13 % and 0.90 %', () => {
    expect(100 * (of('vix')?.fraction ?? 0)).toBeCloseTo(1.13, 2)
    expect(100 * (of('eight-tenths')?.fraction ?? 0)).toBeCloseTo(0.9, 2)
  })
  it('has one default, the valid blend, by hand', () => {
    const defaults = edrVariants(inputs).filter((one) => one.isDefault)
    expect(defaults.map((one) => one.id)).toEqual(['blend-60-40'])
    expect(defaults[0].fraction).toBeCloseTo((0.6 * 0.17 + 0.4 * 0.14) / Math.sqrt(252), 15)
    expect(of('mean')?.fraction).toBeCloseTo(0.155 / Math.sqrt(252), 15)
    expect(of('vix9d-times-ratio')?.fraction).toBeCloseTo(((0.17 / Math.sqrt(252)) * 14) / 19, 15)
  })
  it('marks the one without a unit as invalid, shows 8.70 as printed, and gives it no fraction', () => {
    const printed = of('printed-sum')
    expect(edrVariants(inputs).filter((one) => !one.valid)).toEqual([printed])
    expect(printed?.fraction).toBeNull()
    expect(printed?.note).toContain('not dimensionally valid')
    expect(printed?.note).toContain('8.70')
  })
  it('leaves unknown what needs an unknown input', () => {
    expect(of('mean', { vix9d_vol_points: null })?.fraction).toBeNull()
    expect(of('vix', { vix_vol_points: null })).toMatchObject({ fraction: null, note: 'needs VIX' })
    expect(of('blend-60-40', { vix9d_vol_points: null })?.note).toContain('fallback')
  })
})

describe('levels', () => {
  it('the percentile and RSI of VIX agree with their own functions and stop at the as-of day', () => {
    const reading = vixPercentile(VIX, LAST)
    expect(reading.value).toBe(mustAccept(percentileRankAsOf(VIX, LAST, 252)))
    expect(reading.asOf).toBe('2023-12-29')
    const cut = DAYS[300]
    const poisoned = { ...VIX, values: VIX.values.map((value, i) => (i <= 300 ? value : 999)) }
    expect(vixPercentile(poisoned, cut)).toEqual(vixPercentile(VIX, cut))
    expect(vixRsi(poisoned, cut)).toEqual(vixRsi(VIX, cut))
    expect(vixRsi(VIX, cut).value).toBeGreaterThan(0)
  })
  it('are unknown, with the reason, where missing, too short or over a week old', () => {
    expect(indexLevel('VVIX', null, LAST).level).toMatchObject({ value: null, reason: 'no series at hand' })
    expect(indexLevel('SKEW', VIX, LAST + 8).level.reason).toContain('8 days old')
    expect(indexLevel('VIX', VIX, LAST).level.value).toBe(VIX.values[DAYS.length - 1])
    expect(vixPercentile(VIX, DAYS[250]).reason).toContain('252 needed')
  })
  it('a ratio is of one common day', () => {
    const near = { ...VIX, values: VIX.values.map((value) => value * 0.9) }
    expect(indexRatio(near, VIX, LAST, 'VIX9D / VIX').value).toBeCloseTo(0.9, 12)
    const short = {
      ...near,
      days: near.days.subarray(0, DAYS.length - 1),
      values: near.values.subarray(0, DAYS.length - 1),
    }
    expect(indexRatio(short, VIX, LAST, 'x').asOf).toBe('2023-12-28')
  })
})

describe('VX curve figures', () => {
  const future = (month: number, settle: number): FuturesHistory => ({
    root: 'VX',
    expirationDay: dayNumber(vixExpiration(2024, month)),
    source: 'made',
    days: DAYS,
    settles: new Float64Array(DAYS.length).fill(settle),
    volumes: new Float64Array(DAYS.length),
    openInterests: new Float64Array(DAYS.length),
  })
  const curve = [15, 16, 17, 18, 18.5, 19, 19.8].map((settle, i) => future(i + 1, settle))
  it('slope of months four to seven, and the front over spot VIX', () => {
    const days = curve[6].expirationDay - curve[3].expirationDay
    expect(vxSlope(curve, LAST).value).toBeCloseTo((Math.log(19.8 / 18) * 365) / days, 12)
    expect(vxSlope(curve.slice(0, 6), LAST).value).toBeNull()
    expect(
      vxBasis(
        curve,
        column('VIX', () => 12.5),
        LAST,
      ).value,
    ).toBeCloseTo(0.2, 12)
  })
  itWithRealData(
    'on 2018-02-05 VIX stood at the top of its year',
    'vix-daily/vix-daily.csv',
    async (file) => {
      const read = await readMarketFile(file, { allowPartial: true })
      if (!read.ok) throw new Error(read.refusal.fix)
      const vix = closesOf(read.value.bars[0])
      const at = dayNumber(isoDate('2018-02-05'))
      expect(indexLevel('VIX', vix, at).level.value).toBe(37.32)
      expect(indexLevel('VIX', vix, at).percentile.value).toBeCloseTo(1, 2)
      expect(vixRsi(vix, at).value).toBeGreaterThan(85)
    },
  )
})

describe('volatility and correlation of closes', () => {
  const bars: DailyBars = {
    symbol: 'SPX',
    source: 'made',
    rung: 'simulated',
    days: DAYS,
    closes: VIX.values,
    opens: null,
    highs: VIX.values.map((value) => value * Math.exp(0.01)),
    lows: VIX.values.map((value) => value * Math.exp(-0.01)),
  }
  it('realised vols are vol points of the shared function; short windows only where there is room', () => {
    const [hv5, hv20] = realisedVols(bars, LAST, [5, 20])
    expect(hv5.value).toBe(100 * mustAccept(realisedVol(bars, LAST, 5)))
    expect(hv20.value).toBe(100 * mustAccept(realisedVol(bars, LAST, 20)))
    expect(realisedVols(bars, DAYS[5], [5, 20]).map(({ value }) => value === null)).toEqual([false, true])
  })
  it('range volatility of a constant range is that range over sqrt(4 ln 2), annualised', () => {
    expect(rangeVol(bars, LAST).value).toBeCloseTo(100 * 0.02 * Math.sqrt(252 / (4 * Math.LN2)), 9)
    expect(rangeVol({ ...bars, highs: null }, LAST).reason).toContain('no highs')
  })
  it('beta and correlation of two and a half times the market, with noise of a known share', () => {
    const market = column(
      'SPX',
      (i) => 4000 * Math.exp(SHOCKS.subarray(0, i + 1).reduce((a, b) => a + 0.01 * b, 0)),
    )
    const lifted = column('ETF', (i) => Math.exp(2.5 * Math.log(market.values[i] / 4000)))
    expect(rollingBeta(lifted, market, LAST).value).toBeCloseTo(2.5, 9)
    expect(rollingCorrelation(lifted, market, LAST).value).toBeCloseTo(1, 12)
    const constant = column('CASH', () => 1)
    expect(rollingCorrelation(constant, market, LAST).reason).toContain('no finite variation')
  })
  it('a day that one lacks makes longer returns of both, not a zero', () => {
    const market = column('SPX', (i) => 4000 * Math.exp(0.01 * SHOCKS[i]))
    const gaps = DAYS.filter((_, i) => i % 5 !== 0)
    const other = {
      ...market,
      symbol: 'REIT',
      days: gaps,
      values: market.values.filter((_, i) => i % 5 !== 0),
    }
    expect(rollingCorrelation(market, other, LAST).value).toBeCloseTo(1, 12)
  })
  it('names the one of the two that is too old or too short by itself', () => {
    const market = column('SPX', (i) => 4000 * Math.exp(0.01 * SHOCKS[i]))
    const ended = { ...market, symbol: 'REIT', days: DAYS.slice(0, -40), values: market.values.slice(0, -40) }
    expect(rollingCorrelation(market, ended, LAST).reason).toMatch(/^REIT: the newest value is \d+ days old$/)
    const short = { ...market, symbol: 'ETF', days: DAYS.slice(-10), values: market.values.slice(-10) }
    expect(rollingCorrelation(short, market, LAST).reason).toBe('ETF: 10 values known, 61 needed')
  })
})

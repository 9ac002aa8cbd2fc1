import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { barsUpTo } from '../../market/series/bars-up-to.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { readMarketFile } from '../../shell/importer/read-file.ts'
import { embeddedIndex } from '../../shell/series/embedded-index.ts'
import { clockedForecaster, meanWeightAhead, sessionWeights } from './clock-forecast.ts'
import { harForecaster } from './har-forecast.ts'
import { qlike } from './qlike.ts'
import { scoreForecasts } from './score-forecasts.ts'
import { solveNormal } from './solve-normal.ts'
import { ewmaForecaster, type VarianceForecaster } from './variance-forecast.ts'
import { vixScaledForecaster } from './vix-scaled-forecast.ts'

const DAYS = Int32Array.from(sessionsFrom(isoDate('2010-01-04'), isoDate('2018-12-31')), (date) =>
  dayNumber(date),
)

/** Bars on real sessions whose daily volatility is `volAt` of the session's index. */
function madeBars(volAt: (i: number) => number, stream = 1, symbol = 'SPX'): DailyBars {
  const random = createRandom({ seed: 11, stream })
  let level = 1000
  const closes = Float64Array.from(DAYS, (_, i) => (level *= Math.exp(volAt(i) * random.nextNormal())))
  return {
    symbol,
    source: 'made',
    rung: 'simulated',
    days: DAYS,
    closes,
    opens: null,
    highs: null,
    lows: null,
  }
}

const day = (text: string): number => dayNumber(isoDate(text))
const last = DAYS[DAYS.length - 1]
const calm = madeBars(() => 0.01)
/** Volatility in long waves: what an autoregression can learn. */
const waves = madeBars((i) => 0.01 * Math.exp(0.8 * Math.sin(i / 60)))
const ewma = ewmaForecaster({ lambda: 0.94, sessionsMin: 63, sessionsMax: 252 })
const har = harForecaster({ horizonSessions: 5, pairsMin: 500 })

/** A VIX that says 1.5 times the true variance, so that the right scale is known. */
const impliedOf = (bars: DailyBars, volAt: (i: number) => number): DailyBars => ({
  ...bars,
  symbol: 'VIX',
  closes: Float64Array.from(bars.days, (_, i) => 100 * volAt(i) * Math.sqrt(252 * 1.5)),
})

describe('forecasters', () => {
  it('HAR finds the variance of independent returns of 1 % a day', () => {
    const { variance, sample } = mustAccept(har.forecast(calm, last))
    expect(variance / (0.0001 * 252)).toBeGreaterThan(0.85)
    expect(variance / (0.0001 * 252)).toBeLessThan(1.15)
    expect(sample).toContain('complete pairs of SPX to 2018-12-31')
  })
  it('HAR refuses before it has its pairs and gives from the first day it has them', () => {
    // 500 pairs, 22 returns of the first month, 5 of the horizon: 526 returns, 527 closes.
    expect(har.forecast(calm, DAYS[525]).ok).toBe(false)
    expect(har.forecast(calm, DAYS[526]).ok).toBe(true)
  })
  it('VIX-scaled finds the ratio it was made with', () => {
    const vix = impliedOf(calm, () => 0.01)
    const scaled = vixScaledForecaster({ vix, horizonSessions: 21, windowSessions: 1260, pairsMin: 500 })
    const { variance } = mustAccept(scaled.forecast(calm, last))
    expect(Math.abs(variance / (0.0001 * 252) - 1)).toBeLessThan(0.06)
    expect(scaled.fromImplied).toBe(true)
  })
  it('VIX-scaled needs the VIX of the newest session', () => {
    const vix = barsUpTo(
      impliedOf(calm, () => 0.01),
      last - 1,
    )
    const scaled = vixScaledForecaster({ vix, horizonSessions: 21, windowSessions: 1260, pairsMin: 500 })
    const result = scaled.forecast(calm, last)
    expect(result.ok ? null : result.refusal.code).toBe('series.missing')
  })
  it('do not change when everything after the as-of day is poison, nor when it is cut off', () => {
    const cut = 1500
    const poisoned = {
      ...waves,
      closes: waves.closes.map((close, i) => (i <= cut ? close : close * (2 + (i % 3)))),
    }
    const vix = impliedOf(waves, () => 0.01)
    const poisonedVix = { ...vix, closes: vix.closes.map((close, i) => (i <= cut ? close : close * 9)) }
    const eventDays = new Set<number>()
    const scaled = (history: DailyBars): VarianceForecaster =>
      vixScaledForecaster({ vix: history, horizonSessions: 21, windowSessions: 1260, pairsMin: 500 })
    const pairs: readonly (readonly [VarianceForecaster, VarianceForecaster])[] = [
      [ewma, ewma],
      [har, har],
      [scaled(vix), scaled(poisonedVix)],
      [
        clockedForecaster(har, { horizonSessions: 5, eventDays }),
        clockedForecaster(har, { horizonSessions: 5, eventDays }),
      ],
    ]
    for (const [one, other] of pairs) {
      const clean = mustAccept(one.forecast(waves, DAYS[cut]))
      expect(other.forecast(poisoned, DAYS[cut])).toEqual({ ok: true, value: clean })
      expect(one.forecast(barsUpTo(waves, DAYS[cut]), DAYS[cut])).toEqual({ ok: true, value: clean })
    }
  })
})

describe('the weekend and event clock', () => {
  const gap = (i: number): number => (i === 0 ? 1 : DAYS[i] - DAYS[i - 1])
  const eventDays = new Set([...DAYS].filter((_, i) => i % 21 === 7))
  const shaped = madeBars((i) => 0.01 * Math.sqrt(eventDays.has(DAYS[i]) ? 3 : gap(i) > 1 ? 1.5 : 1))
  it('finds the variance after closures and on event days against the ordinary session', () => {
    const weights = sessionWeights(shaped, last, eventDays)
    expect(weights.afterClosure / weights.ordinary).toBeGreaterThan(1.2)
    expect(weights.afterClosure / weights.ordinary).toBeLessThan(1.8)
    expect(weights.event / weights.ordinary).toBeGreaterThan(2)
    expect(weights.event / weights.ordinary).toBeLessThan(4.2)
    expect(weights.eventsSeen).toBeGreaterThan(90)
  })
  it('weighs the sessions ahead by the calendar: from a Friday the next one is after a closure', () => {
    const weights = { ordinary: 0.9, afterClosure: 1.4, event: 3, closuresSeen: 1, eventsSeen: 1 }
    const none = new Set<number>()
    expect(meanWeightAhead(weights, day('2018-06-08'), 1, none)).toBe(1.4)
    expect(meanWeightAhead(weights, day('2018-06-11'), 1, none)).toBe(0.9)
    expect(meanWeightAhead(weights, day('2018-06-08'), 5, none)).toBeCloseTo((1.4 + 4 * 0.9) / 5, 12)
    // Independence Day, a Wednesday: the Thursday is after a closure.
    expect(meanWeightAhead(weights, day('2018-07-03'), 1, none)).toBe(1.4)
    expect(meanWeightAhead(weights, day('2018-06-11'), 2, new Set([day('2018-06-13')]))).toBeCloseTo(1.95, 12)
  })
  it('leaves a forecast as it is where a kind was seen too seldom', () => {
    const few = new Set([...eventDays].slice(0, 10))
    expect(sessionWeights(shaped, last, few).event).toBe(1)
  })
})

describe('scoring', () => {
  const fixed = (id: string, variance: number): VarianceForecaster => ({
    id,
    label: id,
    forecast: (bars) => ({
      ok: true,
      value: { variance, volatility: Math.sqrt(variance), method: id, sample: '', rung: bars.rung },
    }),
  })
  it('QLIKE is 0 where right, and 3 - ln 4 where four times too low', () => {
    expect(qlike(0.04, 0.04)).toBe(0)
    expect(qlike(0.04, 0.01)).toBeCloseTo(3 - Math.log(4), 14)
    expect(qlike(0.04, 0.01)).toBeGreaterThan(qlike(0.04, 0.16))
  })
  it('ranks the truth first, with a significant distance, and scores all on one sample', () => {
    const truth = 0.0001 * 252
    const { scores, daysScored, daysWithoutEvery } = scoreForecasts(
      calm,
      [fixed('high', 2 * truth), fixed('truth', truth), har],
      { horizonSessions: 5, step: 5 },
    )
    expect(scores[1].qlike).toBeLessThan(scores[0].qlike)
    expect(scores[1].tAgainstFirst).toBeLessThan(-5)
    expect(scores[0].bias).toBeCloseTo(2, 0)
    expect(daysWithoutEvery).toBeGreaterThan(100)
    expect(daysScored + daysWithoutEvery).toBe(Math.ceil((calm.days.length - 5) / 5))
  })
  it('HAR beats EWMA where variance moves in waves it can learn', () => {
    const { scores } = scoreForecasts(waves, [ewma, har], { horizonSessions: 5, step: 5 })
    expect(scores[1].qlike).toBeLessThan(scores[0].qlike)
  })
  it('on the embedded index HAR has the lower QLIKE at five sessions', async () => {
    const bars = mustAccept(await embeddedIndex())
    const { scores, daysScored } = scoreForecasts(bars, [ewma, har], { horizonSessions: 5, step: 5 })
    expect(daysScored).toBeGreaterThan(850)
    expect(scores[1].qlike).toBeLessThan(scores[0].qlike)
  })
  itWithRealData('with the real VIX, VIX-scaled has the lowest', 'vix-daily/vix-daily.csv', async (file) => {
    const read = await readMarketFile(file, { allowPartial: true })
    if (!read.ok) throw new Error(read.refusal.fix)
    const [vix] = read.value.bars
    const scaled = vixScaledForecaster({ vix, horizonSessions: 21, windowSessions: 1260, pairsMin: 500 })
    const bars = mustAccept(await embeddedIndex())
    const { scores } = scoreForecasts(bars, [ewma, scaled], { horizonSessions: 21, step: 7 })
    expect(scores[1].qlike).toBeLessThan(scores[0].qlike)
    expect(scores[1].tAgainstFirst).toBeLessThan(-2)
  })
})

it('solves a small regression and says where it cannot', () => {
  const x = solveNormal(Float64Array.of(4, 2, 2, 3), Float64Array.of(8, 8)) ?? []
  expect(x[0]).toBeCloseTo(1, 12)
  expect(x[1]).toBeCloseTo(2, 12)
  expect(solveNormal(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 1))).toBeNull()
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../../base/vocabulary/assert.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { barsUpTo } from './bars-up-to.ts'
import { closeOn } from './close-on.ts'
import type { DailyBars } from './daily-bars.ts'
import { indexAtOrBefore } from './index-at-or-before.ts'
import { logReturns } from './log-returns.ts'
import { percentileRank, percentileRankAsOf } from './percentile-rank.ts'
import { realisedVol } from './realised-vol.ts'
import type { ValueSeries } from './series.ts'
import { valueAsOf } from './value-as-of.ts'

const barsOf = (days: readonly number[], closes: readonly number[]): DailyBars => ({
  symbol: 'SPX',
  source: 'invented',
  rung: 'indexed',
  days: Int32Array.from(days),
  closes: Float64Array.from(closes),
  opens: Float64Array.from(closes),
  highs: null,
  lows: null,
})

const seriesOf = (days: readonly number[], values: readonly number[]): ValueSeries => ({
  symbol: 'CPI',
  source: 'invented',
  rung: 'indexed',
  revised: true,
  days: Int32Array.from(days),
  values: Float64Array.from(values),
})

const ascendingDays = fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { maxLength: 40 }).map((days) => {
  days.sort((a, b) => a - b)
  return days
})

describe('indexAtOrBefore', () => {
  it('agrees with a scan from the end for any ascending days', () => {
    fc.assert(
      fc.property(ascendingDays, fc.integer({ min: -110, max: 110 }), (days, day) => {
        expect(indexAtOrBefore(Int32Array.from(days), day)).toBe(days.findLastIndex((other) => other <= day))
      }),
    )
  })
})

describe('closeOn', () => {
  const bars = barsOf([10, 11, 14], [100, 101, 102])
  it('gives the close of exactly that day', () => {
    expect(closeOn(bars, 11)).toBe(101)
    expect(closeOn(bars, 14)).toBe(102)
  })
  it('gives null, never a neighbour, for a day without a bar', () => {
    expect([9, 12, 13, 15].map((day) => closeOn(bars, day))).toEqual([null, null, null, null])
  })
})

describe('barsUpTo', () => {
  it('holds nothing after the day, and shares the memory of the original', () => {
    const bars = barsOf([10, 11, 14], [100, 101, 102])
    const known = barsUpTo(bars, 13)
    expect([...known.days]).toEqual([10, 11])
    expect([...(known.opens ?? [])]).toEqual([100, 101])
    expect(known.highs).toBeNull()
    expect(known.closes.buffer).toBe(bars.closes.buffer)
    expect(barsUpTo(bars, 9).days.length).toBe(0)
  })
})

describe('logReturns', () => {
  it('is one shorter than the bars and sums to the log of the whole move', () => {
    const returns = logReturns(barsOf([1, 2, 3], [100, 110, 99]))
    expect(returns.length).toBe(2)
    expect((returns[0] ?? 0) + (returns[1] ?? 0)).toBeCloseTo(Math.log(0.99), 15)
    expect(logReturns(barsOf([1], [100])).length).toBe(0)
    expect(logReturns(barsOf([], [])).length).toBe(0)
  })
  it('stops on a close that is not positive: a decoder has let it through', () => {
    expect(() => logReturns(barsOf([1, 2], [100, 0]))).toThrow(AssertionFailure)
  })
})

describe('realisedVol', () => {
  // Alternating moves of +1 % and -1 % in logs: every squared return is 1e-4, the mean of an even number is zero.
  const zigzag = barsOf(
    [1, 2, 3, 4, 5],
    [0, 1, 0, 1, 0].map((step) => 100 * Math.exp(step / 100)),
  )
  it('annualises the mean square with sqrt(252) by default', () => {
    expect(mustAccept(realisedVol(zigzag, 5, 4))).toBeCloseTo(Math.sqrt(252 * 1e-4), 14)
  })
  it('uses divisor n - 1 about the sample mean when asked', () => {
    expect(mustAccept(realisedVol(zigzag, 5, 4, 'mean'))).toBeCloseTo(Math.sqrt((252 * 4e-4) / 3), 14)
  })
  it('is zero about the mean for a steady drift, and the drift itself about zero', () => {
    const drift = barsOf(
      [1, 2, 3, 4],
      [0, 1, 2, 3].map((step) => 100 * Math.exp(step / 100)),
    )
    expect(mustAccept(realisedVol(drift, 4, 3, 'mean'))).toBeCloseTo(0, 12)
    expect(mustAccept(realisedVol(drift, 4, 3))).toBeCloseTo(0.01 * Math.sqrt(252), 14)
  })
  it('needs one more close than sessions', () => {
    const result = realisedVol(zigzag, 5, 5)
    expect(result.ok ? null : result.refusal.code).toBe('series.too-short')
    expect(realisedVol(zigzag, 4, 4).ok, 'one day earlier there is one close fewer').toBe(false)
  })
  it('refuses a history that ended more than a week before the as-of day', () => {
    expect(realisedVol(zigzag, 12, 4).ok).toBe(true)
    const result = realisedVol(zigzag, 13, 4)
    expect(result.ok ? null : result.refusal.code).toBe('series.stale')
  })
  it('does not change when everything after the as-of day is replaced by poison', () => {
    const step = fc.integer({ min: -500, max: 500 }).map((basisPoints) => basisPoints / 1e4)
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 12, maxLength: 40 }),
        fc.integer({ min: 6, max: 11 }),
        (steps, cut) => {
          let level = 100
          const closes = steps.map((move) => (level *= Math.exp(move)))
          const days = closes.map((_, i) => i)
          const poisoned = closes.map((close, i) => (i <= cut ? close : close * 1000))
          expect(realisedVol(barsOf(days, poisoned), cut, 5)).toEqual(
            realisedVol(barsOf(days, closes), cut, 5),
          )
        },
      ),
    )
  })
})

describe('percentileRank', () => {
  it('counts ties half, so that the median of distinct values is 0.5', () => {
    expect(percentileRank(Float64Array.of(1, 2, 3), 2)).toBe(0.5)
    expect(percentileRank(Float64Array.of(1, 2, 3), 9)).toBe(1)
    expect(percentileRank(Float64Array.of(1, 2, 3), 0)).toBe(0)
    expect(percentileRank(Float64Array.of(7, 7, 7, 7), 7)).toBe(0.5)
  })
  it('ranks the newest known value within the window that ends with it', () => {
    const column = seriesOf([1, 2, 3, 4, 5], [50, 10, 20, 30, 5])
    expect(mustAccept(percentileRankAsOf(column, 4, 3))).toBeCloseTo(2.5 / 3, 15)
    expect(mustAccept(percentileRankAsOf(column, 4, 4))).toBeCloseTo(2.5 / 4, 15)
    const result = percentileRankAsOf(column, 4, 5)
    expect(result.ok ? null : result.refusal.code).toBe('series.too-short')
  })
})

describe('valueAsOf', () => {
  const series = seriesOf([0, 31, 59], [1.5, 1.6, 1.7])
  it('gives the last value dated on or before the day', () => {
    expect(mustAccept(valueAsOf(series, 58))).toEqual({ day: 31, value: 1.6 })
    expect(mustAccept(valueAsOf(series, 59))).toEqual({ day: 59, value: 1.7 })
  })
  it('holds back what was not yet published', () => {
    expect(mustAccept(valueAsOf(series, 59, 45))).toEqual({ day: 0, value: 1.5 })
    expect(mustAccept(valueAsOf(series, 76, 45))).toEqual({ day: 31, value: 1.6 })
  })
  it('refuses where nothing was known yet', () => {
    const result = valueAsOf(series, 30, 45)
    expect(result.ok ? null : result.refusal.code).toBe('series.missing')
  })
})

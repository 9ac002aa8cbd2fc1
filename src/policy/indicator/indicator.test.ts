import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { dailyVix, expectedDailyRange } from './edr.ts'
import { ewmaForecaster } from './variance-forecast.ts'

const EDR = { multiplier: 1, vix9dWeight: 0.6, hv20Weight: 0.4 }

describe('the expected daily range', () => {
  it('blends VIX9D and the 20-day history', () => {
    const edr = expectedDailyRange({ vix_vol_points: 18, vix9d_vol_points: 17, hv20_vol_points: 14 }, EDR)
    expect(edr?.formula).toBe('blend')
    // (0.6 x 17 + 0.4 x 14) / 100 / sqrt(252) = 0.158 / 15.8745...
    expect(edr?.fraction).toBeCloseTo(0.009953, 6)
  })
  it('falls back to VIX where the 20-day history or VIX9D is missing, then to VIX9D, and says so', () => {
    const short = expectedDailyRange({ vix_vol_points: 18, vix9d_vol_points: 17, hv20_vol_points: null }, EDR)
    expect(short?.formula).toBe('vix')
    expect(short?.note).toBe('fallback: VIX / √252, no 20-day history')
    expect(short?.fraction).toBe(dailyVix(18))
    const alone = expectedDailyRange(
      { vix_vol_points: null, vix9d_vol_points: 17, hv20_vol_points: null },
      EDR,
    )
    expect(alone?.formula).toBe('vix9d-alone')
    expect(alone?.note).toContain('fallback')
    // 17 / 100 / sqrt(252)
    expect(alone?.fraction).toBeCloseTo(0.010709, 6)
    const vix = expectedDailyRange(
      { vix_vol_points: 17.95, vix9d_vol_points: null, hv20_vol_points: 14 },
      EDR,
    )
    expect(vix?.formula).toBe('vix')
    // VIX 17.95 is 1.13 % a day.
    expect(vix?.fraction).toBeCloseTo(0.0113, 4)
    expect(vix?.fraction).toBe(dailyVix(17.95))
    expect(
      expectedDailyRange({ vix_vol_points: null, vix9d_vol_points: null, hv20_vol_points: 14 }, EDR),
    ).toBeNull()
  })
  it('clips its multiplier to 0.8..2.0', () => {
    const at = (multiplier: number): number =>
      expectedDailyRange(
        { vix_vol_points: 18, vix9d_vol_points: 17, hv20_vol_points: 14 },
        { ...EDR, multiplier },
      )?.fraction ?? 0
    expect(at(5)).toBe(at(2))
    expect(at(0.1)).toBe(at(0.8))
  })
})

const bars = (returns: readonly number[]): DailyBars => {
  const closes = [100]
  for (const move of returns) closes.push((closes.at(-1) ?? 0) * Math.exp(move))
  return {
    symbol: 'SPX',
    source: 'invented',
    rung: 'indexed',
    days: Int32Array.from(closes, (_, i) => i),
    closes: Float64Array.from(closes),
    opens: null,
    highs: null,
    lows: null,
  }
}

const EWMA = ewmaForecaster({ lambda: 0.94, sessionsMin: 63, sessionsMax: 252 })

describe('the EWMA forecast', () => {
  it('is the variance itself where every move has one size', () => {
    const zigzag = bars(Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01)))
    expect(mustAccept(EWMA.forecast(zigzag, 100)).variance).toBeCloseTo(252 * 1e-4, 12)
  })
  it('follows the recursion of RiskMetrics once the start is forgotten', () => {
    const moves = Array.from({ length: 252 }, (_, i) => Math.sin(i * 1.7) / 50)
    let variance = moves[0] * moves[0]
    for (const move of moves.slice(1)) variance = 0.94 * variance + 0.06 * move * move
    expect(mustAccept(EWMA.forecast(bars(moves), 252)).variance).toBeCloseTo(variance * 252, 6)
  })
  it('wants 63 returns and a history that reaches the as-of day', () => {
    const flat = (count: number) => bars(Array.from({ length: count }, () => 0.01))
    const short = EWMA.forecast(flat(62), 62)
    expect(short.ok ? null : short.refusal.code).toBe('series.too-short')
    expect(EWMA.forecast(flat(63), 63).ok).toBe(true)
    expect(EWMA.forecast(flat(63), 70).ok).toBe(true)
    const stale = EWMA.forecast(flat(63), 71)
    expect(stale.ok ? null : stale.refusal.code).toBe('series.stale')
  })
  it('cannot see past the as-of day: poison after it changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 90, maxLength: 90 }),
        (moves) => {
          const clean = bars(moves)
          const poisoned = {
            ...clean,
            closes: clean.closes.map((close, i) => (i <= 70 ? close : close * 1e6)),
          }
          expect(EWMA.forecast(poisoned, 70)).toEqual(EWMA.forecast(clean, 70))
        },
      ),
      { numRuns: 200 },
    )
  })
})

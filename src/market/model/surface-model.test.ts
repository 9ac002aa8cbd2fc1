import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { continuousVarianceSwap } from '../surface/variance-swap.ts'
import { totalVariance } from './forward-variance.ts'
import { checkArbitrage, WORKING_GRID } from './surface-arbitrage.ts'
import { calibrateSurface, type Surface, surfaceVol } from './surface-model.ts'
import { SURFACE_PARAMETERS } from './surface-parameters.ts'

const LEVELS = [8, 10, 13.35, 16, 20, 26, 35, 50, 65, 85]
const days = (n: number): number => n / 365

/** Fair variance of a smile over the strip's own range, by a fine trapezoid and an error function of its own. */
function trapezoidVariance(surface: Surface, years: number): number {
  const smile = surface.smile(years)
  const deviation = smile.atmVol * Math.sqrt(years)
  const [low, high, n] = [-20 * deviation, 6 * deviation, 20_000]
  const step = (high - low) / n
  let sum = 0
  for (let i = 0; i <= n; i += 1) {
    const k = low + i * step
    const v = Math.sqrt(smile.totalVariance(k))
    const up = -k / v + v / 2
    const cdf = (x: number): number => 0.5 * erfcSeries(-x / Math.SQRT2)
    const price = k >= 0 ? cdf(up) - Math.exp(k) * cdf(up - v) : Math.exp(k) * cdf(v - up) - cdf(-up)
    sum += (i === 0 || i === n ? 0.5 : 1) * price * Math.exp(-k)
  }
  return (2 * sum * step) / years
}

/** Complementary error function by Lentz's continued fraction, or the Taylor series near 0. */
function erfcSeries(x: number): number {
  if (x < 0) return 2 - erfcSeries(-x)
  if (x < 2) {
    let [term, sum] = [x, x]
    for (let n = 1; n < 60; n += 1) {
      term *= (-x * x) / n
      sum += term / (2 * n + 1)
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum
  }
  let tail = x
  for (let n = 60; n >= 1; n -= 1) tail = x + n / 2 / tail
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail)
}

describe('calibrateSurface', () => {
  it('gives back the VIX it was given as its own 30-day strip, by an independent integral', () => {
    for (const vix of LEVELS) {
      const variance = trapezoidVariance(calibrateSurface(vix), days(30))
      expect(100 * Math.sqrt(variance)).toBeCloseTo(vix, 3)
    }
  })

  it('weighs two expiries as Cboe does when told which', () => {
    const window = { nearYears: days(25), nextYears: days(33), nearWeight: 0.4, nextWeight: 0.6 }
    const surface = calibrateSurface(18, { window })
    const { term } = SURFACE_PARAMETERS
    const total =
      0.4 * totalVariance(surface.level, days(25), term) + 0.6 * totalVariance(surface.level, days(33), term)
    expect(100 * Math.sqrt((total * 365) / 30)).toBeCloseTo(18, 9)
  })

  it('has no butterfly and no calendar arbitrage from one day to two years at any VIX from 8 to 85', () => {
    for (const vix of LEVELS) {
      const { leastDensity, leastRise, points } = checkArbitrage(calibrateSurface(vix))
      expect(points).toBe(WORKING_GRID.years.length * (WORKING_GRID.steps + 1))
      expect(leastDensity).toBeGreaterThan(0)
      expect(leastRise).toBeGreaterThan(0)
    }
  })

  it('is caught where there is arbitrage: a check that cannot fail proves nothing', () => {
    const { smile, term, clock } = SURFACE_PARAMETERS
    const steep = { smile: { ...smile, amplitudeLong: 6 }, term, clock }
    expect(checkArbitrage(calibrateSurface(16, { parameters: steep })).leastDensity).toBeLessThan(0)
    const surface = calibrateSurface(16)
    const falling: Surface = { ...surface, smile: (years) => surface.smile(1 / years) }
    expect(checkArbitrage(falling).leastRise).toBeLessThan(0)
  })
})

describe('surfaceVol', () => {
  const vol = (vix_points: number, n: number, logMoneyness: number): number =>
    surfaceVol({ vix_points, years: days(n), logMoneyness })

  it('rises with VIX at every strike and tenor looked at', () => {
    for (const n of [1, 7, 30, 180]) {
      for (const k of [-0.1, 0, 0.05]) {
        for (let i = 1; i < LEVELS.length; i += 1) {
          expect(vol(LEVELS[i] ?? 0, n, k)).toBeGreaterThan(vol(LEVELS[i - 1] ?? 0, n, k))
        }
      }
    }
  })

  it('slopes down through the money, by a power of tenor between -0.2 and -0.5 from a week to a year', () => {
    const skew = (n: number): number => (vol(18, n, -0.001) - vol(18, n, 0.001)) / 0.002
    const exponent = Math.log(skew(365) / skew(7)) / Math.log(365 / 7)
    expect(skew(30)).toBeGreaterThan(0.5)
    expect(exponent).toBeLessThan(-0.2)
    expect(exponent).toBeGreaterThan(-0.5)
  })

  it('rises with tenor when VIX is low and falls when it is high', () => {
    expect(vol(12, 180, 0)).toBeGreaterThan(vol(12, 7, 0) + 0.03)
    expect(vol(60, 180, 0)).toBeLessThan(vol(60, 7, 0) - 0.1)
  })

  it('keeps one-day wings sane: five deviations down at most two and a half times the volatility', () => {
    for (const vix of LEVELS) {
      const atm = vol(vix, 1, 0)
      const wing = vol(vix, 1, -5 * atm * Math.sqrt(days(1)))
      expect(wing / atm).toBeGreaterThan(1)
      expect(wing / atm).toBeLessThan(2.5)
      expect(vol(vix, 1, 3 * atm * Math.sqrt(days(1))) / atm).toBeLessThan(1.5)
    }
  })

  it('is finite and positive in the corners', () => {
    for (const vix of [0.5, 5, 85, 500]) {
      for (const n of [1e-6, 1, 730, 3_650]) {
        for (const k of [-3, -0.5, 0, 0.5, 2]) {
          const value = vol(vix, n, k)
          expect(Number.isFinite(value) && value > 0).toBe(true)
        }
      }
    }
  })

  it('loses little by ending the strip twenty deviations down, where options have no bid', () => {
    for (const vix of LEVELS) {
      const smile = calibrateSurface(vix).smile(days(30))
      const swap = continuousVarianceSwap({
        forward_points: 4_000,
        years: days(30),
        discount: 1,
        volatilityAt: (k) => Math.sqrt(smile.totalVariance(k) / days(30)),
      })
      const whole = 100 * Math.sqrt(mustAccept(swap).fairVariance)
      expect(whole).toBeGreaterThan(vix)
      expect(whole / vix).toBeLessThan(vix > 50 ? 1.01 : 1.003)
    }
  })
})

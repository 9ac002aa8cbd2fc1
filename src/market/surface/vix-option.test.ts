import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { isOnTick } from '../quote/ticks.ts'
import { priceVixOption } from './vix-option-price.ts'
import { VIX_VOL_ASSUMPTIONS, vixOptionVols } from './vix-option-vols.ts'
import { VIX_STRIKES } from './vix-strikes.ts'
import type { VolatilityMarket } from './volatility-market.ts'

const AS_OF = dayNumber(isoDate('2024-01-05'))
const market = (
  futures: VolatilityMarket['futures'],
  more: Partial<VolatilityMarket> = {},
): VolatilityMarket => ({
  asOfDay: AS_OF,
  vix_vol_points: 40,
  futures,
  rung: 'quoted',
  source: 'test',
  optionVols: vixOptionVols(),
  rate_per_year: 0,
  notes: [],
  ...more,
})
const after = (days: number, settle_vol_points: number) => ({
  expirationDay: AS_OF + days,
  settle_vol_points,
})

/** Black 1976 with another library's normal distribution. */
function black(F: number, K: number, T: number, vol: number, rate: number): number {
  const s = vol * Math.sqrt(T)
  const d1 = Math.log(F / K) / s + s / 2
  return Math.exp(-rate * T) * (F * normalCdf(d1, 0, 1) - K * normalCdf(d1 - s, 0, 1))
}

describe('volatilities of VIX options', () => {
  it('are the average of a mean-reverting volatility, by quadrature', () => {
    const { volOfVol: nu, reversion_per_year: kappa } = VIX_VOL_ASSUMPTIONS
    for (const days of [1, 30, 110, 220, 400]) {
      const T = days / 365
      const n = 2000
      let sum = 0
      for (let i = 0; i <= n; i += 1) {
        const weight = i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2
        sum += weight * Math.exp(-2 * kappa * (T - (i * T) / n))
      }
      expect(vixOptionVols().atmVol(days)).toBeCloseTo(nu * Math.sqrt(sum / (3 * n)), 10)
    }
  })
  it('meet the assumed 95, 72 and 60 % within three points, and no other pair meets them better', () => {
    const wanted = [
      [30, 0.95],
      [110, 0.72],
      [220, 0.6],
    ] as const
    const error = (volOfVol: number, reversion_per_year: number): number => {
      const vols = vixOptionVols({ ...VIX_VOL_ASSUMPTIONS, volOfVol, reversion_per_year })
      return wanted.reduce((sum, [days, vol]) => sum + Math.log(vols.atmVol(days) / vol) ** 2, 0)
    }
    for (const [days, vol] of wanted) expect(Math.abs(vixOptionVols().atmVol(days) - vol)).toBeLessThan(0.03)
    const { volOfVol, reversion_per_year: kappa } = VIX_VOL_ASSUMPTIONS
    const here = error(volOfVol, kappa)
    for (const [dv, dk] of [
      [0.01, 0],
      [-0.01, 0],
      [0, 0.05],
      [0, -0.05],
      [0.01, 0.05],
      [-0.01, -0.05],
    ] as const) {
      expect(error(volOfVol + dv, kappa + dk)).toBeGreaterThan(here)
    }
  })
  it('rise with the strike, and admit no arbitrage between strikes', () => {
    for (const scale of [0.6, 1, 1.6]) {
      for (const callSkew of [0, 0.15, 0.25]) {
        const vols = vixOptionVols({ ...VIX_VOL_ASSUMPTIONS, scale, callSkew })
        for (const days of [5, 30, 110, 220]) {
          const F = 20
          const price = (K: number): number => black(F, K, days / 365, vols.vol(days, Math.log(K / F)), 0)
          for (let K = 8; K <= 100; K += 1) {
            const [low, at, high] = [price(K - 1), price(K), price(K + 1)]
            expect(high - at, `slope at ${K}, ${days} days, skew ${callSkew}`).toBeLessThan(1e-12)
            expect(at - low).toBeGreaterThan(-1 - 1e-12)
            expect(low - 2 * at + high, `convex at ${K}, ${days} days, skew ${callSkew}`).toBeGreaterThan(
              -1e-9,
            )
            if (callSkew > 0) expect(vols.vol(days, 0.2)).toBeGreaterThan(vols.vol(days, 0.1))
          }
        }
      }
    }
  })
  it('say their parameters', () => {
    expect(vixOptionVols().says).toBe(
      'assumed: volatility of a VX future 102.9 % at expiry, mean reversion 2.405 a year (93.5 % at 30 days, 74.8 % at 110 days, 58.7 % at 220 days), call skew 15.0 % of it per standard deviation',
    )
  })
})

describe('a VIX option', () => {
  it('is priced on the future of its own expiry, by an independent Black formula', () => {
    const vols = vixOptionVols()
    for (const right of ['C', 'P'] as const) {
      for (const [days, F, K] of [
        [30, 18.5, 19],
        [110, 20, 30],
        [220, 21, 15],
      ] as const) {
        const terms = { root: 'VIX', right, strike_vol_points: K, expirationDay: AS_OF + days }
        const rate = 0.05
        const priced = mustAccept(priceVixOption(market([after(days, F)], { rate_per_year: rate }), terms))
        const T = days / 365
        const call = black(F, K, T, vols.vol(days, Math.log(K / F)), rate)
        const wanted = right === 'C' ? call : call - Math.exp(-rate * T) * (F - K)
        expect(priced.mid_points).toBeCloseTo(wanted, 12)
        expect(priced.bid_points).toBeLessThan(priced.mid_points)
        expect(priced.ask_points).toBeGreaterThan(priced.mid_points)
        for (const price of [priced.bid_points, priced.ask_points]) {
          expect(isOnTick('VIX', price, isoDate('2024-01-05'))).toBe(true)
        }
      }
    }
  })
  it('is refused where that future is not known, although spot VIX is', () => {
    const terms = { root: 'VIX', right: 'C', strike_vol_points: 20, expirationDay: AS_OF + 30 } as const
    const answer = priceVixOption(market([after(58, 19)]), terms)
    expect(answer.ok ? 'accepted' : [answer.refusal.code, answer.refusal.field]).toEqual([
      'series.missing',
      'VX 2024-02-04',
    ])
  })
  it('does not look at spot VIX at all', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 150, noNaN: true }),
        fc.constantFrom(...VIX_STRIKES),
        (vix, strike) => {
          const terms = {
            root: 'VIX',
            right: 'C',
            strike_vol_points: strike,
            expirationDay: AS_OF + 30,
          } as const
          const at = (spot: number | null) =>
            priceVixOption(market([after(30, 22)], { vix_vol_points: spot }), terms)
          expect(at(vix)).toEqual(at(null))
        },
      ),
      { numRuns: 50 },
    )
  })
  it('costs what a 4/4/2 set at VIX near 18 was put at: 2,830 dollars, within 2 %', () => {
    const curve = market([after(30, 18.5), after(110, 20), after(220, 21)])
    const set = [
      [4, 30, 18.5],
      [4, 110, 20],
      [2, 220, 21],
    ].reduce((sum, [count, days, strike_vol_points]) => {
      const terms = { root: 'VIX', right: 'C', strike_vol_points, expirationDay: AS_OF + days } as const
      return sum + count * 100 * mustAccept(priceVixOption(curve, terms)).mid_points
    }, 0)
    expect(Math.abs(set / 2830 - 1)).toBeLessThan(0.02)
  })
})

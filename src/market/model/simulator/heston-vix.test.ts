import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../base/numerics/random.ts'
import { nextNoncentralChiSquare } from '../../../base/numerics/random-laws.ts'
import { mustAccept } from '../../../base/vocabulary/result.ts'
import { continuousVarianceSwap } from '../../surface/variance-swap.ts'
import { hestonSmile } from './heston-smile.ts'
import { HESTON_DEFAULT } from './heston-types.ts'
import { hestonVix, hestonVixOption, hestonVx, varianceAtVix } from './heston-vix.ts'
import { varianceLaw } from './variance-law.ts'

const STARTS = [0.001, 0.035, 0.25]
const TENORS = [0.003, 0.08, 0.5]

describe('hestonVix', () => {
  it('is what the 30-day strip of the index options of the same model gives', () => {
    for (const variance of STARTS) {
      const years = 30 / 365
      const smile = hestonSmile(HESTON_DEFAULT, variance, years)
      const swap = continuousVarianceSwap({
        forward_points: 4_000,
        years,
        discount: 1,
        volatilityAt: (k) => Math.sqrt(smile.totalVariance(k) / years),
      })
      const strip = 100 * Math.sqrt(mustAccept(swap).fairVariance)
      expect(Math.abs(strip / hestonVix(HESTON_DEFAULT, variance) - 1)).toBeLessThan(2e-4)
    }
  })

  it('is undone by varianceAtVix', () => {
    for (const variance of STARTS) {
      const vix = hestonVix(HESTON_DEFAULT, variance)
      expect(varianceAtVix(HESTON_DEFAULT, vix)).toBeCloseTo(variance, 13)
    }
    expect(varianceAtVix(HESTON_DEFAULT, 5)).toBeLessThan(0)
  })
})

describe('VX and VIX options', () => {
  it('obey parity at every state, tenor and strike, below the least VIX too', () => {
    for (const variance of STARTS) {
      for (const years of TENORS) {
        const future = hestonVx(HESTON_DEFAULT, variance, years)
        for (const strike_points of [5, 8, 12, 17, 18.7, 25, 40, 70]) {
          const value = (right: 'C' | 'P'): number =>
            hestonVixOption(HESTON_DEFAULT, { variance, years, strike_points, right })
          expect(Math.abs(value('C') - value('P') - (future - strike_points))).toBeLessThan(1e-10)
          expect(Math.min(value('C'), value('P'))).toBeGreaterThanOrEqual(0)
        }
      }
    }
  })

  it('are the mean payoffs over draws of the law, to Monte-Carlo error', () => {
    const [variance, years, draws] = [0.03, 0.1, 60_000]
    const { scale, freedom, noncentrality } = varianceLaw(HESTON_DEFAULT, variance, years)
    const random = createRandom({ seed: 8, stream: 3 })
    const ends = Float64Array.from({ length: draws }, () =>
      hestonVix(HESTON_DEFAULT, scale * nextNoncentralChiSquare(random, freedom, noncentrality)),
    )
    const check = (payoff: (vix: number) => number, price: number): void => {
      let [sum, squares] = [0, 0]
      for (const end of ends) {
        sum += payoff(end)
        squares += payoff(end) * payoff(end)
      }
      const error = Math.sqrt(squares - (sum * sum) / draws) / draws
      expect(Math.abs(sum / draws - price)).toBeLessThan(3 * error)
      expect(error).toBeLessThan(0.03 * price)
    }
    check((vix) => vix, hestonVx(HESTON_DEFAULT, variance, years))
    for (const strike_points of [15, 18, 22, 27]) {
      const at = { variance, years, strike_points }
      check((vix) => Math.max(0, vix - strike_points), hestonVixOption(HESTON_DEFAULT, { ...at, right: 'C' }))
      check((vix) => Math.max(0, strike_points - vix), hestonVixOption(HESTON_DEFAULT, { ...at, right: 'P' }))
    }
  })

  it('settle at VIX itself, and to intrinsic value, when no time is left', () => {
    const vix = hestonVix(HESTON_DEFAULT, 0.04)
    expect(hestonVx(HESTON_DEFAULT, 0.04, 0)).toBe(vix)
    const at = { variance: 0.04, years: 0, strike_points: 15 }
    expect(hestonVixOption(HESTON_DEFAULT, { ...at, right: 'C' })).toBe(vix - 15)
    expect(hestonVixOption(HESTON_DEFAULT, { ...at, right: 'P' })).toBe(0)
  })

  it('pull the curve to its long-run level: up from calm, down from a crisis', () => {
    const curve = (variance: number): number[] =>
      TENORS.map((years) => hestonVx(HESTON_DEFAULT, variance, years))
    const [calm, crisis] = [curve(0.005), curve(0.3)]
    expect(calm[0] < calm[1] && calm[1] < calm[2]).toBe(true)
    expect(crisis[0] > crisis[1] && crisis[1] > crisis[2]).toBe(true)
    expect(crisis[0]).toBeLessThan(hestonVix(HESTON_DEFAULT, 0.3))
  })
})

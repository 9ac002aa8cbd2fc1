import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { fixed, oraclePrice, type OraclePoint } from '../../../test/support/option-oracle.ts'
import { black76Price } from './black76.ts'
import {
  impliedVolatility,
  impliedVolOrMissing,
  NO_VOLATILITY,
  type ImpliedVolatilityInputs,
} from './implied-volatility.ts'
import { solveTotalVolatility, totalVolatilityWork } from './solve-total-volatility.ts'
import { outOfTheMoneyValue } from './normalised-black.ts'
import { timeValue } from './time-value.ts'

const point = (inputs: ImpliedVolatilityInputs, volatility: number): OraclePoint => ({
  right: inputs.right,
  spot: inputs.forward_points,
  strike: inputs.strike_points,
  years: inputs.years,
  volatility,
  rate: 0,
  dividendYield: 0,
})

/** |price error| of a volatility, by the oracle, over the vega by the oracle: the volatility's own relative error. */
function relativeError(inputs: ImpliedVolatilityInputs, volatility: number): number {
  const step = volatility * 1e-6
  const at = oraclePrice(point(inputs, volatility))
  const slope =
    (oraclePrice(point(inputs, volatility + step)) - oraclePrice(point(inputs, volatility - step))) /
    (2 * step)
  return Math.abs((at - inputs.price_points) / slope / volatility)
}

describe('impliedVolatility', () => {
  it('inverts out-of-the-money prices to 1e-12 relative over the whole range, in at most 8 steps', () => {
    const random = createRandom({ seed: 11, stream: 0 })
    const between = (low: number, high: number): number =>
      low * Math.exp(random.nextUniform() * Math.log(high / low))
    let tried = 0
    for (let i = 0; i < 60_000; i += 1) {
      const volatility = between(0.01, 5)
      const years = between(2e-6, 5)
      const s = volatility * Math.sqrt(years)
      const distance = Math.min(3, 20 * random.nextUniform() * s)
      const value = outOfTheMoneyValue(distance, s)
      if (value < 1e-290 || value > 1 - 1e-9) continue
      tried += 1
      const work = totalVolatilityWork()
      expect(solveTotalVolatility(distance, value, 1, work)).toBe(true)
      expect(work.iterations).toBeLessThanOrEqual(8)
      const inputs = {
        right: 'C',
        forward_points: 1,
        strike_points: Math.exp(distance),
        years,
        discount: 1,
      } as const
      const price_points = black76Price({ ...inputs, volatility })
      const found = mustAccept(impliedVolatility({ ...inputs, price_points }))
      const allowed = Math.max(1e-12, 4 * found.attainableRelativeError)
      expect(Math.abs(found.volatility / volatility - 1)).toBeLessThanOrEqual(allowed)
    }
    expect(tried).toBeGreaterThan(30_000)
  })

  it('belongs to the very double it was given: 2e-15 plus the condition number, by 640-bit arithmetic', () => {
    const random = createRandom({ seed: 12, stream: 0 })
    for (let i = 0; i < 300; i += 1) {
      const years = 0.002 + random.nextUniform()
      const volatility = 0.05 + random.nextUniform()
      const s = volatility * Math.sqrt(years)
      const inputs = {
        right: random.nextUniform() < 0.5 ? ('C' as const) : ('P' as const),
        forward_points: 5000,
        strike_points: 5000 * Math.exp(s * 5 * (random.nextUniform() - 0.5)),
        years,
        discount: 1,
      }
      const price_points = black76Price({ ...inputs, volatility })
      const found = mustAccept(impliedVolatility({ ...inputs, price_points }))
      expect(found.iterations).toBeLessThanOrEqual(4)
      // The oracle's own price is rounded to a double, which is the condition number's worth of volatility.
      const allowed = 4e-15 + 2 * found.attainableRelativeError
      expect(relativeError({ ...inputs, price_points }, found.volatility)).toBeLessThan(allowed)
    }
  })

  it('in the money, finds the volatility of the time value that the price really carries', () => {
    const out = {
      right: 'P',
      forward_points: 5000.37,
      strike_points: 4100,
      years: 0.05,
      discount: 0.9973,
    } as const
    const volatility = 0.31
    const put = black76Price({ ...out, volatility })
    const call = black76Price({ ...out, right: 'C', volatility })
    const fromCall = mustAccept(impliedVolatility({ ...out, right: 'C', price_points: call }))
    expect(fromCall.conditionNumber).toBeGreaterThan(100)
    expect(Math.abs(fromCall.volatility / volatility - 1)).toBeLessThan(2 * fromCall.attainableRelativeError)
    const fromPut = mustAccept(impliedVolatility({ ...out, price_points: put }))
    expect(Math.abs(fromPut.volatility / volatility - 1)).toBeLessThan(1e-14)
  })

  it('takes the time value out exactly, whatever the discount factor', () => {
    const random = createRandom({ seed: 13, stream: 0 })
    for (let i = 0; i < 2000; i += 1) {
      const F = 4000 + 2000 * random.nextUniform()
      const K = F * (1 - 0.5 * random.nextUniform())
      const D = 1 - 0.1 * random.nextUniform()
      const price = D * (F - K) + 1e-6 + 50 * random.nextUniform()
      const exactValue = fixed.div(
        fixed.from(price) - fixed.mul(fixed.from(D), fixed.from(F) - fixed.from(K)),
        fixed.from(D),
      )
      expect(Math.abs(timeValue(price, D, F - K, F, K) / fixed.number(exactValue) - 1)).toBeLessThan(1e-15)
    }
  })

  it('refuses a price no volatility explains, and bad inputs, with the field', () => {
    const good = {
      right: 'C',
      forward_points: 100,
      strike_points: 50,
      years: 1,
      discount: 0.95,
      price_points: 50,
    } as const
    const code = (change: Partial<ImpliedVolatilityInputs>): string => {
      const result = impliedVolatility({ ...good, ...change })
      return result.ok ? 'accepted' : `${result.refusal.code} ${result.refusal.field}`
    }
    expect(code({})).toBe('accepted')
    expect(code({ price_points: 0.95 * 50 })).toBe('option.no-implied-volatility price_points')
    expect(code({ price_points: 30 })).toBe('option.no-implied-volatility price_points')
    expect(code({ price_points: 95 })).toBe('option.no-implied-volatility price_points')
    expect(code({ price_points: 96 })).toBe('option.no-implied-volatility price_points')
    expect(code({ right: 'P', price_points: 0 })).toBe('option.no-implied-volatility price_points')
    expect(code({ right: 'P', price_points: -1 })).toBe('option.no-implied-volatility price_points')
    expect(code({ right: 'P', price_points: 0.95 * 50 })).toBe('option.no-implied-volatility price_points')
    expect(code({ price_points: Number.NaN })).toBe('number.not-finite price_points')
    expect(code({ years: 0 })).toBe('number.out-of-range years')
    expect(code({ forward_points: -1 })).toBe('number.out-of-range forward_points')
    expect(code({ strike_points: Infinity })).toBe('number.not-finite strike_points')
    expect(code({ discount: 0 })).toBe('number.out-of-range discount')
  })

  it('never gives NaN, and the fast form agrees to the bit, whatever comes in', () => {
    const anything = fc.oneof(
      fc.double(),
      fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
      fc.constantFrom(0, -0, 5e-324, 1e-308, 1, 100, 1e300),
    )
    fc.assert(
      fc.property(
        fc.constantFrom('C' as const, 'P' as const),
        anything,
        anything,
        anything,
        anything,
        anything,
        (right, F, K, T, D, price) => {
          const result = impliedVolatility({
            right,
            forward_points: F,
            strike_points: K,
            years: T,
            discount: D,
            price_points: price,
          })
          const fast = impliedVolOrMissing(right, F, K, T, D, price)
          if (!result.ok) return fast === NO_VOLATILITY || result.refusal.code === 'number.no-convergence'
          const { volatility, conditionNumber } = result.value
          return fast === volatility && volatility > 0 && volatility < Infinity && conditionNumber >= 0
        },
      ),
      { numRuns: 100_000 },
    )
  })

  it('reaches both bounds: a value near nothing and one near everything', () => {
    const work = totalVolatilityWork()
    for (const [x, value, bound] of [
      [0.5, 5e-324, 1],
      [0.5, 1e-320, 1e4],
      [1e-12, 1e-13, 1],
      [1e-300, 1e-301, 1],
      [0, 1e-17, 1],
      [0, 1e-300, 1],
      [20, 0.3, 1],
      [600, 1e-10, 1],
      [0, 1 - 1e-15, 1],
      [3, 0.999999999, 1],
      [1e-9, 0.5, 1],
      [8, 0.5000001, 1],
    ] as const) {
      expect(solveTotalVolatility(x, value, bound, work), `${x} ${value}`).toBe(true)
      expect(work.iterations).toBeLessThan(60)
      const back = outOfTheMoneyValue(x, work.s)
      if (value / bound > 1e-290)
        expect(Math.abs(back / (value / bound) - 1), `${x} ${value}`).toBeLessThan(1e-11)
    }
  })
})

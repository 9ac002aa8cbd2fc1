/** What must hold of any price, whatever the formula: parity, bounds, scale, the Black-Scholes equation. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { black76Greeks, black76Price } from './black76.ts'
import { blackScholesGreeks, blackScholesPrice } from './black-scholes.ts'
import { GREEK_NAMES, sumGreeks } from './greeks.ts'
import { normalisedBlack } from './normalised-black.ts'

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })
const options = fc.record({
  forward_points: number(0.01, 1e5),
  moneyness: number(-1.6, 1.6),
  years: number(1e-6, 10),
  volatility: number(0.01, 5),
  discount: number(0.5, 1.05),
})
type Drawn = typeof options extends fc.Arbitrary<infer T> ? T : never

const inputsOf = (drawn: Drawn) => ({
  forward_points: drawn.forward_points,
  strike_points: drawn.forward_points * Math.exp(drawn.moneyness),
  years: drawn.years,
  volatility: drawn.volatility,
  discount: drawn.discount,
})

describe('identities over 100,000 options', () => {
  it('put-call parity, bounds, and no NaN', () => {
    fc.assert(
      fc.property(options, (drawn) => {
        const inputs = inputsOf(drawn)
        const { forward_points: F, strike_points: K, discount: D } = inputs
        const call = black76Price({ ...inputs, right: 'C' })
        const put = black76Price({ ...inputs, right: 'P' })
        const slack = 4e-16 * (F + K)
        return (
          Math.abs(call - put - D * (F - K)) <= slack &&
          call >= D * Math.max(F - K, 0) &&
          call <= D * F * (1 + 4e-16) &&
          put >= D * Math.max(K - F, 0) &&
          put <= D * K * (1 + 4e-16)
        )
      }),
      { numRuns: 100_000 },
    )
  })

  it('homogeneity: doubling forward and strike doubles the price to the last bit', () => {
    fc.assert(
      fc.property(options, (drawn) => {
        const inputs = { ...inputsOf(drawn), right: 'P' as const }
        const doubled = {
          ...inputs,
          forward_points: inputs.forward_points * 2,
          strike_points: inputs.strike_points * 2,
        }
        // Subnormal prices have no bits to spare.
        const price = black76Price(inputs)
        return price < 1e-290 || black76Price(doubled) === 2 * price
      }),
      { numRuns: 20_000 },
    )
  })

  it('the Black-Scholes equation: theta + (r - q) S delta + sigma^2 S^2 gamma / 2 = r V', () => {
    fc.assert(
      fc.property(options, number(-0.05, 0.2), number(0, 0.1), (drawn, rate, dividendYield) => {
        const S = drawn.forward_points
        const greeks = mustAccept(
          blackScholesGreeks({
            right: drawn.moneyness > 0 ? 'C' : 'P',
            spot_points: S,
            strike_points: S * Math.exp(drawn.moneyness),
            years: drawn.years,
            volatility: drawn.volatility,
            rate,
            dividendYield,
          }),
        )
        const { price, delta, gamma, theta } = greeks
        const curvature = 0.5 * drawn.volatility * drawn.volatility * S * S * gamma
        const sizes = Math.abs(theta) + Math.abs(S * delta) + curvature + Math.abs(price)
        const residual = theta + (rate - dividendYield) * S * delta + curvature - rate * price
        // The distance h is known to a few units in its last place, which its density feels h^2 times.
        const h =
          (-drawn.moneyness + (rate - dividendYield) * drawn.years) /
          (drawn.volatility * Math.sqrt(drawn.years))
        return Math.abs(residual) <= (2e-14 + 2e-15 * h * h) * sizes + 1e-290
      }),
      { numRuns: 20_000 },
    )
  })

  it('volatility and time only ever add value out of the money', () => {
    fc.assert(
      fc.property(options, number(1.0001, 3), (drawn, factor) => {
        const inputs = { ...inputsOf(drawn), right: drawn.moneyness > 0 ? ('C' as const) : ('P' as const) }
        const before = black76Price(inputs)
        return (
          black76Price({ ...inputs, volatility: inputs.volatility * factor }) >= before * (1 - 1e-13) &&
          black76Price({ ...inputs, years: inputs.years * factor }) >= before * (1 - 1e-13)
        )
      }),
      { numRuns: 20_000 },
    )
  })
})

describe('limits and edges', () => {
  const base = { right: 'C', forward_points: 105, strike_points: 100, discount: 0.98 } as const

  it('without time or volatility the price is discounted intrinsic value and the Greeks a step', () => {
    expect(black76Price({ ...base, years: 0, volatility: 0.2 })).toBeCloseTo(4.9, 13)
    expect(black76Price({ ...base, years: 1, volatility: 0 })).toBeCloseTo(4.9, 13)
    expect(black76Price({ ...base, right: 'P', years: 0, volatility: 0.2 })).toBe(0)
    const greeks = mustAccept(black76Greeks({ ...base, discount: 1, years: 0, volatility: 0.2 }))
    expect([greeks.delta, greeks.gamma, greeks.vega, greeks.theta + 0]).toEqual([1, 0, 0, 0])
    const carried = mustAccept(
      blackScholesGreeks({
        right: 'P',
        spot_points: 90,
        strike_points: 100,
        years: 1,
        volatility: 0,
        rate: 0.05,
        dividendYield: 0,
      }),
    )
    expect(carried.theta).toBeCloseTo(0.05 * 100 * Math.exp(-0.05), 12)
    const onStrike = black76Greeks({ ...base, strike_points: 105, years: 0, volatility: 0.2 })
    expect(onStrike.ok ? null : onStrike.refusal.code).toBe('number.out-of-range')
  })

  it('a price approaches its limit without a step as time runs out', () => {
    for (const years of [1e-3, 1e-6, 1e-9, 1e-12, 1e-20, 1e-300]) {
      const price = black76Price({ ...base, discount: 1, years, volatility: 0.2 })
      expect(price).toBeGreaterThanOrEqual(5)
      expect(price).toBeLessThan(5 + 1e-3)
      expect(black76Greeks({ ...base, discount: 1, years, volatility: 0.2 }).ok).toBe(true)
    }
  })

  it('extreme but legal inputs give finite numbers or a refusal, never NaN', () => {
    for (const volatility of [1e-300, 1e-8, 1, 50, 1e6]) {
      for (const years of [1e-300, 1e-8, 1, 100]) {
        for (const strike_points of [1e-100, 1, 104.99999999, 105, 1e100]) {
          const inputs = { ...base, right: 'P', strike_points, years, volatility, discount: 1 } as const
          expect(Number.isFinite(black76Price(inputs))).toBe(true)
          const greeks = black76Greeks(inputs)
          if (greeks.ok)
            for (const name of GREEK_NAMES) expect(Number.isFinite(greeks.value[name])).toBe(true)
        }
      }
    }
  })

  it('stops on what no caller may pass', () => {
    expect(() => black76Price({ ...base, years: -1, volatility: 0.2 })).toThrow(/years/)
    expect(() => black76Price({ ...base, years: 1, volatility: Number.NaN })).toThrow(/volatility/)
    expect(() => black76Price({ ...base, forward_points: 0, years: 1, volatility: 1 })).toThrow(/underlying/)
    expect(() => black76Price({ ...base, discount: 0, years: 1, volatility: 1 })).toThrow(/discount/)
    expect(() =>
      blackScholesPrice({
        right: 'C',
        spot_points: 1,
        strike_points: 1,
        years: 50,
        volatility: 1,
        rate: 5,
        dividendYield: 0,
      }),
    ).toThrow(/unit/)
  })

  it('normalised Black is symmetric in log-moneyness and satisfies parity', () => {
    for (const x of [-2, -0.3, 0, 1e-9, 0.7, 3]) {
      for (const s of [0, 0.05, 0.6, 3]) {
        const { call, put } = normalisedBlack(x, s)
        expect(call - put).toBeCloseTo(2 * Math.sinh(x / 2), 13)
        expect(normalisedBlack(-x, s).put).toBe(call)
      }
    }
  })

  it('a sum of Greeks weighs each leg by its quantity', () => {
    const greeks = mustAccept(black76Greeks({ ...base, years: 0.1, volatility: 0.2 }))
    const flat = sumGreeks([
      { greeks, quantity: 2 },
      { greeks, quantity: -2 },
    ])
    for (const name of GREEK_NAMES) expect(flat[name]).toBe(0)
    expect(sumGreeks([{ greeks, quantity: -3 }]).vega).toBe(-3 * greeks.vega)
  })
})

/** Prices and Greeks against 640-bit arithmetic: figures here are those of docs/concepts/pricing.md. */
import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { createRandom } from '../../base/numerics/random.ts'
import {
  oracleDerivative,
  oraclePrice,
  type OraclePoint,
  type Variable,
} from '../../../test/support/option-oracle.ts'
import { black76Greeks, black76Price } from './black76.ts'
import { blackScholesGreeks, blackScholesPrice } from './black-scholes.ts'
import type { GreekName } from './greeks.ts'

/** Volatility 0.01 to 5, strike over spot 0.2 to 5, a minute to five years, log-uniform. */
function randomPoint(random: ReturnType<typeof createRandom>, carry: boolean): OraclePoint {
  const between = (low: number, high: number): number =>
    low * Math.exp(random.nextUniform() * Math.log(high / low))
  return {
    right: random.nextUniform() < 0.5 ? 'C' : 'P',
    spot: between(1, 10_000),
    strike: 0,
    years: between(2e-6, 5),
    volatility: between(0.01, 5),
    rate: carry ? 0.1 * (random.nextUniform() - 0.3) : 0,
    dividendYield: carry ? 0.06 * random.nextUniform() : 0,
  }
}

/** Strikes spread in standard deviations, so that short expiries are not all worth nothing. */
function withStrike(
  point: OraclePoint,
  random: ReturnType<typeof createRandom>,
  widest: number,
): OraclePoint {
  const s = point.volatility * Math.sqrt(point.years)
  const distance = Math.max(Math.log(0.2), Math.min(Math.log(5), s * widest * (2 * random.nextUniform() - 1)))
  return { ...point, strike: point.spot * Math.exp(distance) }
}

const black = (point: OraclePoint) => ({
  right: point.right,
  forward_points: point.spot,
  strike_points: point.strike,
  years: point.years,
  volatility: point.volatility,
  discount: 1,
})

const scholes = (point: OraclePoint) => ({
  right: point.right,
  spot_points: point.spot,
  strike_points: point.strike,
  years: point.years,
  volatility: point.volatility,
  rate: point.rate,
  dividendYield: point.dividendYield,
})

describe('prices', () => {
  it('are within 1e-12 relative of the oracle where above 1e-8, in fact 1e-13', () => {
    const random = createRandom({ seed: 1, stream: 0 })
    let worst = 0
    let counted = 0
    for (let i = 0; i < 10_000; i += 1) {
      const point = withStrike(randomPoint(random, false), random, 8)
      const reference = oraclePrice(point)
      if (reference <= 1e-8) continue
      counted += 1
      worst = Math.max(worst, Math.abs(black76Price(black(point)) / reference - 1))
    }
    expect(counted).toBeGreaterThan(6000)
    expect(worst).toBeLessThan(1e-13)
  })

  it('are right in the far tail too: 1e-12 relative down to 1e-60', () => {
    const random = createRandom({ seed: 2, stream: 0 })
    let worst = 0
    let deep = 0
    for (let i = 0; i < 4000; i += 1) {
      const point = withStrike(randomPoint(random, false), random, 16)
      const reference = oraclePrice(point)
      if (reference < 1e-60) continue
      if (reference < 1e-20) deep += 1
      worst = Math.max(worst, Math.abs(black76Price(black(point)) / reference - 1))
    }
    expect(deep).toBeGreaterThan(300)
    expect(worst).toBeLessThan(1e-12)
    const tiny: OraclePoint = {
      right: 'P',
      spot: 5000,
      strike: 100,
      years: 0.25,
      volatility: 0.6,
      rate: 0,
      dividendYield: 0,
    }
    expect(Math.abs(black76Price(black(tiny)) / oraclePrice(tiny) - 1)).toBeLessThan(1e-13)
    expect(black76Price(black(tiny))).toBeCloseTo(5.75594647330318e-38, 50)
  })

  it('with rate and dividends are within 2e-15 of spot, and of themselves within what ln(F / K) carries', () => {
    const random = createRandom({ seed: 3, stream: 0 })
    for (let i = 0; i < 3000; i += 1) {
      const point = withStrike(randomPoint(random, true), random, 3)
      const reference = oraclePrice(point)
      const s = point.volatility * Math.sqrt(point.years)
      const error = Math.abs(blackScholesPrice(scholes(point)) - reference)
      expect(error).toBeLessThan(2e-15 * point.spot)
      // ln(S/K) + (r - q) T is rounded at 1e-17 or so, which a total volatility s feels as that over s.
      expect(error / reference).toBeLessThan(1e-13 + (3e-16 / s) * 10)
    }
  })
})

const DERIVATIVES: Readonly<
  Record<Exclude<GreekName, 'price'>, { orders: Partial<Record<Variable, number>>; sign: 1 | -1 }>
> = {
  delta: { orders: { spot: 1 }, sign: 1 },
  gamma: { orders: { spot: 2 }, sign: 1 },
  vega: { orders: { volatility: 1 }, sign: 1 },
  theta: { orders: { years: 1 }, sign: -1 },
  rho: { orders: { rate: 1 }, sign: 1 },
  dividendRho: { orders: { dividendYield: 1 }, sign: 1 },
  vanna: { orders: { spot: 1, volatility: 1 }, sign: 1 },
  volga: { orders: { volatility: 2 }, sign: 1 },
  charm: { orders: { spot: 1, years: 1 }, sign: -1 },
  veta: { orders: { volatility: 1, years: 1 }, sign: -1 },
  speed: { orders: { spot: 3 }, sign: 1 },
  zomma: { orders: { spot: 2, volatility: 1 }, sign: 1 },
  color: { orders: { spot: 2, years: 1 }, sign: -1 },
  ultima: { orders: { volatility: 3 }, sign: 1 },
}

describe('Greeks', () => {
  it('are the derivatives of the price: 1e-10 relative against differences in 640 bits', () => {
    const random = createRandom({ seed: 4, stream: 0 })
    const worst: Record<string, number> = {}
    for (let i = 0; i < 200; i += 1) {
      const point = withStrike(randomPoint(random, true), random, 5)
      const greeks = mustAccept(blackScholesGreeks(scholes(point)))
      for (const [name, { orders, sign }] of Object.entries(DERIVATIVES)) {
        const reference = sign * oracleDerivative(point, orders)
        const error = Math.abs(greeks[name as GreekName] / reference - 1)
        worst[name] = Math.max(worst[name] ?? 0, error)
      }
    }
    for (const [name, error] of Object.entries(worst)) expect(error, name).toBeLessThan(1e-10)
  })

  it('of Black-76 hold the forward: rho is -T V, and the rest are those of Black-Scholes with q = r', () => {
    const inputs = { right: 'P', strike_points: 4800, years: 0.1, volatility: 0.18 } as const
    const discount = Math.exp(-0.05 * 0.1)
    const forward = mustAccept(black76Greeks({ ...inputs, forward_points: 5000, discount }))
    const spot = mustAccept(
      blackScholesGreeks({ ...inputs, spot_points: 5000, rate: 0.05, dividendYield: 0.05 }),
    )
    expect(forward.rho).toBeCloseTo(-0.1 * forward.price, 12)
    expect(forward.dividendRho).toBe(0)
    for (const name of ['price', 'delta', 'gamma', 'vega', 'theta', 'charm', 'color', 'veta'] as const) {
      expect(Math.abs(forward[name] / spot[name] - 1), name).toBeLessThan(1e-12)
    }
  })
})

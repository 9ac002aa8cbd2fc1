import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { integrate } from '../../base/numerics/integrate.ts'
import { normalCdf } from '../../base/numerics/normal.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { cexDexArbitrage } from './cex-dex-arbitrage.ts'
import { concentrated } from './concentrated.ts'
import { constantProduct } from './constant-product.ts'
import { expectedLvr } from './expected-lvr.ts'
import { limitOrderExpectedLvr } from './limit-order-lvr.ts'
import { optionHedge } from './option-hedge.ts'
import { halfWidthsForExit, rangeChoice } from './range-choice.ts'
import { coveredCalls, stripValue } from './static-replication.ts'

/** E[V(P_T)] of a range from lognormal moments: no options in it. */
function expectedRangeValue(F: number, low: number, high: number, sigma: number, years: number): number {
  const s = sigma * Math.sqrt(years)
  const below = (K: number, power: number): number =>
    Math.exp(power * Math.log(F) + (power * (power - 1) * s * s) / 2) *
    normalCdf((Math.log(K / F) + (s * s) / 2) / s - power * s)
  const between = (power: number): number => below(high, power) - below(low, power)
  const [a, b] = [Math.sqrt(low), Math.sqrt(high)]
  const inside = 2 * between(0.5) - between(1) / b - a * between(0)
  const risky = 1 / a - 1 / b
  return inside + risky * below(low, 1) + (b - a) * (1 - below(high, 0))
}

const market = fc.record({
  sigma: fc.double({ min: 0.05, max: 2, noNaN: true }),
  years: fc.double({ min: 0.01, max: 2, noNaN: true }),
  low: fc.double({ min: 0.2, max: 1.5, noNaN: true }),
  width: fc.double({ min: 1.01, max: 5, noNaN: true }),
})

describe('static replication', () => {
  it('of the constant product costs exactly its expected LVR', () => {
    fc.assert(
      fc.property(market, ({ sigma, years }) => {
        const strip = mustAccept(
          stripValue({
            liquidity: 3,
            forward: 1000,
            volatility: sigma,
            years,
            lowStrike: null,
            highStrike: null,
          }),
        )
        const value = mustAccept(constantProduct(3)).value(1000)
        expect(strip / (value * expectedLvr({ volatility: sigma, time: years }).share)).toBeCloseTo(1, 11)
      }),
      { numRuns: 200 },
    )
  })
  it('of a range costs what its value is expected to lose, by lognormal moments', () => {
    fc.assert(
      fc.property(market, ({ sigma, years, low, width }) => {
        const [F, Pa, Pb] = [2000, 2000 * low, 2000 * low * width]
        const strip = mustAccept(
          stripValue({ liquidity: 1, forward: F, volatility: sigma, years, lowStrike: Pa, highStrike: Pb }),
        )
        const now = mustAccept(concentrated({ liquidity: 1, lowPrice: Pa, highPrice: Pb })).value(F)
        const lost = now - expectedRangeValue(F, Pa, Pb, sigma, years)
        expect(Math.abs(strip - lost)).toBeLessThan(1e-12 * now + 1e-11 * lost)
      }),
      { numRuns: 300 },
    )
  })
  it('loses on any move what the strip of options sold does: limit orders, one a strike', () => {
    const price = fc.double({ min: 0.3, max: 3, noNaN: true })
    fc.assert(
      fc.property(
        price,
        price,
        price,
        fc.double({ min: 1.01, max: 4, noNaN: true }),
        (from, to, low, width) => {
          const high = low * width
          const pool = mustAccept(concentrated({ liquidity: 1, lowPrice: low, highPrice: high }))
          // An order at K loses |to - K| where the move crosses it; only strikes of the range between the two prices count.
          const [a, b] = [Math.max(low, Math.min(from, to)), Math.min(high, Math.max(from, to))]
          const lost = (K: number): number => (0.5 * Math.abs(to - K)) / (K * Math.sqrt(K))
          const strip = a < b ? integrate(lost, a, b, 4) : 0
          expect(Math.abs(pool.lvrOfMove(from, to) - strip)).toBeLessThanOrEqual(1e-11 * strip + 1e-18)
        },
      ),
      { numRuns: 100_000 },
    )
  })
  it('is worth nothing without time or volatility, and refuses a range turned round', () => {
    const terms = { liquidity: 1, forward: 100, volatility: 0.5, years: 1, lowStrike: null, highStrike: null }
    expect(mustAccept(stripValue({ ...terms, years: 0 }))).toBe(0)
    expect(mustAccept(stripValue({ ...terms, volatility: 0 }))).toBe(0)
    expect(mustAccept(stripValue({ ...terms, lowStrike: 1e30, highStrike: 1e31 }))).toBe(0)
    expect(stripValue({ ...terms, lowStrike: 2, highStrike: 1 }).ok).toBe(false)
    expect(stripValue({ ...terms, forward: NaN }).ok).toBe(false)
    expect(coveredCalls(1, 1500, 2500).meanStrike).toBeCloseTo(1936.4916731, 6)
  })
})

describe('limit order', () => {
  it('is expected to lose the time value of its strike, none without time', () => {
    const terms = { price: 100, orderPrice: 120, volatility: 0.5, years: 0.25 }
    const above = mustAccept(limitOrderExpectedLvr(terms))
    expect(mustAccept(limitOrderExpectedLvr({ ...terms, years: 0 }))).toBe(0)
    // A range of the same size around its price loses nearly the same.
    const liquidity = 1 / (1 / Math.sqrt(119.99) - 1 / Math.sqrt(120.01))
    const strip = {
      liquidity,
      forward: 100,
      volatility: 0.5,
      years: 0.25,
      lowStrike: 119.99,
      highStrike: 120.01,
    }
    expect(mustAccept(stripValue(strip)) / above).toBeCloseTo(1, 6)
  })
})

describe('CEX-DEX arbitrage', () => {
  const terms = { poolValue: 1e9, startPrice: 3000, feePips: 500, gas: 10 }
  it('loses what the closed form says of each trade, and shares it out without remainder', () => {
    const prices = fc.array(fc.double({ min: 2000, max: 4500, noNaN: true }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(prices, (path) => {
        const end = mustAccept(cexDexArbitrage({ ...terms, feePips: 0, gas: 0 }, path))
        const pool = mustAccept(constantProduct(5e8 / Math.sqrt(3000)))
        let exact = 0
        let at = 3000
        for (const price of path) {
          exact += pool.lvrOfMove(at, price)
          at = price
        }
        expect(Math.abs(end.lvr - exact)).toBeLessThan(1e-15 * terms.poolValue * path.length * 10)
        const paid = mustAccept(cexDexArbitrage(terms, path))
        const rest = paid.lvr - paid.lpFees - paid.gasPaid - paid.arbitrageProfit
        expect(Math.abs(rest)).toBeLessThan(1e-6)
        expect(paid.gasPaid).toBe(10 * paid.trades)
      }),
      { numRuns: 2_000 },
    )
  })
  it('waits inside the band, and while gas costs more than the trade brings', () => {
    expect(mustAccept(cexDexArbitrage(terms, [3000, 3001.4, 2998.6])).trades).toBe(0)
    expect(mustAccept(cexDexArbitrage({ ...terms, gas: 1000 }, [3003])).trades).toBe(0)
    expect(mustAccept(cexDexArbitrage(terms, [])).lvr).toBe(0)
    expect(mustAccept(cexDexArbitrage({ ...terms, poolValue: 0 }, [9000])).trades).toBe(0)
    expect(cexDexArbitrage({ ...terms, feePips: 1_000_000 }, [3003]).ok).toBe(false)
  })
})

describe('what a provider can do', () => {
  const market2 = {
    price: 2000,
    volatility: 0.7,
    capital: 1e6,
    feesPerLiquidity_day: 0.05,
    swapCost: 5e-4,
    gas: 20,
  }
  it('loses on the way to an edge the LVR rate times the time, nearly', () => {
    const [narrow] = mustAccept(rangeChoice(market2, [0.01]))
    expect(narrow.lvrToExit / (narrow.lvr_day * narrow.exitTime_days)).toBeCloseTo(1, 2)
    expect(narrow.exitTime_days / (0.01 * 0.01 * (365 / 0.49))).toBeCloseTo(1, 4)
    expect(narrow.leverage).toBeCloseTo(1 / (1 - Math.exp(-0.005)), 9)
  })
  it('widens the range with volatility for the same time inside, and finds a best width where re-centring costs', () => {
    const calm = halfWidthsForExit(0.4, [7])[0]
    expect(halfWidthsForExit(0.8, [7])[0]).toBeCloseTo(2 * calm, 12)
    const nets = mustAccept(rangeChoice(market2, [0.0002, 0.01, 1.5])).map((each) => each.net_day)
    expect(nets[1]).toBeGreaterThan(nets[0])
    expect(nets[1]).toBeGreaterThan(nets[2])
    expect(rangeChoice({ ...market2, volatility: 0 }, [0.1]).ok).toBe(false)
    expect(rangeChoice(market2, [0]).ok).toBe(false)
  })
  it('hedges with options whose cost tends to the strip as strikes are added, and whose payoff is straight at the borders', () => {
    const terms = {
      liquidity: 1000,
      price: 2000,
      lowPrice: 1500,
      highPrice: 2500,
      years: 30 / 365,
      impliedVolatility: 0.7,
      forecastVolatility: 0.6,
      optionSpread: 0,
    }
    const fine = mustAccept(optionHedge({ ...terms, strikes: 400 }))
    expect(fine.premium / fine.stripAtImplied).toBeCloseTo(1, 3)
    expect(fine.expectedLvr).toBeLessThan(fine.stripAtImplied)
    const hedge = mustAccept(optionHedge({ ...terms, strikes: 5 }))
    const pool = mustAccept(concentrated(terms))
    const total = (P: number): number =>
      pool.value(P) +
      hedge.legs.reduce(
        (sum, leg) => sum + leg.quantity * Math.max(0, leg.right === 'C' ? P - leg.strike : leg.strike - P),
        0,
      )
    const border = (i: number): number => 1500 * Math.exp((i / 5) * Math.log(2500 / 1500))
    const slope = (total(border(5)) - total(border(0))) / (border(5) - border(0))
    for (let i = 0; i <= 5; i += 1) {
      const line = total(border(0)) + slope * (border(i) - border(0))
      expect(total(border(i))).toBeCloseTo(line, 6)
      const between = Math.sqrt(border(i) * border(i + 1))
      if (i === 5) continue
      const short = total(border(0)) + slope * (between - border(0)) - total(between)
      expect(short).toBeGreaterThan(0)
      expect(short).toBeLessThanOrEqual(hedge.shortfallMax * (1 + 1e-9))
    }
  })
})

import { describe, expect, it } from 'vitest'
import { REFERENCE, REFERENCE_FACTORS, itemsOf } from '../../../test/support/ledger-fixtures.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { BookItem } from '../ledger/book-item.ts'
import { bookValue } from '../ledger/move-book.ts'
import { splitStep } from '../ledger/decompose-step.ts'
import { poolPosition } from '../ledger/pool-position.ts'
import { priceAlone } from '../ledger/risk-factors.ts'
import { STICKY_STRIKE } from '../ledger/smile-dynamics.ts'
import { concentrated } from '../pool/concentrated.ts'
import { constantProduct } from '../pool/constant-product.ts'
import type { Pool } from '../pool/pool.ts'
import { breakEvenVolGrid, vixAfterShift } from './break-even-vol-grid.ts'
import { condorOfPool, stripOfPool } from './condor-of-pool.ts'
import { convexityByDriver } from './convexity.ts'
import { lifetimeLvr } from './lifetime-lvr.ts'
import { liquidityProfile } from './liquidity-profile.ts'
import { poolOfCondor } from './pool-of-condor.ts'
import { breakEvenMove, breakEvenVolOverPath, rentAndBleed } from './rent-and-bleed.ts'
import { volShock } from './vol-shock.ts'

const condor = itemsOf(REFERENCE, REFERENCE_FACTORS, { multiplier: 100 })
const given = (variance: number) => new Map([['SPX', { forecaster: 'given', variance }]])
const poolItem = (pool: Pool, price: number): BookItem => ({
  id: 'pool',
  layer: 'core',
  trade: 'pool',
  driver: 'ETH/USDC',
  position: poolPosition(pool),
  factors: priceAlone(price),
  exposure: { to: 'none' },
})

describe('rent, bleed and coverage', () => {
  it('are those of the reference condor', () => {
    const [yields] = mustAccept(rentAndBleed({ items: condor, forecasts: given(0.04) }))
    expect(yields.rent_per_year / 252).toBeCloseTo(57.24052244606989, 8)
    expect((yields.bleed_per_year ?? 0) / 252).toBeCloseTo(101.76092879301314, 8)
    expect(yields.kappa).toBeCloseTo(0.5625, 12)
    expect(yields.breakEvenRealisedVol).toBeCloseTo(0.15, 12)
    expect(yields.forecaster).toBe('given')
  })
  it('weigh each leg by its own volatility, so that a skew moves kappa off one', () => {
    const smile = (k: number): number => 0.15 - 0.6 * k + 2 * k * k
    const items = itemsOf(REFERENCE, REFERENCE_FACTORS, { smile })
    const [yields] = mustAccept(rentAndBleed({ items, forecasts: given(0.0225) }))
    expect(yields.kappa).not.toBeCloseTo(1, 2)
    const { dollarGamma, dollarGammaVariance } = yields.convexity
    expect(yields.kappa).toBeCloseTo(dollarGammaVariance / dollarGamma / 0.0225, 12)
  })
  it('are null where there is no forecast, and coverage where the book is not short gamma', () => {
    const [unknown] = mustAccept(rentAndBleed({ items: condor, forecasts: new Map() }))
    expect([unknown.bleed_per_year, unknown.kappa, unknown.forecaster]).toEqual([null, null, null])
    const long = itemsOf([['C', 5000, 1]])
    const [yields] = mustAccept(rentAndBleed({ items: long, forecasts: given(0.04) }))
    expect([yields.kappa, yields.breakEvenRealisedVol]).toEqual([null, null])
    expect(yields.bleed_per_year).toBeLessThan(0)
  })
  it('take a pool by its fees: break-even volatility is the root of eight times the fee yield', () => {
    const pool = mustAccept(constantProduct(1000))
    const items = [poolItem(pool, 2000)]
    const value = pool.value(2000)
    const fees_per_year = new Map([['ETH/USDC', 0.1 * value]])
    const forecasts = new Map([['ETH/USDC', { forecaster: 'given', variance: 0.64 }]])
    const [yields] = mustAccept(rentAndBleed({ items, forecasts, fees_per_year }))
    expect(yields.rent_per_year).toBeCloseTo(0.1 * value, 8)
    expect(yields.bleed_per_year).toBeCloseTo((0.64 / 8) * value, 8)
    expect(yields.kappa).toBeCloseTo(1.25, 12)
    expect(yields.breakEvenRealisedVol).toBeCloseTo(Math.sqrt(0.8), 12)
  })
  it('keep drivers apart and refuse what has no Greeks', () => {
    const both = mustAccept(convexityByDriver([...condor, poolItem(mustAccept(constantProduct(1)), 2000)]))
    expect(both.map(({ driver }) => driver)).toEqual(['SPX', 'ETH/USDC'])
    const atStrike = itemsOf([['C', 5000, -1]], { ...REFERENCE_FACTORS, volatility: 0 })
    expect(convexityByDriver(atStrike).ok).toBe(false)
    expect(rentAndBleed({ items: atStrike, forecasts: given(0.04) }).ok).toBe(false)
    expect(volShock(atStrike).ok).toBe(false)
    expect(lifetimeLvr(atStrike).ok).toBe(false)
  })
  it('break even at S sigma sqrt(dt)', () => {
    const [{ theta, dollarGamma }] = mustAccept(convexityByDriver(condor))
    expect(breakEvenMove(theta / 252, dollarGamma / 25e6)).toBeCloseTo(47.2455591261534, 9)
    expect(breakEvenMove(1, 1)).toBeNull()
    expect(breakEvenMove(1, 0)).toBeNull()
  })
  it('weigh the break-even of a path by dollar gamma', () => {
    const step = (years: number, gamma: number, vol: number) => ({
      years,
      convexity: { dollarGamma: gamma, dollarGammaVariance: gamma * vol * vol },
    })
    expect(breakEvenVolOverPath([step(1, -1, 0.1), step(1, -3, 0.2)])).toBeCloseTo(
      Math.sqrt((0.01 + 3 * 0.04) / 4),
      12,
    )
    expect(breakEvenVolOverPath([step(1, 1, 0.1)])).toBeNull()
    expect(breakEvenVolOverPath([])).toBeNull()
  })
})

describe('a jump of volatility', () => {
  it('costs 13.8 days of LVR to first order and less revalued', () => {
    const shock = mustAccept(volShock(condor))
    expect(shock.firstOrder).toBeCloseTo(-790.3896798032664, 8)
    expect(shock.fullRevaluation).toBeCloseTo(-689.2579450398147, 8)
    expect(shock.lvrDaysFirstOrder).toBeCloseTo(13.808219178082192, 9)
    expect(shock.lvrDaysFullRevaluation).toBeCloseTo(689.2579450398147 / 57.24052244606989, 9)
  })
  it('has no days where nothing bleeds, and mixes no drivers', () => {
    expect(mustAccept(volShock(itemsOf([['C', 5000, 1]]))).lvrDaysFirstOrder).toBeNull()
    expect(volShock([...condor, poolItem(mustAccept(constantProduct(1)), 2000)]).ok).toBe(false)
    expect(volShock([]).ok).toBe(false)
  })
})

describe('lifetime LVR', () => {
  it('is half of sigma vega marked, and the credit for the static payoff', () => {
    const lvr = mustAccept(lifetimeLvr(itemsOf(REFERENCE)))
    expect(lvr.marked).toBeCloseTo(11.855845197048996, 10)
    expect(lvr.staticPayoff).toBeCloseTo(12.930863637785084, 10)
  })
  it('is the time value and not the price where the forward is in the money', () => {
    const deep = itemsOf([['C', 4500, -1]])
    const { staticPayoff } = mustAccept(lifetimeLvr(deep))
    expect(staticPayoff).toBeCloseTo(-bookValue(deep) - 500, 9)
    expect(staticPayoff).toBeGreaterThan(0)
  })
})

describe('break-even volatility on a grid', () => {
  const vixSmile = {
    forward_points: 5000,
    years: 30 / 365,
    discount: 1,
    volatilityAt: (k: number) => 0.15 - 0.3 * k,
  }
  it('has the published values at unchanged spot, and says where there is none', () => {
    const grid = breakEvenVolGrid({
      items: condor,
      daysLater: [1, 5, 10, 20, 30],
      logReturns: [0],
      dynamics: STICKY_STRIKE,
      vix: null,
    })
    const wanted = [0.15256428831468233, 0.16431676725154984, 0.18371173070873836, 0.25980762113533157]
    grid.cells.slice(0, 4).forEach(({ shift }, i) => expect(0.15 + (shift ?? 0)).toBeCloseTo(wanted[i], 9))
    expect(grid.cells[4].shift).toBeNull()
    expect(grid.cells[4].reason).toContain('settled')
    expect(grid.dynamics).toContain('sticky strike')
  })
  it('shrinks as spot nears a short strike, and every cell costs the entry', () => {
    const logReturns = [0, -0.02, -0.03]
    const { cells } = breakEvenVolGrid({
      items: condor,
      daysLater: [10],
      logReturns,
      dynamics: STICKY_STRIKE,
      vix: { level_vol_points: 15.5, smile: vixSmile },
    })
    const entry = bookValue(condor)
    for (const { shift, logReturn, daysLater, vix_vol_points } of cells) {
      if (shift === null) continue
      expect(bookValue(condor, { volShift: shift, logReturn, daysLater })).toBeCloseTo(entry, 6)
      expect(Math.sign((vix_vol_points ?? 0) - 15.5)).toBe(Math.sign(shift))
    }
    expect(cells[1].shift).toBeLessThan(cells[0].shift ?? 0)
  })
  it('gives the VIX a little more than the shift under a skew, exactly the shift without', () => {
    expect(vixAfterShift(null, 0.05)).toBeNull()
    const flat = { ...vixSmile, volatilityAt: () => 0.15 }
    expect(vixAfterShift({ level_vol_points: 15, smile: flat }, 0.05)).toBeCloseTo(20, 6)
    const skewed = vixAfterShift({ level_vol_points: 15, smile: vixSmile }, 0.05)
    expect(skewed).toBeGreaterThan(20)
    expect(skewed).toBeLessThan(20.5)
  })
})

describe('the pool a condor equals', () => {
  it('is worth four times its dollar gamma, or its margin in a narrow range', () => {
    const [{ dollarGamma }] = mustAccept(convexityByDriver(condor))
    const { fullRange_value, concentrated: range } = mustAccept(poolOfCondor(dollarGamma, 5000, 3707))
    expect(fullRange_value).toBeCloseTo(5128750.811167862, 4)
    if (range === null) throw new Error('a condor is leveraged')
    expect(range.leverage).toBeCloseTo(5128750.811167862 / 3707, 6)
    expect(range.pool.value(5000)).toBeCloseTo(3707, 4)
    expect(25e6 * (range.pool.gamma(5000) ?? 0)).toBeCloseTo(dollarGamma, 4)
    expect(range.lowPrice * range.highPrice).toBeCloseTo(25e6, 4)
  })
  it('needs no range where the capital is enough, and does not exist for a buyer', () => {
    expect(mustAccept(poolOfCondor(-100, 5000, 401)).concentrated).toBeNull()
    expect(poolOfCondor(100, 5000, 100).ok).toBe(false)
    expect(poolOfCondor(0, 5000, 100).ok).toBe(false)
    expect(poolOfCondor(-100, 5000, 0).ok).toBe(false)
  })
})

describe('the condor a pool equals', () => {
  const pool = mustAccept(concentrated({ liquidity: 1e5, lowPrice: 1500, highPrice: 2500 }))
  const terms = {
    pool,
    price: 2000,
    lowPrice: 1500,
    highPrice: 2500,
    forward_points: 5000,
    strikes_points: Array.from({ length: 800 }, (_, i) => 2000 + 10 * i),
    wing_points: 50,
    volatility: 0.5,
    rate: 0,
    years: 30 / 365,
    multiplier: 100,
  }
  it('has shorts at the edges and the same dollar gamma', () => {
    const found = mustAccept(condorOfPool(terms))
    expect(found.legs.map((leg) => leg.strike_points)).toEqual([3700, 3750, 6250, 6300])
    expect(found.poolDollarGamma).toBeCloseTo(-1e5 * Math.sqrt(2000) * 0.5, 6)
    const items = itemsOf(
      found.legs.map((leg) => [leg.right, leg.strike_points, leg.quantity * found.contracts]),
      { underlying: 5000, volatility: 0.5, years: 30 / 365, rate: 0, dividendYield: 0 },
      { multiplier: 100 },
    )
    expect(mustAccept(convexityByDriver(items))[0].dollarGamma).toBeCloseTo(found.poolDollarGamma, 4)
    expect(found.wholeContracts * found.match).toBeCloseTo(
      (found.wholeContracts * found.wholeContracts) / found.contracts,
      9,
    )
  })
  it('says where there is none', () => {
    const field = (change: object): string => {
      const result = condorOfPool({ ...terms, ...change })
      return result.ok ? 'accepted' : result.refusal.field
    }
    expect(field({ price: 2600 })).toBe('gamma')
    expect(field({ years: 0 })).toBe('years')
    expect(field({ strikes_points: [4000] })).toBe('strikes')
    expect(field({ years: 1 / 365, volatility: 0.05 })).toBe('dollar gamma')
  })
})

describe('a pool and its static replication', () => {
  const random = createRandom({ seed: 4, stream: 4 })
  const count = 6000
  const strikes = Array.from({ length: count }, (_, i) => 1000 * Math.exp((Math.log(4) * i) / (count - 1)))
  for (const [name, pool] of [
    ['constant product', mustAccept(constantProduct(1000))],
    [
      'range',
      mustAccept(concentrated({ liquidity: 1000, lowPrice: strikes[1000], highPrice: strikes[4500] })),
    ],
  ] as const) {
    const strip = mustAccept(stripOfPool(pool, 2000, strikes))
    it(`${name}: worth the same at every strike, and never more between`, () => {
      const worth = (price: number): number =>
        strip.legs.reduce(
          (sum, { right, strike, quantity }) =>
            sum + quantity * Math.max(0, right === 'C' ? price - strike : strike - price),
          strip.cash + strip.forwardQuantity * (price - strip.forwardStrike),
        )
      for (const i of [0, 1, 17, 2999, 3000, 3001, 5998, 5999]) {
        expect(worth(strikes[i])).toBeCloseTo(pool.value(strikes[i]), 6)
        const between = strikes[Math.min(i, 5998)] * 1.0001
        expect(worth(between)).toBeLessThanOrEqual(pool.value(between) + 1e-7)
      }
    })
    it(`${name}: loses to rebalancing what its options lose, over 100,000 moves`, () => {
      // An option sold loses |to - K| against a hedge that stood still wherever the move crosses its strike.
      const quantities = new Float64Array(count)
      for (const leg of strip.legs) quantities[strikes.indexOf(leg.strike)] = -leg.quantity
      const size = new Float64Array(count + 1)
      const weighted = new Float64Array(count + 1)
      for (let i = 0; i < count; i += 1) {
        size[i + 1] = size[i] + quantities[i]
        weighted[i + 1] = weighted[i] + quantities[i] * strikes[i]
      }
      const cell = Math.log(4) / (count - 1)
      const largest = Math.max(...quantities)
      let total = 0
      let worst = 0
      for (let n = 0; n < 100_000; n += 1) {
        const [a, b] = [1, 1].map(() => 1 + Math.floor(random.nextUniform() * (count - 2)))
        const [from, to] = [a, b].map((i) => strikes[i] * Math.exp(cell / 2))
        const [low, high] = [Math.min(a, b) + 1, Math.max(a, b) + 1]
        const options = Math.abs(to * (size[high] - size[low]) - (weighted[high] - weighted[low]))
        const own = pool.lvrOfMove(from, to)
        total += own
        // The strip knows nothing finer than one option moved by one cell.
        const allowed = largest * cell * Math.max(from, to)
        worst = Math.max(worst, Math.abs(options - own) / allowed)
      }
      expect(worst).toBeLessThan(1)
      // And that is less than a millionth of what an average move loses.
      expect(largest * cell * 2000).toBeLessThan(1e-6 * (total / 100_000))
    })
  }
  it('is so in the ledger too: the options of the strip at settlement, leg by leg', () => {
    const pool = mustAccept(constantProduct(1000))
    const coarse = Array.from({ length: 201 }, (_, i) => 1000 + 20 * i)
    const { legs } = mustAccept(stripOfPool(pool, 2000, coarse))
    const items = itemsOf(
      legs.map(({ right, strike, quantity }) => [right, strike, quantity]),
      priceAlone(2010),
    )
    for (const to of [2990, 1530, 2050, 4010]) {
      const lvr = items.reduce(
        (sum, { position, factors }) => sum + splitStep(position, factors, priceAlone(to)).deltaAtNext.lvr,
        0,
      )
      expect(lvr / pool.lvrOfMove(2010, to)).toBeCloseTo(1, Math.abs(to - 2010) > 100 ? 3 : 1)
    }
  })
  it('refuses strikes that make no strip', () => {
    const pool = mustAccept(constantProduct(1))
    expect(stripOfPool(pool, 2000, [1000, 3000]).ok).toBe(false)
    expect(stripOfPool(pool, 2000, [1000, 3000, 2000]).ok).toBe(false)
  })
})

describe('signed liquidity', () => {
  it('is L inside a range and zero outside', () => {
    const pool = mustAccept(concentrated({ liquidity: 777, lowPrice: 1500, highPrice: 2500 }))
    const { liquidity, present } = liquidityProfile(
      [poolItem(pool, 2000)],
      2000,
      Float64Array.of(1400, 1600, 2400, 2600),
    )
    ;[0, 777, 777, 0].forEach((wanted, i) => expect(liquidity[i]).toBeCloseTo(wanted, 8))
    expect([...present]).toEqual([1, 1, 1, 1])
  })
  it('is negative where the wings of a condor buy convexity back', () => {
    const late = itemsOf(REFERENCE, { ...REFERENCE_FACTORS, years: 5 / 365 })
    const { liquidity } = liquidityProfile(late, 5000, Float64Array.of(4650, 4786, 5000, 5223, 5323))
    expect([...liquidity].map(Math.sign)).toEqual([-1, 1, 1, 1, -1])
    expect(liquidity[4]).toBeCloseTo(-2 * 5323 * Math.sqrt(5323) * 0.0013177794270935181, 6)
  })
  it('is unknown, not infinite, on a strike at settlement', () => {
    const settled = itemsOf([['C', 5000, -1]], { ...REFERENCE_FACTORS, years: 0 })
    const { liquidity, present } = liquidityProfile(settled, 5000, Float64Array.of(4900, 5000, 0))
    expect([...present]).toEqual([1, 0, 0])
    expect([...liquidity]).toEqual([0, 0, 0])
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  indexSmile,
  strikesBetween,
  syntheticChain,
  type SyntheticChainOptions,
} from '../../../test/support/synthetic-chain.ts'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { chainVarianceSwap } from './chain-variance-swap.ts'
import type { ExpiryState, MarketState } from './market-state.ts'
import { readMarket } from './read-market.ts'
import { smileVol } from './smile-vol.ts'

/** The Fridays and third Friday around 9 and 30 days from 2024-01-05, a Monday, and two long monthlies. */
const EXPIRIES = [
  { root: 'SPXW', expiration: '2024-01-08' },
  { root: 'SPXW', expiration: '2024-01-12' },
  { root: 'SPX', expiration: '2024-01-19' },
  { root: 'SPXW', expiration: '2024-01-19' },
  { root: 'SPXW', expiration: '2024-02-02' },
  { root: 'SPXW', expiration: '2024-02-05' },
  { root: 'SPXW', expiration: '2024-02-09' },
  { root: 'SPX', expiration: '2024-03-15' },
  { root: 'SPX', expiration: '2024-06-21' },
]

function marketOf(options: Partial<SyntheticChainOptions> = {}, rate: number | null = null): MarketState {
  const chain = syntheticChain({ expiries: EXPIRIES, rate: 0.053, volatilityAt: indexSmile(), ...options })
  return mustAccept(readMarket(chain, { asOf: chain.quotedAt, rate }))
}

function expiryOf(market: MarketState, root: string, expiration: string): ExpiryState {
  const found = market.expiries.find(({ slice }) => slice.root === root && slice.expiration === expiration)
  if (found === undefined) throw new Error(`no ${root} ${expiration}`)
  return found
}

describe('readMarket', () => {
  it('reads forwards, spot and rates back from quotes on ticks', () => {
    const market = marketOf()
    expect(market.expiries).toHaveLength(EXPIRIES.length)
    for (const { forward, years } of market.expiries) {
      const truth = 4700 * Math.exp((0.053 - 0.014) * years)
      expect(Math.abs(forward.forward_points - truth)).toBeLessThan(0.05)
      expect(Math.abs(forward.rate - 0.053)).toBeLessThan(0.002)
      expect(forward.discount).toBeCloseTo(Math.exp(-forward.rate * years), 14)
    }
    expect(Math.abs(market.impliedSpot_points - 4700)).toBeLessThan(0.05)
  })

  it("gives short expiries the curve's rate and says so", () => {
    // The three-day quotes lie: their own parity line would show a rate far from 5.3 %.
    const market = marketOf({
      disturb: ({ right, expiration, strike_points, price_points }) =>
        expiration === '2024-01-08' && right === 'C'
          ? price_points + 1e-3 * (4700 - strike_points)
          : price_points,
    })
    const short = expiryOf(market, 'SPXW', '2024-01-08').forward
    expect(short.rateSource).toBe('curve')
    expect(Math.abs(short.rate - 0.053)).toBeLessThan(0.002)
    expect(Math.abs(short.forward_points - 4700 * Math.exp(0.039 * (3 / 365)))).toBeLessThan(0.2)
    expect(expiryOf(market, 'SPX', '2024-06-21').forward.rateSource).toBe('parity')
  })

  it('lets a given rate override every parity rate', () => {
    for (const { forward } of marketOf({}, 0.04).expiries) {
      expect(forward.rateSource).toBe('given')
      expect(forward.rate).toBeCloseTo(0.04, 12)
    }
  })

  it('reads volatilities back within a tick and the smile within a tenth of a vol point', () => {
    const truth = indexSmile()
    for (const expiry of marketOf().expiries) {
      const { slice, forward, years, atmVol } = expiry
      expect(Math.abs(atmVol - truth(0, years))).toBeLessThan(0.001)
      for (const strike of slice.strikes_points) {
        const k = Math.log(strike / forward.forward_points)
        if (Math.abs(k) > 2 * 0.14 * Math.sqrt(years)) continue
        expect(Math.abs(smileVol(expiry, strike) - truth(k, years))).toBeLessThan(0.0015)
      }
      const fit = mustAccept(expiry.smile)
      expect(fit.rmse_vol_points).toBeLessThan(0.15)
      expect(fit.butterflyArbitrage).toBe(false)
    }
  })

  it('reports calendar arbitrage planted between two expiries, and none where there is none', () => {
    const clean = marketOf().expiries.filter(({ days }) => days > 10)
    for (const { smile } of clean) expect(mustAccept(smile).calendarShortfall_vol_points).toBeLessThan(0.05)
    // The last expiry at half the volatility has less total variance than the one before it.
    const planted = marketOf({ volatilityAt: (k, years) => (years > 0.4 ? 0.5 : 1) * indexSmile()(k, years) })
    const last = mustAccept(expiryOf(planted, 'SPX', '2024-06-21').smile)
    expect(last.calendarArbitrage).toBe(true)
    // sqrt(0.1923 / 0.4585) x 14 % less 7 %.
    expect(last.calendarShortfall_vol_points).toBeGreaterThan(1.5)
    expect(
      mustAccept(expiryOf(planted, 'SPX', '2024-03-15').smile).calendarShortfall_vol_points,
    ).toBeLessThan(0.05)
  })

  it('reconstructs VIX and VIX9D from the series of the rule, near the fair variance of the truth', () => {
    const market = marketOf()
    const vix = mustAccept(market.vix)
    expect(vix).toMatchObject({
      rule: 'friday-series',
      horizonDays: 30,
      nearRoot: 'SPXW',
      nearExpiration: '2024-02-02',
      nextRoot: 'SPXW',
      nextExpiration: '2024-02-09',
    })
    expect(mustAccept(market.vix9d)).toMatchObject({
      nearRoot: 'SPXW',
      nearExpiration: '2024-01-12',
      nextRoot: 'SPX',
      nextExpiration: '2024-01-19',
      horizonDays: 9,
    })
    const near = mustAccept(chainVarianceSwap(expiryOf(market, 'SPXW', '2024-02-02')))
    const next = mustAccept(chainVarianceSwap(expiryOf(market, 'SPXW', '2024-02-09')))
    const smiles = [mustAccept(near.smile).fairVol_vol_points, mustAccept(next.smile).fairVol_vol_points]
    expect(vix.level_vol_points).toBeGreaterThan(Math.min(...smiles) - 0.15)
    expect(vix.level_vol_points).toBeLessThan(Math.max(...smiles) + 0.15)
  })

  it('gives sigma as the VIX of a flat chain, within the bias of its strip', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 0.6, noNaN: true }),
        fc.integer({ min: 4690, max: 4710 }),
        (sigma, spot) => {
          const spacing = 10
          const strikes_points = strikesBetween(200, 14_000, spacing)
          const market = marketOf({
            expiries: ['2024-02-02', '2024-02-09'].map((expiration) => ({
              root: 'SPXW',
              expiration,
              strikes_points,
            })),
            spot_points: spot,
            volatilityAt: () => sigma,
            ticks: 'none',
            halfSpreadAt: () => 0,
            smallestBid_points: 1e-9,
          })
          const { level_vol_points: level } = mustAccept(market.vix)
          const variance = (level / 100) * (level / 100)
          // See variance-swap.ts: a strip of spacing h is off by at most h^2 / (6 T F^2) E[F^2 / S^2].
          const years = 28 / 365
          const bias = ((spacing * spacing) / (6 * years * spot * spot)) * Math.exp(3 * sigma * sigma * years)
          expect(Math.abs(variance - sigma * sigma)).toBeLessThan(1.05 * bias)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('leaves out what has settled or has no parity, with the reason', () => {
    const few = { root: 'SPXW', expiration: '2024-01-16', strikes_points: [4690, 4700, 4710] }
    const market = marketOf({ expiries: [{ root: 'SPXW', expiration: '2024-01-05' }, few, ...EXPIRIES] })
    expect(market.leftOut.map(({ expiration }) => expiration)).toEqual(['2024-01-05', '2024-01-16'])
    expect(market.leftOut[0]?.reason).toContain('settled')
    expect(market.leftOut[1]?.reason).toContain('surface.no-parity')
    expect(market.expiries).toHaveLength(EXPIRIES.length)
  })

  it('measures time from the quotes, whatever the as-of time', () => {
    const chain = syntheticChain({ expiries: EXPIRIES, volatilityAt: indexSmile() })
    const now = mustAccept(readMarket(chain, { asOf: chain.quotedAt }))
    const later = mustAccept(readMarket(chain, { asOf: (chain.quotedAt + 2 * 86_400_000) as EpochMs }))
    expect(later.expiries).toEqual(now.expiries)
    expect(later.asOf).not.toBe(now.asOf)
  })

  it('reads volatilities on the trading clock when asked, and the same forwards, discounts and VIX', () => {
    const chain = syntheticChain({ expiries: EXPIRIES, volatilityAt: indexSmile() })
    const calendar = mustAccept(readMarket(chain, { asOf: chain.quotedAt, rate: 0.05 }))
    const trading = mustAccept(
      readMarket(chain, { asOf: chain.quotedAt, rate: 0.05, yearClock: 'trading-252' }),
    )
    trading.expiries.forEach((expiry, i) => {
      const other = calendar.expiries[i]
      if (other === undefined) throw new Error('an expiry is missing')
      expect(expiry.forward.discount).toBe(other.forward.discount)
      expect(expiry.forward.forward_points).toBe(other.forward.forward_points)
      // Total variance has no clock.
      const own = expiry.atmVol * expiry.atmVol * expiry.years
      expect(own / (other.atmVol * other.atmVol * other.years)).toBeCloseTo(1, 3)
    })
    // Friday evening to Monday afternoon: one session of 252.
    expect(trading.expiries[0]?.years).toBeCloseTo(1 / 252, 12)
    expect(mustAccept(trading.vix).level_vol_points).toBeCloseTo(
      mustAccept(calendar.vix).level_vol_points,
      10,
    )
  })

  it('refuses quotes from the future, absurd rates and chains with nothing in them', () => {
    const chain = syntheticChain({ expiries: EXPIRIES })
    const before = readMarket(chain, { asOf: (chain.quotedAt - 60_000) as EpochMs })
    expect(before).toMatchObject({ refusal: { code: 'quote.future' } })
    const absurd = readMarket(chain, { asOf: chain.quotedAt, rate: 5.3 })
    expect(absurd).toMatchObject({ refusal: { code: 'number.out-of-range' } })
    expect(readMarket({ ...chain, expiries: [] }, { asOf: chain.quotedAt })).toMatchObject({
      refusal: { code: 'chain.empty' },
    })
  })

  it('says why there is no VIX where one side of thirty days is missing', () => {
    const market = marketOf({ expiries: EXPIRIES.slice(0, 4) })
    expect(market.vix).toMatchObject({ refusal: { code: 'vix.not-computable' } })
    expect(market.vix9d.ok).toBe(true)
  })

  it('holds no NaN or infinity in anything it returns, whatever the noise', () => {
    const walk = (value: unknown, path: string): void => {
      if (typeof value === 'number') expect(Number.isFinite(value), path).toBe(true)
      else if (value instanceof Float64Array) expect(value.every(Number.isFinite), path).toBe(true)
      else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
        for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`)
      }
    }
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 7, maxLength: 40 }),
        (noise) => {
          let at = 0
          const chain = syntheticChain({
            expiries: EXPIRIES.slice(1, 6).map((expiry) => ({
              ...expiry,
              strikes_points: strikesBetween(4300, 5000, 20),
            })),
            disturb: ({ price_points }) => price_points * (noise[at++ % noise.length] ?? 1),
          })
          const result = readMarket(chain, { asOf: chain.quotedAt })
          if (result.ok) walk(result.value, 'market')
        },
      ),
      { numRuns: 100 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { indexSmile, syntheticChain, strikesBetween } from '../../../test/support/synthetic-chain.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { black76Greeks, black76Price } from '../../market/pricing/black76.ts'
import type { ChainSnapshot, OptionalColumn } from '../../market/quote/chain.ts'
import type { ExpiryState, MarketState } from '../../market/surface/market-state.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { smileVol } from '../../market/surface/smile-vol.ts'
import { readMarketFile } from '../../shell/importer/read-file.ts'
import { dealerGamma } from './dealer-gamma.ts'
import { deltaClosingLegs } from './delta-closing-leg.ts'
import { dislocatedVols } from './dislocated-vols.ts'
import { parityDislocations } from './parity-dislocation.ts'
import { openSeriesDoor } from '../series-door/series-door.ts'
import { referenceRate } from './reference-rate.ts'
import { staleVols } from './stale-vols.ts'

const EXPIRATION = '2024-02-02'
const STRIKES = strikesBetween(4000, 5300, 25)

function read(chain: ChainSnapshot): MarketState {
  return mustAccept(readMarket(chain, { asOf: chain.quotedAt }))
}

function madeChain(options: Partial<Parameters<typeof syntheticChain>[0]> = {}): ChainSnapshot {
  return syntheticChain({
    volatilityAt: indexSmile(),
    expiries: [{ root: 'SPXW', expiration: EXPIRATION, strikes_points: STRIKES }],
    ...options,
  })
}

/** The chain with open interest by side and strike. */
function withOpenInterest(
  chain: ChainSnapshot,
  contracts: (right: 'C' | 'P', strike: number) => number | null,
): ChainSnapshot {
  const column = (strikes: Float64Array, right: 'C' | 'P'): OptionalColumn => ({
    values: strikes.map((strike) => contracts(right, strike) ?? 0),
    present: Uint8Array.from(strikes, (strike) => (contracts(right, strike) === null ? 0 : 1)),
  })
  const expiries = chain.expiries.map((slice) => ({
    ...slice,
    calls: { ...slice.calls, openInterests: column(slice.strikes_points, 'C') },
    puts: { ...slice.puts, openInterests: column(slice.strikes_points, 'P') },
  }))
  return { ...chain, expiries }
}

describe('dealer gamma', () => {
  const oneStrike = (right: 'C' | 'P', strike: number, contracts: number): MarketState =>
    read(withOpenInterest(madeChain(), (side, at) => (side === right && at === strike ? contracts : 0)))

  it('of one call is gamma S^2 per cent by finite differences of its price in spot', () => {
    const market = oneStrike('C', 4800, 1000)
    const [expiry] = market.expiries
    const spot = market.impliedSpot_points
    const price = (level: number): number =>
      black76Price({
        right: 'C',
        forward_points: (expiry.forward.forward_points * level) / spot,
        strike_points: 4800,
        years: expiry.years,
        volatility: smileVol(expiry, 4800),
        discount: expiry.forward.discount,
      })
    const h = 1
    const gamma = (price(spot + h) - 2 * price(spot) + price(spot - h)) / (h * h)
    const expected = gamma * spot * spot * 0.01 * 1000 * 100
    const found = mustAccept(dealerGamma(market))
    expect(found.total_dollars_per_percent / expected).toBeCloseTo(1, 4)
    expect(found.byStrike).toHaveLength(1)
    expect(found.contractsCounted).toBe(1000)
    expect(found.flip_points, 'one sign everywhere has no flip').toBeNull()
    expect(found.assumption).toContain('assumed, not observed')
  })
  it('turns its sign between a strike of short puts and a strike of long calls, where the two gammas are equal', () => {
    const market = read(
      withOpenInterest(madeChain(), (right, strike) =>
        (right === 'P' && strike === 4500) || (right === 'C' && strike === 4900) ? 1000 : 0,
      ),
    )
    const { flip_points, byStrike } = mustAccept(dealerGamma(market))
    expect(byStrike.map((one) => Math.sign(one.gamma_dollars_per_percent))).toEqual([-1, 1])
    expect(flip_points).toBeGreaterThan(4500)
    expect(flip_points).toBeLessThan(4900)
    const [expiry] = market.expiries
    const gammaAt = (strike_points: number): number =>
      mustAccept(
        black76Greeks({
          right: 'C',
          forward_points: (expiry.forward.forward_points * (flip_points ?? 0)) / market.impliedSpot_points,
          strike_points,
          years: expiry.years,
          volatility: smileVol(expiry, strike_points),
          discount: expiry.forward.discount,
        }),
      ).gamma
    expect(gammaAt(4500) / gammaAt(4900)).toBeCloseTo(1, 6)
  })
  it('reverses with the assumption and is unknown without open interest', () => {
    const market = oneStrike('P', 4600, 500)
    const usual = mustAccept(dealerGamma(market)).total_dollars_per_percent
    const signs = { calls: -1, puts: 1, assumption: 'reversed' } as const
    expect(mustAccept(dealerGamma(market, { signs })).total_dollars_per_percent).toBe(-usual)
    const none = dealerGamma(read(madeChain()))
    expect(none.ok ? null : none.refusal.code).toBe('series.missing')
  })
})

describe('parity dislocations', () => {
  const judged = (expiry: ExpiryState, referenceRate: number | null, cost_dollars = 0) =>
    parityDislocations({
      expiry,
      referenceRate,
      referenceSource: 'test',
      forwardQuote: null,
      cost_dollars,
    })
  const tight = read(
    madeChain({
      rate: 0.05,
      ticks: 'none',
      halfSpreadAt: () => 0.0001,
      expiries: [{ root: 'SPXW', expiration: '2024-12-20', strikes_points: STRIKES }],
    }),
  ).expiries[0]

  it('reads the rate a box lends and borrows at off a chain without spreads', () => {
    const { best } = judged(tight, 0.05)
    expect(best.map((one) => one.kind)).toEqual(['box-lend', 'box-borrow'])
    for (const { rate } of best) expect(rate).toBeCloseTo(0.05, 4)
  })
  it('opens the lending box where the reference is lower, by the difference of the discounts, and costs close it', () => {
    const [box] = judged(tight, 0.04).open
    expect(box.kind).toBe('box-lend')
    const width = box.highStrike_points - box.lowStrike_points
    const expected = width * (Math.exp(-0.04 * tight.years) - Math.exp(-0.05 * tight.years))
    expect(box.gain_points).toBeCloseTo(expected, 2)
    expect(judged(tight, 0.06).open.map((one) => one.kind)).toEqual(['box-borrow'])
    const costs = ((expected + 0.1) * 100) / 4
    expect(judged(tight, 0.04, costs + 400).open).toEqual([])
  })
  it('finds nothing at natural on a chain quoted as chains are, at its own rate', () => {
    const wide = read(madeChain()).expiries[0]
    expect(judged(wide, 0.05, 1.3).open).toEqual([])
  })
  it('leaves gains unknown without a reference, and conversions without a quote of the forward', () => {
    const { best, open, unknown } = judged(tight, null)
    expect(best.every((one) => one.gain_points === null)).toBe(true)
    expect(open).toEqual([])
    expect(unknown).toHaveLength(2)
  })
  it('takes OIS, else SOFR, off the series at hand: percent, simple, actual over 360', () => {
    const asOf = dayNumber(isoDate('2024-01-05'))
    const series = (symbol: string, value: number) => ({
      symbol,
      source: 'invented',
      rung: 'quoted' as const,
      days: Int32Array.of(asOf - 1),
      values: Float64Array.of(value),
      revised: false,
    })
    const at = (...all: ReturnType<typeof series>[]) => referenceRate(openSeriesDoor(all, asOf), tight)
    const sofr = at(series('SOFR', 5.31))
    // What a dollar grows to is the same on either clock.
    expect(Math.exp((sofr.rate ?? 0) * tight.years)).toBeCloseTo(1 + (0.0531 * tight.days) / 360, 12)
    expect(sofr.source).toContain('one night')
    expect(at(series('SOFR', 5.31), series('OIS', 4.8)).source).toMatch(/^OIS of 2024-01-04/)
    expect(at()).toEqual({ rate: null, source: 'neither OIS nor SOFR is at hand' })
    expect(judged(tight, sofr.rate).best[0].gain_points).not.toBeNull()
  })
  it('converts where the forward can be bought under the synthetic, and reverses where sold over it', () => {
    const forward = tight.forward.forward_points
    const found = (shift: number) =>
      parityDislocations({
        expiry: tight,
        referenceRate: 0.05,
        referenceSource: 'test',
        forwardQuote: {
          bid_points: forward + shift - 0.1,
          ask_points: forward + shift + 0.1,
          source: 'test',
        },
        cost_dollars: 0,
      }).open.filter((one) => !one.kind.startsWith('box'))
    expect(found(0)).toEqual([])
    const [conversion] = found(-2)
    expect(conversion.kind).toBe('conversion')
    expect(conversion.gain_points).toBeCloseTo(1.9 * tight.forward.discount, 2)
    expect(found(2).map((one) => one.kind)).toEqual(['reversal'])
  })
})

describe('closing delta', () => {
  const [expiry] = read(madeChain({ ticks: 'none', halfSpreadAt: () => 0.25 })).expiries
  const { forward_points } = expiry.forward
  const future = (half: number) => ({
    bid_points: forward_points - half,
    ask_points: forward_points + half,
    fair_points: forward_points,
    source: 'test',
    multiplier: 50,
    cost_dollars: 2,
  })
  it('sells the future where its spread is the smaller, the synthetic where not', () => {
    const legs = (half: number) =>
      deltaClosingLegs({ delta_dollars_per_point: 300, expiry, optionCost_dollars: 1, future: future(half) })
    const [near] = legs(0.125)
    expect(near).toMatchObject({ kind: 'future', side: 'sell', contracts: 6, delta_index_units: -300 })
    expect(near.cost_dollars).toBeCloseTo(6 * (50 * 0.125 + 2), 9)
    const [far] = legs(5)
    expect(far.kind).toBe('synthetic')
    // Three contracts, half of two spreads of 0.5 each, and two legs of a dollar.
    expect(far.cost_dollars).toBeCloseTo(3 * (100 * 0.5 + 2), 0)
  })
  it('offers nothing where less than half a contract is open', () => {
    expect(
      deltaClosingLegs({ delta_dollars_per_point: 20, expiry, optionCost_dollars: 1, future: future(0.1) }),
    ).toEqual([])
  })
})

describe('vol quotes', () => {
  it('finds the one put quoted three vol points rich, and nothing on a clean chain', () => {
    const clean = read(madeChain()).expiries[0]
    expect(dislocatedVols(clean)).toEqual([])
    const chain = madeChain({
      disturb: ({ right, strike_points, price_points }) =>
        right === 'P' && strike_points === 4500 ? price_points * 1.25 : price_points,
    })
    const found = dislocatedVols(read(chain).expiries[0]) ?? []
    expect(found.map((one) => [one.right, one.strike_points])).toEqual([['P', 4500]])
    expect(found[0].distance_vol_points).toBeGreaterThan(0)
  })
  it('finds the quotes that stood still while the forward moved thirty points', () => {
    const before = read(madeChain())
    const later = madeChain({ spot_points: 4730, quotedAt: (before.asOf + 3_600_000) as typeof before.asOf })
    const [slice] = later.expiries
    const [old] = before.chain.expiries
    const at = STRIKES.indexOf(4700)
    slice.calls.bids_points[at] = old.calls.bids_points[at]
    slice.calls.asks_points[at] = old.calls.asks_points[at]
    const found = staleVols(before.expiries[0], read(later).expiries[0], () => 0.5)
    expect(found?.map((one) => [one.right, one.strike_points])).toEqual([['C', 4700]])
    expect(found?.[0].expectedMove_points).toBeGreaterThan(10)
    expect(staleVols(before.expiries[0], before.expiries[0], () => 0.5)).toBeNull()
  })
})

describe('on a real chain', () => {
  itWithRealData(
    'sums dealer gamma over real open interest, prints its flip, and no box beats SOFR at natural',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    async (file) => {
      const imported = await readMarketFile(file)
      if (!imported.ok) throw new Error(imported.refusal.fix)
      const market = read(imported.value.chains[0])
      const gamma = mustAccept(dealerGamma(market))
      expect(gamma.contractsCounted).toBeGreaterThan(1e5)
      expect(
        Math.abs((gamma.flip_points ?? market.impliedSpot_points) / market.impliedSpot_points - 1),
      ).toBeLessThan(0.15)
      const sum = gamma.byStrike.reduce((total, one) => total + one.gamma_dollars_per_percent, 0)
      expect(sum / gamma.total_dollars_per_percent).toBeCloseTo(1, 9)
      for (const expiry of market.expiries.filter(({ days }) => days > 20 && days < 400)) {
        const found = parityDislocations({
          expiry,
          referenceRate: 0.0535,
          referenceSource: 'SOFR of the day, by hand',
          forwardQuote: null,
          cost_dollars: 1.3,
        })
        expect(found.open, expiry.slice.expiration).toEqual([])
      }
    },
  )
})

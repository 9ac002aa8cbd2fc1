/** The surface read from a complete real chain, and from Cboe's worked example, against what was published that day. */
import { describe, expect } from 'vitest'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import type { ChainSnapshot } from '../../src/market/quote/chain.ts'
import { chainVarianceSwap } from '../../src/market/surface/chain-variance-swap.ts'
import type { MarketState } from '../../src/market/surface/market-state.ts'
import { readMarket } from '../../src/market/surface/read-market.ts'
import { readMarketFile } from '../../src/shell/importer/read-file.ts'
import { fitErrors } from '../support/fit-errors.ts'
import { itWithRealData } from '../support/real-data.ts'

const SPX_CHAIN = 'spx-chain-2024-01-05/spx_quotedata.csv'

const chains = new Map<string, ChainSnapshot>()

async function chainOf(file: string): Promise<ChainSnapshot> {
  const known = chains.get(file)
  if (known !== undefined) return known
  const [chain] = mustAccept(await readMarketFile(file, { allowPartial: true })).chains
  if (chain === undefined) throw new Error(`no chain in ${file}`)
  chains.set(file, chain)
  return chain
}

async function marketOf(file: string, rate: number | null = null): Promise<MarketState> {
  const chain = await chainOf(file)
  return mustAccept(readMarket(chain, { asOf: chain.quotedAt, rate }))
}

describe('the SPX chain of 2024-01-05', () => {
  itWithRealData('gives the published VIX of 13.35, from the series Cboe used', SPX_CHAIN, async (file) => {
    const published = 13.35
    for (const rate of [null, 0.0535]) {
      const vix = mustAccept((await marketOf(file, rate)).vix)
      expect(Math.abs(vix.level_vol_points - published)).toBeLessThan(0.005)
      expect([vix.nearExpiration, vix.nextExpiration]).toEqual(['2024-02-02', '2024-02-09'])
      expect([vix.nearRoot, vix.nextRoot]).toEqual(['SPXW', 'SPXW'])
    }
  })

  itWithRealData(
    'takes forwards and rates from parity, short rates from the curve',
    SPX_CHAIN,
    async (file) => {
      const { expiries, impliedSpot_points: spot } = await marketOf(file)
      expect(expiries.length).toBeGreaterThanOrEqual(54)
      for (const { forward, days } of expiries) {
        if (days < 120) {
          expect(forward.rate).toBeGreaterThan(0.052)
          expect(forward.rate).toBeLessThan(0.056)
          expect(forward.residual_points).toBeLessThan(0.35)
        }
        if (days < 50) expect(forward.rateSource).toBe('curve')
        if (days > 60) expect(forward.rateSource).toBe('parity')
      }
      // The index closed at 4697.24 a quarter of an hour before the quotes.
      expect(Math.abs(spot - 4697.24)).toBeLessThan(1)
      const forwards = expiries.filter(({ days }) => days < 400).map(({ forward }) => forward.forward_points)
      expect(forwards.every((value, i) => i === 0 || value > forwards[i - 1] - 0.05)).toBe(true)
    },
  )

  itWithRealData('fits the smiles of 5 to 50 delta to a tenth of a vol point', SPX_CHAIN, async (file) => {
    const { expiries } = await marketOf(file)
    for (const { smile } of expiries) {
      const fit = mustAccept(smile)
      expect(fit.butterflyArbitrage).toBe(false)
      expect(fit.rmse_vol_points).toBeLessThan(0.3)
    }
    const traded = fitErrors(expiries.filter(({ days }) => days < 60))
    expect(traded.quotes).toBeGreaterThan(1500)
    expect(traded.rms).toBeLessThan(0.07)
    expect(traded.largest).toBeLessThan(0.25)
  })

  itWithRealData(
    'prices the variance of 28 days alike by strip, by smile and by VIX',
    SPX_CHAIN,
    async (file) => {
      const market = await marketOf(file)
      const expiry = market.expiries.find(
        ({ slice }) => slice.root === 'SPXW' && slice.expiration === '2024-02-02',
      )
      if (expiry === undefined) throw new Error('no SPXW 2024-02-02')
      const { strip, smile } = mustAccept(chainVarianceSwap(expiry))
      const near = 100 * Math.sqrt(mustAccept(market.vix).nearVariance)
      expect(Math.abs(strip.fairVol_vol_points - near)).toBeLessThan(0.02)
      // The strip ends where bids do; the smile's wings go on.
      expect(mustAccept(smile).fairVol_vol_points - strip.fairVol_vol_points).toBeGreaterThan(0)
      expect(mustAccept(smile).fairVol_vol_points - strip.fairVol_vol_points).toBeLessThan(0.3)
    },
  )
})

describe("Cboe's worked example of 2009", () => {
  itWithRealData('gives 61.22 at the rate it states', 'vix-whitepaper-chain/options.csv', async (file) => {
    const vix = mustAccept((await marketOf(file, 0.0038)).vix)
    expect(vix.level_vol_points).toBeCloseTo(61.218, 3)
    expect(vix.rule).toBe('standard-months')
  })
})

import { describe, expect, it } from 'vitest'
import { strikesBetween, syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { chainVarianceSwap } from './chain-variance-swap.ts'
import { readMarket } from './read-market.ts'

function expiryOf(sigma: number, strikes_points: readonly number[], smallestBid_points = 1e-9) {
  const chain = syntheticChain({
    expiries: [{ root: 'SPXW', expiration: '2024-04-05', strikes_points, forward_points: 4750, rate: 0.05 }],
    volatilityAt: () => sigma,
    ticks: 'none',
    halfSpreadAt: () => 0,
    smallestBid_points,
  })
  const [expiry] = mustAccept(readMarket(chain, { asOf: chain.quotedAt, rate: 0.05 })).expiries
  if (expiry === undefined) throw new Error('no expiry')
  return expiry
}

describe('chainVarianceSwap', () => {
  it('gives sigma by the smile, and by the strip but for its stated bias', () => {
    const expiry = expiryOf(0.2, strikesBetween(1000, 12_000, 10))
    const { strip, smile } = mustAccept(chainVarianceSwap(expiry))
    expect(mustAccept(smile).fairVol_vol_points).toBeCloseTo(20, 6)
    const bias = 100 / (6 * expiry.years * 4750 * 4750)
    expect(strip.fairVariance - 0.04).toBeGreaterThan(0)
    expect(strip.fairVariance - 0.04).toBeLessThan(1.2 * bias)
  })
  it('loses what nobody bids for, which the smile puts back', () => {
    const { strip, smile } = mustAccept(
      chainVarianceSwap(expiryOf(0.2, strikesBetween(1000, 12_000, 10), 10)),
    )
    expect(strip.fairVol_vol_points).toBeLessThan(19.8)
    expect(mustAccept(smile).fairVol_vol_points).toBeCloseTo(20, 2)
  })
  it('refuses where no strike at or below the forward is bid on both sides', () => {
    const expiry = expiryOf(0.2, strikesBetween(4760, 5200, 10))
    expect(chainVarianceSwap(expiry)).toMatchObject({ refusal: { code: 'surface.no-parity' } })
  })
})

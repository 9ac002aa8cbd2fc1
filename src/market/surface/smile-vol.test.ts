import { describe, expect, it } from 'vitest'
import { indexSmile, strikesBetween, syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { ExpiryState } from './market-state.ts'
import { readMarket } from './read-market.ts'
import { fittedVariance, smileVol } from './smile-vol.ts'

function expiryWith(strikes_points?: readonly number[]): ExpiryState {
  const expiry = { root: 'SPXW', expiration: '2024-02-16', ...(strikes_points ? { strikes_points } : {}) }
  const chain = syntheticChain({ expiries: [expiry], volatilityAt: indexSmile() })
  const market = mustAccept(readMarket(chain, { asOf: chain.quotedAt, rate: 0.05 }))
  const [only] = market.expiries
  if (only === undefined) throw new Error('no expiry')
  return only
}

describe('smileVol', () => {
  it('goes on in total variance from the end of the quotes, straight, never down, never above slope 2', () => {
    const expiry = expiryWith()
    const fit = mustAccept(expiry.smile)
    for (const [end, out] of [
      [fit.kLow, -1],
      [fit.kHigh, 1],
    ] as const) {
      const at = fittedVariance(fit, end)
      const one = fittedVariance(fit, end + 0.1 * out)
      const two = fittedVariance(fit, end + 0.2 * out)
      expect(fittedVariance(fit, end + 1e-9 * out)).toBeCloseTo(at, 9)
      expect(one).toBeGreaterThanOrEqual(at)
      expect(two - one).toBeCloseTo(one - at, 12)
      expect(one - at).toBeLessThanOrEqual(0.2)
    }
    // A descending right wing is held flat instead of running into zero.
    const falling = { ...fit, parameters: { a: 0.001, b: 0.2, rho: -1, m: 1, s: 0.1 } }
    expect(fittedVariance(falling, fit.kHigh + 3)).toBe(fittedVariance(falling, fit.kHigh))
    const steep = { ...fit, parameters: { a: 0.01, b: 5, rho: 0, m: 0, s: 0.01 } }
    const far = fittedVariance(steep, fit.kHigh + 1) - fittedVariance(steep, fit.kHigh)
    expect(far).toBeCloseTo(2, 12)
  })

  it('is positive and finite at any strike', () => {
    const expiry = expiryWith()
    for (const strike of [0.01, 1, 500, 4700, 9000, 1e6]) {
      const vol = smileVol(expiry, strike)
      expect(vol).toBeGreaterThan(0)
      expect(Number.isFinite(vol)).toBe(true)
    }
    expect(() => smileVol(expiry, 0)).toThrow('strike')
  })

  it('falls back on the quoted mids where there are too few to fit', () => {
    const expiry = expiryWith(strikesBetween(4650, 4770, 30))
    expect(expiry.smile.ok).toBe(false)
    const { strikes_points } = expiry.slice
    const low = smileVol(expiry, strikes_points[0])
    const next = smileVol(expiry, strikes_points[1])
    expect(low).toBe(expiry.putVols.values[0])
    const between = smileVol(expiry, (strikes_points[0] + strikes_points[1]) / 2)
    expect(between).toBeLessThan(low)
    expect(between).toBeGreaterThan(next)
    expect(smileVol(expiry, 100)).toBe(low)
    expect(expiry.atmVol).toBeCloseTo(0.14, 2)
  })
})

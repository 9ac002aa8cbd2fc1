import { describe, expect, it } from 'vitest'
import { syntheticChain, type SyntheticExpiry } from '../../../test/support/synthetic-chain.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { impliedSpot } from './implied-spot.ts'
import { readMarket } from './read-market.ts'

const expiriesOf = (expiries: readonly SyntheticExpiry[]) => {
  const chain = syntheticChain({
    expiries,
    spot_points: 5000,
    rate: 0.05,
    dividendYield: 0.02,
    ticks: 'none',
  })
  return mustAccept(readMarket(chain, { asOf: chain.quotedAt, rate: 0.05 })).expiries
}

describe('impliedSpot', () => {
  it('takes rate and dividends off the shortest forward by the carry of the month after it', () => {
    const expiries = expiriesOf([
      { root: 'SPXW', expiration: '2024-01-26' },
      { root: 'SPXW', expiration: '2024-02-23' },
      { root: 'SPX', expiration: '2024-12-20' },
    ])
    expect(impliedSpot(expiries)).toBeCloseTo(5000, 8)
  })
  it('discounts the forward where the chain shows no carry, or an absurd one', () => {
    const alone = expiriesOf([{ root: 'SPXW', expiration: '2024-01-26' }])
    const years = alone[0]?.years ?? Number.NaN
    // The dividends of three weeks stay in it: 2 % a year.
    expect(impliedSpot(alone)).toBeCloseTo(5000 * Math.exp(-0.02 * years), 8)
    const broken = expiriesOf([
      { root: 'SPXW', expiration: '2024-01-26' },
      { root: 'SPXW', expiration: '2024-02-23', forward_points: 5400 },
    ])
    expect(impliedSpot(broken)).toBeCloseTo(5000 * Math.exp(-0.02 * years), 8)
  })
})

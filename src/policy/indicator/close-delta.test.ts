import { describe, expect, it } from 'vitest'
import { syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { type FutureQuote, closeDelta } from './close-delta.ts'

const CHAIN = syntheticChain({
  ticks: 'none',
  halfSpreadAt: () => 0.25,
  expiries: [{ root: 'SPXW', expiration: '2024-02-16' }],
})
const MARKET = mustAccept(readMarket(CHAIN, { asOf: CHAIN.quotedAt }))
const [EXPIRY] = MARKET.expiries
const COSTS = { commission_dollars: 0.65, fees_dollars: 0.35 }

const future = (half_points: number): FutureQuote => ({
  instrument: 'ES 2024-03-15',
  root: 'ES',
  bid_points: 4720 - half_points,
  ask_points: 4720 + half_points,
  fair_points: 4720,
  cost_dollars: 2.25,
  source: 'test',
})
const closing = (delta: number, quote: FutureQuote | null) =>
  closeDelta(delta, MARKET, { expiry: EXPIRY, costs: COSTS, future: quote })

describe('closing delta as an action', () => {
  it('sells a positive delta by the future where its spread is the smaller', () => {
    const { best, order, considered, left_dollars_per_point, reason } = closing(312, future(0.125))
    expect(best).toMatchObject({ kind: 'future', side: 'sell', contracts: 6 })
    expect(order).toEqual({
      legs: [{ instrument: 'ES 2024-03-15', quantity: -1 }],
      units: 6,
      limit_points: 4719.875,
      natural_points: 4719.875,
      multiplier: 50,
    })
    expect(left_dollars_per_point).toBeCloseTo(12, 12)
    expect(considered.map(({ kind }) => kind)).toEqual(['future', 'synthetic'])
    expect(reason.says).toContain('{by}')
    expect(reason.because).toHaveLength(2)
  })
  it('buys a negative one by the synthetic where no future is quoted, and says so', () => {
    const { best, order, left_dollars_per_point, reason } = closing(-312, null)
    expect(best).toMatchObject({ kind: 'synthetic', side: 'buy', contracts: 3 })
    if (order === null || best === null) throw new Error('a leg has an order')
    expect(order.legs.map(({ instrument, quantity }) => [instrument.slice(0, 13), quantity])).toEqual([
      ['SPXW  240216C', 1],
      ['SPXW  240216P', -1],
    ])
    // Put and call of one strike, and their price is that of the forward but for the two half spreads.
    expect(order.legs[0].instrument.slice(13)).toBe(order.legs[1].instrument.slice(13))
    const strike = Number(order.legs[0].instrument.slice(13)) / 1000
    const fair = EXPIRY.forward.discount * (EXPIRY.forward.forward_points - strike)
    expect(-order.natural_points - fair).toBeCloseTo(0.5, 6)
    expect(best.cost_dollars).toBeCloseTo(3 * (100 * 0.5 + 2 * 1), 3)
    expect(left_dollars_per_point).toBeCloseTo(-312 + 300 * EXPIRY.forward.discount, 9)
    expect(reason.says).toContain('No quote of a future is at hand')
  })
  it('leaves less than half a contract', () => {
    expect(closing(20, future(0.1))).toMatchObject({
      best: null,
      order: null,
      considered: [],
      left_dollars_per_point: 20,
      reason: { verdict: 'note' },
    })
  })
})

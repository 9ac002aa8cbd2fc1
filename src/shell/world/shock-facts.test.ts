import { describe, expect, it } from 'vitest'
import { syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { decide } from '../../policy/decide.ts'
import { assembleFacts } from '../../policy/facts.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
import { shocksOf } from '../../policy/shocked-facts.ts'
import { shockFacts } from './shock-facts.ts'

const chain = syntheticChain({ expiries: [{ root: 'SPXW', expiration: '2024-02-16' }] })
const facts = assembleFacts({
  market: mustAccept(readMarket(chain, { asOf: chain.quotedAt })),
  history: null,
  vixHistory: null,
})
const rules = mustAccept(presetNamed('monthly-16-delta'))
const WHOLE = { trade: null, spot_share: -0.03, volatility: 0.05 }

describe('a market moved by hand', () => {
  it('is carried by the decision made in it, and by no other', () => {
    const moved = mustAccept(shockFacts(facts, [WHOLE]))
    const decision = decide(moved.facts, rules)
    expect(decision.shock).toBe('spot −3 %, volatility +5 points')
    expect(shocksOf(decision)).toBe('the whole market (spot −3 %, volatility +5 points)')
    expect(decision.notes.join(' ')).toContain('not advice')
    const plain = decide(facts, rules)
    expect([plain.shock, shocksOf(plain)]).toEqual([null, null])
  })

  it("says both moves of a trade whose own comes on top of the whole's", () => {
    const own = { trade: 'a', spot_share: 0, volatility: 0.01 }
    const moved = mustAccept(shockFacts(facts, [WHOLE, own]))
    expect(moved.byTrade.get('a')?.facts.market.chain.source.shock).toBe(
      'spot −3 %, volatility +5 points, then volatility +1 points',
    )
  })
})

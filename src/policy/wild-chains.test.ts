/** Whatever the chain, a decision is made: finite, frozen, and nothing sold without a bid. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMarket } from '../market/surface/read-market.ts'
import { indexSmile, strikesBetween, syntheticChain } from '../../test/support/synthetic-chain.ts'
import { createRandom } from '../base/numerics/random.ts'
import { decide } from './decide.ts'
import { assembleFacts } from './facts.ts'
import { canonicalJson } from './rules/canonical.ts'
import { PRESETS } from './rules/presets.ts'

const LISTED = [
  ['SPXW', '2024-01-08'],
  ['SPXW', '2024-01-12'],
  ['SPXW', '2024-02-02'],
  ['SPXW', '2024-02-09'],
  ['SPX', '2024-02-16'],
  ['SPXW', '2024-02-16'],
] as const

/** Noisy, gappy, wide or tight: quotes are lost and disturbed at random from the seed. */
function wildChain(seed: number, atm: number, step: number, halfSpread: number, lost: number) {
  const random = createRandom({ seed, stream: 0 })
  const chain = syntheticChain({
    volatilityAt: indexSmile(atm),
    halfSpreadAt: () => 0.01 + halfSpread * random.nextUniform(),
    disturb: ({ price_points }) =>
      random.nextUniform() < 0.05 ? price_points * (0.5 + random.nextUniform()) : price_points,
    expiries: LISTED.map(([root, expiration]) => ({
      root,
      expiration,
      strikes_points: strikesBetween(3500, 6000, step),
    })),
  })
  for (const { calls, puts } of chain.expiries) {
    for (const side of [calls, puts]) {
      side.state.forEach((_, i) => {
        if (random.nextUniform() >= lost) return
        side.state[i] = 0
        side.bids_points[i] = 0
        side.asks_points[i] = 0
      })
    }
  }
  return chain
}

describe('a wild chain', () => {
  it('gives a decision that holds together', () => {
    let priced = 0
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.double({ min: 0.03, max: 1.2, noNaN: true }),
        fc.constantFrom(5, 10, 25, 50),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 0.7, noNaN: true }),
        (seed, atm, step, halfSpread, lost) => {
          const chain = wildChain(seed, atm, step, halfSpread, lost)
          const market = readMarket(chain, { asOf: chain.quotedAt })
          if (!market.ok) return
          const facts = assembleFacts({ market: market.value, history: null, vixHistory: null })
          for (const rules of PRESETS) {
            const decision = decide(facts, rules)
            // Canonical JSON stops on anything that is not finite.
            expect(canonicalJson(decision).length).toBeGreaterThan(100)
            expect(decision.intents.length).toBeGreaterThan(0)
            expect(decision.candidates.length + decision.declined.length).toBe(rules.structures.length)
            for (const { legs, credit, maxLoss_dollars } of [...decision.candidates, ...decision.tiers]) {
              priced += 1
              expect(credit.natural_points).toBeLessThanOrEqual(credit.mid_points + 1e-9)
              for (const leg of legs) if (leg.quantity < 0) expect(leg.bid_points).toBeGreaterThan(0)
              const strikes = legs.map((leg) => leg.strike_points)
              expect(strikes).toEqual([...new Set(strikes)].sort((a, b) => a - b))
              expect(maxLoss_dollars).toBeGreaterThanOrEqual(0)
            }
          }
        },
      ),
      { numRuns: 40, seed: 20240105 },
    )
    expect(priced).toBeGreaterThan(40)
  })
})

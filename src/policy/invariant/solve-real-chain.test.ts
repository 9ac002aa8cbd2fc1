/** Solving on a real chain: SPX of 2024-01-05. */
import { describe, expect } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { structureValue } from '../../book/structure/structure-model.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { readMarketFile } from '../../shell/importer/read-file.ts'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { findHeldCondor } from './held-condor.ts'
import type { InvariantState } from './invariant.ts'
import { invariantNamed } from './registry.ts'
import { solveInvariant } from './solve.ts'

const leg = (right: 'C' | 'P', strike_points: number, quantity: number) => ({
  right,
  strike_points,
  quantity,
})
const LEGS = [leg('P', 4445, 1), leg('P', 4495, -1), leg('C', 4895, -1), leg('C', 4945, 1)] as const

describe('the chain of 2024-01-05', () => {
  itWithRealData(
    'restores width x premium after volatilities rose by a fifth since entry, only where quotes are',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    async (file) => {
      const { chains } = mustAccept(await readMarketFile(file))
      const market = mustAccept(readMarket(chains[0], { asOf: chains[0].quotedAt }))
      const held = mustAccept(findHeldCondor(market, 'SPXW', '2024-02-16', LEGS))
      const model = {
        ...held.model,
        legs: held.model.legs.map((one) => ({ ...one, volatility: one.volatility / 1.2 })),
      }
      const entry: InvariantState = {
        model,
        legs: LEGS,
        entryCredit_points: -structureValue(model),
        entryEdr_points: 35,
        forecastVariance: 0.0121,
      }
      const answer = mustAccept(
        solveInvariant({
          invariant: mustAccept(invariantNamed('I3')),
          entry,
          root: 'SPXW',
          expiration: '2024-02-16',
          contracts: 10,
          market,
          forecastVariance: 0.0121,
          feePerLeg_dollars: 1.3,
        }),
      )
      expect(answer.deviation).toBeGreaterThan(0.2)
      const restrikes = answer.restorations.filter(({ direction }) => direction !== 'resize')
      expect(new Set(restrikes.map(({ expiration }) => expiration)).size).toBeGreaterThan(3)
      const same = restrikes.filter(({ root, expiration }) => root === 'SPXW' && expiration === '2024-02-16')
      expect(new Set(same.map(({ branch }) => branch))).toEqual(new Set(['outer', 'inner']))
      for (const one of restrikes) {
        const [longPut, shortPut, shortCall, longCall] = one.strikes_points
        expect([shortPut - longPut, longCall - shortCall]).toEqual([50, 50])
        expect(one.cost_dollars).toBeGreaterThan(8 * 10 * 1.3)
        const bound = findHeldCondor(market, one.root, one.expiration, [
          leg('P', longPut, 1),
          leg('P', shortPut, -1),
          leg('C', shortCall, -1),
          leg('C', longCall, 1),
        ])
        // What is sold has a bid.
        expect(bound.ok && bound.value.legs[1].bid_points > 0 && bound.value.legs[2].bid_points > 0).toBe(
          true,
        )
      }
      const act = answer.act
      if (act !== null) expect(act.lvrSaved_dollars ?? 0).toBeGreaterThan(act.cost_dollars)
    },
  )
})

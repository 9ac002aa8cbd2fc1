import { describe, expect, it } from 'vitest'
import { sixteenDelta } from '../../../test/support/backtest-rules.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { priceStructure } from '../../book/structure/price-structure.ts'
import { resolveCondor } from '../../book/structure/resolve-condor.ts'
import { modelChain } from '../../market/model/model-chain.ts'
import { modelMarket } from '../../market/model/model-market.ts'
import { readMarket } from '../../market/surface/read-market.ts'

const DAYS: readonly [string, number, number][] = [
  ['2003-03-14', 833.27, 33.5],
  ['2009-03-20', 768.54, 45.89],
  ['2014-12-24', 2081.88, 14.37],
  ['2017-11-03', 2587.84, 9.14],
  ['2020-04-17', 2874.56, 38.15],
]

describe('the fast market', () => {
  it('leads to the condor that the chain read back leads to, a strike or two apart where SVI bends otherwise', () => {
    for (const [date, spot_points, vix_points] of DAYS) {
      const input = {
        sessionDate: isoDate(date),
        spot_points,
        vix_points,
        vixRung: 'indexed',
        rate: 0.02,
      } as const
      const chain = modelChain(input)
      const read = mustAccept(readMarket(chain, { asOf: chain.quotedAt, rate: 0.02 }))
      for (const { contract } of sixteenDelta().structures) {
        const [fast, fitted] = [
          resolveCondor(contract, modelMarket(input)),
          resolveCondor(contract, read),
        ].map(mustAccept)
        if (fast === undefined || fitted === undefined) throw new Error('both resolve')
        expect(fast.expiry.slice.expiration).toBe(fitted.expiry.slice.expiration)
        expect(fast.expiry.slice.root).toBe(fitted.expiry.slice.root)
        for (const [i, leg] of fast.legs.entries()) {
          const other = fitted.legs[i]
          if (other === undefined) throw new Error('four legs')
          expect(Math.abs(leg.strike_points - other.strike_points)).toBeLessThanOrEqual(15)
          expect(Math.abs(leg.delta - other.delta)).toBeLessThan(0.02)
        }
        const [a, b] = [priceStructure(fast.legs), priceStructure(fitted.legs)]
        expect(Math.abs(a.natural_points - b.natural_points)).toBeLessThan(0.15 * b.mid_points)
      }
    }
  })
})

import { describe, expect, it } from 'vitest'
import { indexSmile, strikesBetween, syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { structureGreeks } from '../structure/greeks.ts'
import { modelOf, resolveCondor } from '../structure/resolve-condor.ts'
import { structureValue } from '../structure/structure-model.ts'
import { itemsOfCondor, smileOf } from './items-of-condor.ts'
import { bookDelta, bookValue } from './move-book.ts'

const chain = syntheticChain({
  volatilityAt: indexSmile(0.13),
  expiries: [
    { root: 'SPXW', expiration: '2024-01-08', strikes_points: strikesBetween(4400, 4950, 5) },
    { root: 'SPXW', expiration: '2024-02-16', strikes_points: strikesBetween(3500, 5400, 10) },
  ],
})
const market = mustAccept(readMarket(chain, { asOf: newYorkInstant(chain.sessionDate, 16 * 60 + 15) }))
const condor = mustAccept(
  resolveCondor(
    {
      kind: 'condor',
      expiry: {
        kind: 'nearest-days',
        days: 42,
        tolerance_days: 7,
        settlement: 'PM preferred',
        monthlyOnly: false,
      },
      shorts: { kind: 'delta', put: 0.16, call: 0.16, tolerance: 0.03 },
      wings: { put_points: 50, call_points: 50, tolerance_points: 0 },
    },
    market,
  ),
)
const items = itemsOfCondor(condor, { driver: 'SPX', layer: 'core', trade: 'condor' })
const forward = condor.expiry.forward.forward_points

describe('a condor as items of a book', () => {
  it('is worth what the structure is, with its delta under sticky strike', () => {
    const model = modelOf(condor)
    expect(bookValue(items)).toBeCloseTo(structureValue(model) * model.multiplier, 8)
    const { delta } = structureGreeks(model)
    expect(bookDelta(items, forward, { kind: 'sticky-strike' })).toBeCloseTo(delta * model.multiplier, 4)
  })
  it('rides the smile that was fitted: a skew makes it shorter under sticky moneyness', () => {
    const strike = bookDelta(items, forward, { kind: 'sticky-strike' })
    const moneyness = bookDelta(items, forward, { kind: 'sticky-moneyness' })
    expect(moneyness).toBeLessThan(strike - 0.5)
    const smile = smileOf(condor.expiry)
    expect(smile(0)).toBeCloseTo(condor.expiry.atmVol, 12)
    expect(smile(-0.05)).toBeGreaterThan(smile(0.05))
  })
})

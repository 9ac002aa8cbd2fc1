import { describe, expect, it } from 'vitest'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { clockRatio, sessionsLeft } from './trading-clock.ts'

const quotedAt = newYorkInstant(isoDate('2024-01-05'), 16 * 60 + 15)
const market = mustAccept(
  readMarket(
    syntheticChain({
      expiries: [
        { root: 'SPXW', expiration: '2024-01-08' },
        { root: 'SPXW', expiration: '2024-02-16' },
        { root: 'SPX', expiration: '2024-02-16' },
      ],
    }),
    { asOf: quotedAt },
  ),
)
const named = (root: string, expiration: string) => {
  const found = market.expiries.find(({ slice }) => slice.root === root && slice.expiration === expiration)
  if (found === undefined) throw new Error(`no ${root} ${expiration}`)
  return found
}

describe('the trading clock', () => {
  it('counts sessions from the close to settlement', () => {
    expect(sessionsLeft(quotedAt, named('SPXW', '2024-01-08'))).toBeCloseTo(1, 12)
    expect(sessionsLeft(quotedAt, named('SPXW', '2024-02-16'))).toBeCloseTo(29, 12)
    expect(sessionsLeft(quotedAt, named('SPX', '2024-02-16'))).toBeCloseTo(28, 12)
  })
  it('is about one over six weeks and about two over a weekend', () => {
    expect(clockRatio(quotedAt, named('SPXW', '2024-02-16'))).toBeCloseTo(1, 2)
    expect(clockRatio(quotedAt, named('SPXW', '2024-01-08'))).toBeCloseTo((2.98958 / 365) * 252, 3)
  })
})

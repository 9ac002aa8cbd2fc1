import { describe, expect, it } from 'vitest'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { indexSmile, strikesBetween, syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { type CondorContract, type WingTarget, describeCondor } from './condor-contract.ts'
import { resolveCondor } from './resolve-condor.ts'
import { optionDelta } from './listed-strikes.ts'

const LISTED = strikesBetween(3500, 5400, 10)
const chain = syntheticChain({
  volatilityAt: indexSmile(0.13),
  expiries: [{ root: 'SPX', expiration: '2024-02-16', strikes_points: LISTED }],
})
const market = mustAccept(readMarket(chain, { asOf: newYorkInstant(chain.sessionDate, 16 * 60 + 15) }))

const contract = (wings: WingTarget): CondorContract => ({
  kind: 'condor',
  expiry: { kind: 'nearest-days', days: 42, tolerance_days: 5, settlement: 'AM', monthlyOnly: true },
  shorts: { kind: 'delta', put: 0.2, call: 0.2, tolerance: 0.03 },
  wings,
})
const FIVE: WingTarget = { kind: 'delta', put: 0.05, call: 0.05, tolerance: 0.02 }

describe('wings by delta', () => {
  it('are the listed strikes nearest in delta, found by looking at every one', () => {
    const condor = mustAccept(resolveCondor(contract(FIVE), market))
    const nearest = (right: 'P' | 'C'): number => {
      const off = (strike: number) => Math.abs(Math.abs(optionDelta(condor.expiry, right, strike)) - 0.05)
      return LISTED.reduce((best, strike) => (off(strike) < off(best) ? strike : best))
    }
    expect([condor.legs[0].strike_points, condor.legs[3].strike_points]).toEqual([nearest('P'), nearest('C')])
    expect(condor.legs[1].strike_points - condor.legs[0].strike_points).toBeGreaterThan(50)
  })
  it('are named in what was asked', () => {
    expect(describeCondor(contract(FIVE))).toContain('20-delta shorts, 5-delta wings, monthly expiry')
    expect(describeCondor(contract({ ...FIVE, call: 0.03 }))).toContain('5 put and 3 call-delta wings')
  })
  it('are refused with the delta wanted where no strike comes near enough', () => {
    const found = resolveCondor(contract({ kind: 'delta', put: 0.05, call: 0.05, tolerance: 0 }), market)
    expect(found.ok ? null : [found.refusal.code, found.refusal.wanted]).toEqual([
      'structure.unresolvable',
      'delta 0.2 within 0.03, with a bid and a wing of delta 0.05 within 0',
    ])
  })
})

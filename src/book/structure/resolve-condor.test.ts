import { describe, expect, it } from 'vitest'
import { normalCdf } from '../../base/numerics/normal.ts'
import { mustAccept, type Result } from '../../base/vocabulary/result.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import type { ChainSnapshot } from '../../market/quote/chain.ts'
import { QUOTE_STATE } from '../../market/quote/chain.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { indexSmile, strikesBetween, syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { type CondorContract, type ExpiryTarget, describeCondor } from './condor-contract.ts'
import { expectedMoveOf, straddleMove } from './expected-move.ts'
import { riskNeutralBelow, riskNeutralBetween } from './probabilities.ts'
import { priceStructure } from './price-structure.ts'
import { type ResolvedCondor, resolveCondor } from './resolve-condor.ts'

const ASKED_DAYS: ExpiryTarget = {
  kind: 'nearest-days',
  days: 45,
  tolerance_days: 15,
  settlement: 'PM preferred',
  monthlyOnly: false,
}
const contract = (overrides: Partial<CondorContract> = {}): CondorContract => ({
  kind: 'condor',
  expiry: ASKED_DAYS,
  shorts: { kind: 'delta', put: 0.16, call: 0.16, tolerance: 0.03 },
  wings: { put_points: 50, call_points: 50, tolerance_points: 0 },
  ...overrides,
})

const SMILE = indexSmile(0.13)
const chain = syntheticChain({
  volatilityAt: SMILE,
  expiries: [
    { root: 'SPXW', expiration: '2024-01-08', strikes_points: strikesBetween(4400, 4950, 5) },
    { root: 'SPXW', expiration: '2024-02-02', strikes_points: strikesBetween(3500, 5400, 10) },
    { root: 'SPX', expiration: '2024-02-16', strikes_points: strikesBetween(3500, 5400, 10) },
    { root: 'SPXW', expiration: '2024-02-16', strikes_points: strikesBetween(3500, 5400, 10) },
    { root: 'SPXW', expiration: '2024-02-23', strikes_points: strikesBetween(3500, 5400, 10) },
  ],
})
const read = (snapshot: ChainSnapshot): MarketState =>
  mustAccept(readMarket(snapshot, { asOf: newYorkInstant(snapshot.sessionDate, 16 * 60 + 15) }))
const market = read(chain)

const strikes = (condor: ResolvedCondor): number[] => condor.legs.map((leg) => leg.strike_points)
const why = (result: Result<ResolvedCondor>): string =>
  result.ok ? 'resolved' : `${result.refusal.code}: ${result.refusal.field}: ${result.refusal.was}`

/** The chain with one side of one expiry changed. */
function changed(
  root: string,
  expiration: string,
  change: (state: Uint8Array, bids: Float64Array, strikes: Float64Array) => void,
  side: 'puts' | 'calls' = 'puts',
): MarketState {
  return read({
    ...chain,
    expiries: chain.expiries.map((slice) => {
      if (slice.root !== root || slice.expiration !== expiration) return slice
      const columns = slice[side]
      const [state, bids_points] = [columns.state.slice(), columns.bids_points.slice()]
      change(state, bids_points, slice.strikes_points)
      return { ...slice, [side]: { ...columns, state, bids_points } }
    }),
  })
}

describe('the expiry', () => {
  it('is the nearest to 45 days, PM before AM on one date', () => {
    const { expiry } = mustAccept(resolveCondor(contract(), market))
    expect([expiry.slice.root, expiry.slice.expiration]).toEqual(['SPXW', '2024-02-16'])
  })
  it('is AM where AM is asked for', () => {
    const wish = contract({ expiry: { ...ASKED_DAYS, settlement: 'AM' } })
    expect(mustAccept(resolveCondor(wish, market)).expiry.slice.root).toBe('SPX')
  })
  it('may be limited to monthly expirations, to a date, or to the next session', () => {
    const monthly = contract({ expiry: { ...ASKED_DAYS, days: 49, monthlyOnly: true } })
    expect(mustAccept(resolveCondor(monthly, market)).expiry.slice.expiration).toBe('2024-02-16')
    const dated = contract({
      expiry: { kind: 'on-date', expiration: isoDate('2024-02-23'), settlement: 'PM' },
    })
    expect(mustAccept(resolveCondor(dated, market)).expiry.slice.expiration).toBe('2024-02-23')
    const next = contract({
      expiry: { kind: 'next-session', settlement: 'PM' },
      wings: { put_points: 5, call_points: 5, tolerance_points: 0 },
    })
    expect(mustAccept(resolveCondor(next, market)).expiry.slice.expiration).toBe('2024-01-08')
  })
  it('is refused beyond the tolerance, and where no such date is listed', () => {
    const far = contract({ expiry: { ...ASKED_DAYS, days: 90 } })
    expect(why(resolveCondor(far, market))).toContain('nearest SPXW 2024-02-23, 49 days')
    const dated = contract({
      expiry: { kind: 'on-date', expiration: isoDate('2024-03-15'), settlement: 'PM' },
    })
    expect(why(resolveCondor(dated, market))).toContain('structure.unresolvable')
  })
})

describe('shorts by delta', () => {
  it('are the listed strikes whose true delta is nearest, and wings exactly as wide as asked', () => {
    const condor = mustAccept(resolveCondor(contract(), market))
    const { forward, years, slice } = condor.expiry
    const trueDelta = (strike: number): number => {
      const k = Math.log(strike / forward.forward_points)
      const total = SMILE(k, years) * Math.sqrt(years)
      return normalCdf(-k / total + total / 2)
    }
    const nearest = (wanted: number): number =>
      [...slice.strikes_points].reduce((best, strike) =>
        Math.abs(trueDelta(strike) - wanted) < Math.abs(trueDelta(best) - wanted) ? strike : best,
      )
    const [shortPut, shortCall] = [nearest(1 - 0.16), nearest(0.16)]
    expect(strikes(condor)).toEqual([shortPut - 50, shortPut, shortCall, shortCall + 50])
    expect(condor.legs[1].delta).toBeCloseTo(trueDelta(shortPut) - 1, 2)
    expect(condor.warnings).toEqual([])
  })
  it('may have unequal wings', () => {
    const wish = contract({ wings: { put_points: 100, call_points: 30, tolerance_points: 0 } })
    const [longPut, shortPut, shortCall, longCall] = strikes(mustAccept(resolveCondor(wish, market)))
    expect(shortPut - longPut).toBe(100)
    expect(longCall - shortCall).toBe(30)
  })
  it('refuse a wing width that is not listed, and take the nearest within a tolerance', () => {
    const wish = contract({ wings: { put_points: 53, call_points: 50, tolerance_points: 0 } })
    expect(why(resolveCondor(wish, market))).toContain('has no quoted wing 53 points out')
    const lenient = contract({ wings: { put_points: 53, call_points: 55, tolerance_points: 5 } })
    const [longPut, shortPut, shortCall, longCall] = strikes(mustAccept(resolveCondor(lenient, market)))
    expect(shortPut - longPut).toBe(50)
    expect(longCall - shortCall).toBe(50)
  })
  it('are never sold without a bid: the next strike is taken and the trader told', () => {
    const [, shortPut] = strikes(mustAccept(resolveCondor(contract(), market)))
    const dead = changed('SPXW', '2024-02-16', (state, bids, all) => {
      const i = all.indexOf(shortPut)
      state[i] |= QUOTE_STATE.ZERO_BID
      bids[i] = 0
    })
    const condor = mustAccept(resolveCondor(contract(), dead))
    expect(Math.abs(condor.legs[1].strike_points - shortPut)).toBe(10)
    expect(condor.warnings).toEqual([`the nearer short put ${shortPut} was passed over: it has a zero bid`])
  })
  it('are refused with the reason where no strike of the side can be sold', () => {
    const dead = changed('SPXW', '2024-02-16', (state, bids) => {
      for (let i = 0; i < state.length; i += 1) {
        if ((state[i] & QUOTE_STATE.HAS_QUOTE) === 0 || bids[i] >= 30) continue
        state[i] |= QUOTE_STATE.ZERO_BID
        bids[i] = 0
      }
    })
    expect(why(resolveCondor(contract(), dead))).toMatch(
      /structure\.unresolvable: short put: "nearest usable put \d+ at delta 0\.\d+; \d+ has a zero bid"/,
    )
  })
})

describe('shorts by distance', () => {
  it('are the strikes nearest so many expected moves from the forward', () => {
    const wish = contract({
      shorts: { kind: 'expected-moves', put: 1.2, call: 1, tolerance_moves: 0.1 },
    })
    const condor = mustAccept(resolveCondor(wish, market))
    const forward = condor.expiry.forward.forward_points
    const move = expectedMoveOf(condor.expiry)
    expect(Math.abs(condor.legs[1].strike_points - (forward - 1.2 * move))).toBeLessThanOrEqual(5)
    expect(Math.abs(condor.legs[2].strike_points - (forward + move))).toBeLessThanOrEqual(5)
  })
  it('by the straddle come out at about 0.68 of one', () => {
    const { expiry } = mustAccept(resolveCondor(contract(), market))
    expect((straddleMove(expiry) ?? 0) / expectedMoveOf(expiry)).toBeCloseTo(0.678, 1)
  })
})

describe('shorts by credit', () => {
  const tier = (mid_points: number): CondorContract => ({
    kind: 'condor',
    expiry: { kind: 'next-session', settlement: 'PM preferred' },
    shorts: { kind: 'credit', mid_points, step_points: 5, deltaWarning: 0.18 },
    wings: { put_points: 5, call_points: 5, tolerance_points: 0 },
  })
  it.each([0.7, 1.15, 1.6])('give a mid near %s at balanced deltas, and a natural below it', (target) => {
    const condor = mustAccept(resolveCondor(tier(target), market))
    const price = priceStructure(condor.legs)
    const [longPut, shortPut, shortCall, longCall] = condor.legs
    expect(shortPut.strike_points - longPut.strike_points).toBe(5)
    expect(longCall.strike_points - shortCall.strike_points).toBe(5)
    // A step of one side is worth about 0.2 here, so the nearer of two steps is within a little over half of it.
    expect(Math.abs(price.mid_points - target)).toBeLessThan(0.15)
    expect(price.natural_points).toBeLessThan(price.mid_points)
    expect(Math.abs(Math.abs(shortPut.delta) - shortCall.delta)).toBeLessThan(0.04)
  })
  it('move inwards as the credit asked for rises', () => {
    const widths = [0.7, 1.15, 1.6].map((target) => {
      const [, shortPut, shortCall] = strikes(mustAccept(resolveCondor(tier(target), market)))
      return shortCall - shortPut
    })
    expect(widths[0]).toBeGreaterThan(widths[1])
    expect(widths[1]).toBeGreaterThan(widths[2])
  })
  it('are refused where even the innermost strikes pay too little', () => {
    expect(why(resolveCondor(tier(4.9), market))).toMatch(/credit: .* at mid at the innermost strikes/)
  })
})

describe('risk-neutral probabilities', () => {
  const { expiry } = mustAccept(resolveCondor(contract(), market))
  it('are the slope of the undiscounted put along the smile', () => {
    const forward = expiry.forward.forward_points
    // Independent: the digital as a narrow put spread priced with the true smile.
    const put = (strike: number): number => {
      const k = Math.log(strike / forward)
      const total = SMILE(k, expiry.years) * Math.sqrt(expiry.years)
      const d1 = -k / total + total / 2
      return strike * normalCdf(-(d1 - total)) - forward * normalCdf(-d1)
    }
    for (const strike of [4400, 4600, 4700, 4800, 4900]) {
      const digital = put(strike + 0.5) - put(strike - 0.5)
      expect(riskNeutralBelow(expiry, strike)).toBeCloseTo(digital, 2)
    }
  })
  it('add up and stay within 0 and 1', () => {
    expect(riskNeutralBetween(expiry, null, null)).toBe(1)
    const [low, inside, high] = [
      riskNeutralBetween(expiry, null, 4500),
      riskNeutralBetween(expiry, 4500, 4900),
      riskNeutralBetween(expiry, 4900, null),
    ]
    expect(low + inside + high).toBeCloseTo(1, 12)
    expect(riskNeutralBelow(expiry, 0)).toBe(0)
    expect(riskNeutralBelow(expiry, 10)).toBeLessThan(1e-6)
  })
  it('see the skew: without its correction the chance of a fall is understated', () => {
    const forward = expiry.forward.forward_points
    const k = Math.log(4500 / forward)
    const total = SMILE(k, expiry.years) * Math.sqrt(expiry.years)
    expect(riskNeutralBelow(expiry, 4500)).not.toBeCloseTo(normalCdf(k / total + total / 2), 2)
  })
})

describe('the words of a contract', () => {
  it('say what was asked', () => {
    expect(describeCondor(contract())).toBe('16-delta shorts, 50 wide, expiry nearest 45 days (PM preferred)')
    expect(
      describeCondor(
        contract({
          shorts: { kind: 'credit', mid_points: 0.7, step_points: 5, deltaWarning: 0.18 },
          wings: { put_points: 5, call_points: 10, tolerance_points: 0 },
          expiry: { kind: 'next-session', settlement: 'PM' },
        }),
      ),
    ).toBe(
      "shorts for a 0.70 credit at mid in steps of 5, 5 wide below and 10 above, next session's expiry (PM)",
    )
  })
})

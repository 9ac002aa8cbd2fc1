import { describe, expect, it } from 'vitest'
import { strikesBetween, syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { findAllRoots } from '../../base/numerics/roots.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { flatCondor } from './flat-condor.ts'
import { findHeldCondor } from './held-condor.ts'
import { type InvariantState, productOf } from './invariant.ts'
import { INVARIANTS, invariantNamed } from './registry.ts'
import { type SolveQuestion, solveInvariant } from './solve.ts'
import { restrikeTable } from './restrike-table.ts'

const STRIKES = [4735, 4785, 5225, 5275] as const

/** Thirty days to settlement, no carry, one volatility: the set-up of the published re-strikes, on a grid of 5 points. */
function marketAt(volatility: number, halfSpread = 0.001): MarketState {
  const chain = syntheticChain({
    sessionDate: '2024-01-17',
    spot_points: 5000,
    rate: 0,
    dividendYield: 0,
    volatilityAt: () => volatility,
    ticks: 'none',
    smallestBid_points: 1e-6,
    halfSpreadAt: () => halfSpread,
    expiries: ['2024-02-16', '2024-03-15'].map((expiration) => ({
      root: 'SPXW',
      expiration,
      strikes_points: strikesBetween(2500, 8000, 5),
    })),
  })
  return mustAccept(readMarket(chain, { asOf: chain.quotedAt }))
}

const calm = marketAt(0.15)
const stressed = marketAt(0.3)
const years = calm.expiries[0].years

const entry: InvariantState = flatCondor({
  spot_points: 5000,
  strikes_points: STRIKES,
  volatility: 0.15,
  years,
})

const question = (change: Partial<SolveQuestion>): SolveQuestion => ({
  invariant: mustAccept(invariantNamed('I3')),
  entry,
  root: 'SPXW',
  expiration: '2024-02-16',
  contracts: 10,
  market: stressed,
  forecastVariance: 0.09,
  feePerLeg_dollars: 1,
  ...change,
})

/** Short call strikes that restore k where strikes are continuous and both shorts have one delta: no chain involved. */
function continuousRoots(code: string): readonly number[] {
  const invariant = mustAccept(invariantNamed(code))
  const s = 0.3 * Math.sqrt(years)
  const state = (z: number): InvariantState => {
    // N(d1) = Phi(-z) for the call and N(-d1) = Phi(-z) for the put.
    const call = 5000 * Math.exp(z * s + (s * s) / 2)
    const put = 5000 * Math.exp(-z * s + (s * s) / 2)
    return flatCondor({
      spot_points: 5000,
      strikes_points: [put - 50, put, call, call + 50],
      volatility: 0.3,
      years,
    })
  }
  const k0 = productOf(invariant.measure(entry)) ?? Number.NaN
  const gap = (z: number): number => (productOf(invariant.measure(state(z))) ?? 0) / k0 - 1
  // Both shorts are out of the money only above s / 2.
  return findAllRoots(gap, s / 2, 4, { samples: 400 }).map((z) => state(z).legs[2].strike_points)
}

describe('solve', () => {
  it('finds every root of the continuous problem on listed strikes, with the published branches and directions', () => {
    for (const code of ['I1', "I1'", 'I2', 'I3', 'I5']) {
      const invariant = mustAccept(invariantNamed(code))
      const answer = mustAccept(solveInvariant(question({ invariant, days: [25, 35] })))
      const found = answer.restorations.filter(({ direction }) => direction !== 'resize')
      const table = restrikeTable().filter(({ rule }) => rule === code || rule.startsWith(`${code} `))
      const calls = continuousRoots(code)
      expect(found).toHaveLength(table.length)
      expect(calls).toHaveLength(table.length)
      for (const row of table) {
        const near = found.find(({ direction }) => direction === row.direction)
        const call = calls.find((one) => (row.direction === 'widen' ? one > STRIKES[2] : one < STRIKES[2]))
        // A grid step for the crossing and half a step for each side's pairing.
        expect(
          Math.abs((near?.strikes_points[2] ?? 0) - (call ?? 0)),
          `${code} ${row.rule}`,
        ).toBeLessThanOrEqual(10)
        expect(Math.abs(near?.residual ?? 1)).toBeLessThan(0.06)
        if (table.length === 2) expect(near?.branch).toBe(row.rule.endsWith('inner') ? 'inner' : 'outer')
      }
    }
  })
  it('resizes in proportion, and ranks everything by LVR saved less cost', () => {
    const answer = mustAccept(solveInvariant(question({})))
    const sized = answer.restorations.find(({ direction }) => direction === 'resize')
    expect(sized?.contracts).toBe(Math.round(10 / (answer.k / answer.target)))
    const nets = answer.restorations.map(({ net_dollars }) => net_dollars ?? Number.NaN)
    expect(nets).toEqual([...nets].sort((a, b) => b - a))
    for (const one of answer.restorations) {
      const saved = ((answer.lvr_dollars_per_day ?? 0) - (one.lvr_dollars_per_day ?? 0)) * years * 252
      expect(one.lvrSaved_dollars).toBeCloseTo(saved, 6)
      expect(one.net_dollars).toBeCloseTo(saved - one.cost_dollars, 6)
    }
    expect(new Set(answer.restorations.map(({ expiration }) => expiration)).size).toBe(2)
  })
  it('charges the spread of all legs closed and opened, and fees both ways', () => {
    const market = marketAt(0.3, 0.1)
    const [first] = mustAccept(solveInvariant(question({ market }))).restorations.filter(
      ({ direction }) => direction !== 'resize',
    )
    // Eight legs of half a spread of 0.10 and a dollar each, ten condors.
    expect(first.cost_dollars).toBeCloseTo(10 * (8 * 0.1 * 100 + 8), 4)
  })
  it('acts only outside the band and where LVR saved exceeds cost', () => {
    expect(mustAccept(solveInvariant(question({}))).act?.net_dollars).toBeGreaterThan(0)
    expect(mustAccept(solveInvariant(question({ market: calm }))).says).toContain('within its band')
    const dear = mustAccept(solveInvariant(question({ feePerLeg_dollars: 5000 })))
    expect(dear).toMatchObject({ act: null })
    expect(dear.says).toContain('costs more')
    const blind = mustAccept(solveInvariant(question({ forecastVariance: null })))
    expect(blind.act).toBeNull()
    expect(blind.says).toContain('forecast')
  })
  it('says why nothing restores k', () => {
    const answer = mustAccept(
      solveInvariant(question({ market: marketAt(0.08), days: [25, 35], forecastVariance: 0.0064 })),
    )
    expect(answer.restorations.every(({ direction }) => direction === 'resize')).toBe(true)
    expect(answer.noRestrike).toMatch(/the largest k on listed strikes is 0\.\d+ of the baseline/)
    const wide = [4712, 4785, 5225, 5298] as const
    const odd = flatCondor({ spot_points: 5000, strikes_points: wide, volatility: 0.15, years })
    expect(solveInvariant(question({ entry: odd }))).toMatchObject({ refusal: { code: 'option.not-listed' } })
  })
  it('refuses past a guard, and an expiry that is not on the chain', () => {
    const sunk = flatCondor({
      spot_points: 5000,
      strikes_points: [5100, 5150, 5400, 5450],
      volatility: 0.15,
      years,
    })
    const past = solveInvariant(question({ entry: sunk, invariant: mustAccept(invariantNamed('F2')) }))
    expect(past.ok ? '' : past.refusal.wanted).toContain('a breach by definition')
    expect(solveInvariant(question({ expiration: '2024-02-17' }))).toMatchObject({ ok: false })
    expect(findHeldCondor(calm, 'SPXW', '2024-02-16', entry.legs)).toMatchObject({ ok: true })
  })
  it('answers or refuses for every invariant, with finite numbers', () => {
    for (const invariant of INVARIANTS) {
      const outcome = solveInvariant(question({ invariant }))
      if (!outcome.ok) {
        expect(invariant.needs.length, invariant.id).toBeGreaterThan(0)
        continue
      }
      for (const { k, cost_dollars, net_dollars } of outcome.value.restorations) {
        for (const value of [k, cost_dollars, net_dollars]) expect(Number.isFinite(value)).toBe(true)
      }
    }
  })
})

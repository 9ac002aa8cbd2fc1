import { describe, expect, it } from 'vitest'
import { REFERENCE, REFERENCE_FACTORS, type Strike, itemsOf } from '../../../test/support/ledger-fixtures.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { LEDGER_LINES } from '../ledger/book-ledger.ts'
import { STICKY_STRIKE } from '../ledger/smile-dynamics.ts'
import { type HedgeInstant, type HedgeRules, hedgedTwin } from './hedged-twin.ts'
import { hedgingErrorLeadingOrder, kamalDermanError } from './hedging-error.ts'
import { simulateHedging } from './simulate-hedging.ts'

const STRUCTURES: Readonly<Record<string, readonly Strike[]>> = {
  'short call': [['C', 5150, -1]],
  'short put': [['P', 4850, -1]],
  'long put': [['P', 4800, 1]],
  'short straddle': [
    ['P', 5000, -1],
    ['C', 5000, -1],
  ],
  'short strangle': [
    ['P', 4786, -1],
    ['C', 5223, -1],
  ],
  'short vertical': [
    ['P', 4736, 1],
    ['P', 4786, -1],
  ],
  'iron butterfly': [
    ['P', 4900, 1],
    ['P', 5000, -1],
    ['C', 5000, -1],
    ['C', 5100, 1],
  ],
  'iron condor': REFERENCE,
  'ratio spread': [
    ['P', 4900, 1],
    ['P', 4800, -2],
  ],
}

describe('in a fair market theta pays LVR', () => {
  const terms = { realisedVol: 0.15, years: 30 / 365, hedges: 21, paths: 4000 }
  for (const [name, legs] of Object.entries(STRUCTURES)) {
    it(`${name}: within three standard errors, at an error small enough to tell`, () => {
      const { timeLessLvr, time, hedged } = simulateHedging({ ...terms, positions: itemsOf(legs), seed: 17 })
      expect(Math.abs(timeLessLvr.mean)).toBeLessThan(3 * timeLessLvr.standardError)
      expect(Math.abs(hedged.mean)).toBeLessThan(3 * hedged.standardError)
      expect(timeLessLvr.standardError).toBeLessThan(0.12 * Math.abs(time.mean))
    })
  }
  it('and does not where more is realised than was implied', () => {
    const positions = itemsOf(STRUCTURES['short straddle'])
    const { timeLessLvr } = simulateHedging({ ...terms, realisedVol: 0.2, positions, seed: 17 })
    expect(timeLessLvr.mean).toBeLessThan(-10 * timeLessLvr.standardError)
  })
  it('the lifetime LVR is half of sigma vega', () => {
    const { lvr } = simulateHedging({
      ...terms,
      hedges: 60,
      paths: 3000,
      positions: itemsOf(REFERENCE),
      seed: 3,
    })
    expect(Math.abs(lvr.mean - 11.855845197048996)).toBeLessThan(3 * lvr.standardError)
  })
})

describe('hedging error', () => {
  const ATM = { strike_points: 100, quantity: 1 }
  const terms = { legs: [ATM], forward_points: 100, volatility: 0.2, years: 1 / 12, multiplier: 1 }
  const [atm] = itemsOf([['C', 100, 1]], {
    ...REFERENCE_FACTORS,
    underlying: 100,
    volatility: 0.2,
    years: 1 / 12,
  })
  it("is Kamal and Derman's at the money, by another road", () => {
    const greeks = mustAccept(atm.position.greeks(atm.factors))
    for (const [hedges, wanted] of [
      [21, 0.4452],
      [84, 0.2226],
    ] as const) {
      expect(kamalDermanError(greeks.vega, 0.2, hedges)).toBeCloseTo(wanted, 4)
      expect(hedgingErrorLeadingOrder({ ...terms, hedges })).toBeCloseTo(wanted, 3)
    }
  })
  it('is a little less in a simulation', () => {
    const { hedged } = simulateHedging({
      positions: [atm],
      realisedVol: 0.2,
      years: 1 / 12,
      hedges: 21,
      paths: 20_000,
      seed: 1,
    })
    expect(hedged.standardDeviation).toBeCloseTo(0.428, 2)
    expect(Math.abs(hedged.mean)).toBeLessThan(3 * hedged.standardError)
  })
  it('of the reference condor is far below leading order at daily hedging, and nears it when hedged often', () => {
    const legs = REFERENCE.map(([, strike_points, quantity]) => ({ strike_points, quantity }))
    const condor = { legs, forward_points: 5000, volatility: 0.15, years: 30 / 365, multiplier: 100 }
    const positions = itemsOf(REFERENCE, REFERENCE_FACTORS, { multiplier: 100 })
    const simulate = (hedges: number, paths: number): number =>
      simulateHedging({ positions, realisedVol: 0.15, years: 30 / 365, hedges, paths, seed: 5 }).hedged
        .standardDeviation
    const daily = simulate(21, 4000)
    expect(daily).toBeGreaterThan(730)
    expect(daily).toBeLessThan(840)
    expect(daily / hedgingErrorLeadingOrder({ ...condor, hedges: 21 })).toBeLessThan(0.82)
    expect(simulate(700, 1000) / hedgingErrorLeadingOrder({ ...condor, hedges: 700 })).toBeGreaterThan(0.88)
  })
  it('is zero without time or volatility', () => {
    expect(hedgingErrorLeadingOrder({ ...terms, years: 0, hedges: 5 })).toBe(0)
    expect(hedgingErrorLeadingOrder({ ...terms, volatility: 0, hedges: 5 })).toBe(0)
  })
})

describe('the hedged twin', () => {
  const rules: HedgeRules = {
    instrument: 'MES',
    dynamics: STICKY_STRIKE,
    commission_dollars: 0.62,
    halfSpread_points: 0.125,
    band_contracts: 0.5,
  }
  const path = (seed: number, size = 10): HedgeInstant[] => {
    const random = createRandom({ seed, stream: 2 })
    let spot = 5000
    return Array.from({ length: 22 }, (_, day) => {
      if (day > 0) spot *= Math.exp((0.15 / Math.sqrt(252)) * random.nextNormal())
      const factors = {
        ...REFERENCE_FACTORS,
        underlying: spot,
        years: Math.max(0, (30 * (1 - day / 21)) / 365),
      }
      const legs = REFERENCE.map(([right, strike, quantity]): Strike => [right, strike, quantity * size])
      return {
        items: itemsOf(legs, factors, { multiplier: 100 }),
        spot_points: spot,
        future_points: spot + 10,
      }
    })
  }
  it('differs from the unhedged book by the futures and their costs alone', () => {
    const instants = path(1)
    const twin = mustAccept(hedgedTwin(instants, rules))
    const futures = twin.contracts.reduce(
      (sum, held, i) => sum + held * 5 * (instants[i + 1].future_points - instants[i].future_points),
      0,
    )
    expect(twin.hedged.total.dollars.total - twin.unhedged.total.dollars.total).toBeCloseTo(
      futures - twin.costs_dollars,
      6,
    )
    const traded = twin.contracts.reduce(
      (sum, held, i) => sum + Math.abs(held - (twin.contracts[i - 1] ?? 0)),
      0,
    )
    const last = Math.abs(twin.contracts[twin.contracts.length - 1])
    expect(twin.costs_dollars).toBeCloseTo((traded + last) * (0.62 + 0.125 * 5), 8)
    const { cents } = twin.hedged.total
    expect(LEDGER_LINES.reduce((sum, line) => sum + cents[line], 0)).toBe(cents.total)
    expect(twin.hedged.byLayer.get('hedge:delta')?.dollars.lvr).toBeCloseTo(0, 6)
  })
  it('uses nothing that was not known: a later instant does not change an earlier hedge', () => {
    const instants = path(2)
    const twin = mustAccept(hedgedTwin(instants, rules))
    const cut = mustAccept(hedgedTwin(instants.slice(0, 12), rules))
    expect(cut.contracts).toEqual(twin.contracts.slice(0, 11))
    const poisoned = [...instants.slice(0, 12), ...path(99).slice(12)]
    expect(mustAccept(hedgedTwin(poisoned, rules)).contracts.slice(0, 12)).toEqual(
      twin.contracts.slice(0, 12),
    )
  })
  it('takes most of the swing out', () => {
    let calmer = 0
    for (let seed = 1; seed <= 20; seed += 1) {
      const twin = mustAccept(
        hedgedTwin(path(seed), { ...rules, commission_dollars: 0, halfSpread_points: 0 }),
      )
      if ((twin.hedgedDeviation_dollars ?? 0) < (twin.unhedgedDeviation_dollars ?? 0)) calmer += 1
    }
    expect(calmer).toBeGreaterThanOrEqual(16)
  })
  it('refuses books that change on the way, and too few instants', () => {
    const instants = path(1)
    expect(hedgedTwin(instants.slice(0, 1), rules).ok).toBe(false)
    const changed = hedgedTwin([instants[0], { ...instants[1], items: instants[1].items.slice(1) }], rules)
    expect(changed.ok ? null : changed.refusal.row).toBe(2)
    expect(hedgedTwin([instants[0], { ...instants[1], future_points: 0 }], rules).ok).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { sampleFacts } from '../../test/support/sample-bridge.ts'
import { mustAccept } from '../base/vocabulary/result.ts'
import { type ResolvedCondor, modelOf, resolveCondor } from '../book/structure/resolve-condor.ts'
import { type StructureModel, structureValue } from '../book/structure/structure-model.ts'
import { smileVol } from '../market/surface/smile-vol.ts'
import { candidateYields } from './candidate-yields.ts'
import { legCosts } from './costs.ts'
import { decide } from './decide.ts'
import type { CandidateCondor, CandidateYields } from './decision.ts'
import { presetNamed } from './rules/presets.ts'

const facts = sampleFacts()
const rulesOf = (name: string) => mustAccept(presetNamed(name))

function described(name: string): {
  condor: CandidateCondor
  resolved: ResolvedCondor
  yields: CandidateYields
} {
  const rules = rulesOf(name)
  const [condor] = decide(facts, rules).candidates
  const resolved = mustAccept(resolveCondor(rules.structures[0].contract, facts.market))
  if (condor.yields === null) throw new Error('no yields')
  return { condor, resolved, yields: condor.yields }
}
const { condor, resolved, yields } = described('lvr-budget')
const model = modelOf(resolved)
const dollarsOf = (of: StructureModel, at = {}): number => structureValue(of, at) * of.multiplier
/** The model after a move to another forward with the smile riding along: each leg keeps its distance from the smile. */
const ridden = (forward_points: number): StructureModel => ({
  ...model,
  forward_points,
  legs: model.legs.map((leg) => {
    const before = smileVol(resolved.expiry, leg.strike_points)
    const after = smileVol(resolved.expiry, (leg.strike_points * model.forward_points) / forward_points)
    return { ...leg, volatility: leg.volatility + after - before }
  }),
})

describe('yields under named smile dynamics', () => {
  const [strike, moneyness] = yields.bySmile
  const forward = model.forward_points
  it('names each, sticky strike first, whose delta is the candidate’s own', () => {
    expect(yields.bySmile.map(({ kind }) => kind)).toEqual(['sticky-strike', 'sticky-moneyness'])
    expect(strike.dynamics).toContain('every strike keeps its volatility')
    expect(strike.delta_dollars_per_point).toBeCloseTo(condor.greeks.delta_dollars_per_point, 4)
  })
  it('reprices a fall as the structure does, with volatilities as assumed', () => {
    const fallen = forward * (1 + yields.fall)
    const now = dollarsOf(model)
    expect(strike.fall_dollars).toBeCloseTo(dollarsOf(model, { forward_points: fallen }) - now, 7)
    expect(moneyness.fall_dollars).toBeCloseTo(dollarsOf(ridden(fallen)) - now, 7)
    const step = 0.5
    const slope = (dollarsOf(ridden(forward + step)) - dollarsOf(ridden(forward - step))) / (2 * step)
    expect(moneyness.delta_dollars_per_point).toBeCloseTo(slope, 3)
    expect(moneyness.delta_dollars_per_point).toBeLessThan(strike.delta_dollars_per_point - 0.5)
  })
  it('closes delta in futures, and counts their gain in the hedged fall', () => {
    for (const one of yields.bySmile) {
      expect(one.delta_dollars_per_point + 50 * one.hedge_es_contracts).toBeCloseTo(0, 9)
      expect(one.hedge_mes_contracts).toBeCloseTo(10 * one.hedge_es_contracts, 12)
      const gain = 50 * one.hedge_es_contracts * forward * yields.fall
      expect(one.hedgedFall_dollars).toBeCloseTo(one.fall_dollars + gain, 9)
    }
  })
})

describe('volatility', () => {
  it('reprices the five-point spike, and counts it in the days of LVR the decision prints', () => {
    const { volSpike } = yields
    const change = dollarsOf(model, { volShift: 0.05 }) - dollarsOf(model)
    expect(volSpike.fullRevaluation_dollars).toBeCloseTo(change, 8)
    expect(volSpike.firstOrder_dollars).toBeCloseTo(5 * condor.greeks.vega_dollars_per_vol_point, 8)
    const rent = condor.lvr.atImplied_dollars_per_day
    expect(volSpike.fullRevaluation_lvr_days).toBeCloseTo(-change / rent, 8)
    expect(volSpike.firstOrder_lvr_days).toBeCloseTo(-volSpike.firstOrder_dollars / rent, 8)
  })
  it('breaks even where closing costs what it is worth now, at every spot and day', () => {
    const { cells } = yields.breakEvenVol
    expect(cells.map(({ afterDays, spotChange }) => [afterDays, spotChange])).toEqual(
      [1, 5, 10].flatMap((day) => [-0.03, 0, 0.03].map((change) => [day, change])),
    )
    const found = cells.filter((cell) => cell.shift_vol_points !== null)
    expect(found.length).toBeGreaterThanOrEqual(5)
    for (const { afterDays, spotChange, shift_vol_points } of found) {
      const forward_points = model.forward_points * (1 + spotChange)
      const at = {
        forward_points,
        years: model.years - afterDays / 365,
        volShift: (shift_vol_points ?? 0) / 100,
      }
      expect(dollarsOf(model, at)).toBeCloseTo(dollarsOf(model), 6)
    }
    for (const { afterDays, shift_vol_points } of condor.breakEvenVolShift) {
      const cell = cells.find((one) => one.afterDays === afterDays && one.spotChange === 0)
      expect(cell?.shift_vol_points).toBeCloseTo(shift_vol_points ?? Number.NaN, 9)
    }
  })
  it('moves the VIX with the smile, a little more than the shift', () => {
    const vix = facts.market.vix.ok ? facts.market.vix.value.level_vol_points : Number.NaN
    const cell = yields.breakEvenVol.cells.find((one) => one.afterDays === 5 && one.spotChange === 0)
    const shift = cell?.shift_vol_points ?? Number.NaN
    expect(shift).toBeGreaterThan(0)
    const rise = (cell?.vix_vol_points ?? Number.NaN) - vix
    expect(rise).toBeGreaterThan(0.9 * shift)
    expect(rise).toBeLessThan(1.3 * shift)
    expect(yields.breakEvenVol.vixNote).toContain('SPXW 2024-02-02')
  })
  it('says so where the VIX is unknown, and keeps the shifts', () => {
    const { market } = facts
    const vix = { value: null, rung: market.chain.rung, note: 'no two expiries' }
    const terms = { naturalCredit_points: 10, margin_dollars: 4000, entryCosts_dollars: 0 }
    const { breakEvenVol } = candidateYields({ market, vix, condor: resolved, ...terms })
    expect(breakEvenVol.vixNote).toBe('VIX unknown: no two expiries')
    expect(breakEvenVol.cells.every((cell) => cell.vix_vol_points === null)).toBe(true)
    expect(breakEvenVol.cells.map((cell) => cell.shift_vol_points)).toEqual(
      yields.breakEvenVol.cells.map((cell) => cell.shift_vol_points),
    )
  })
})

describe('the whole life', () => {
  it('expects as LVR of the payoff what it was sold for, and less when re-hedged', () => {
    expect(yields.lifetimeLvr.staticPayoff_dollars).toBeCloseTo(-dollarsOf(model), 8)
    const bump = 1e-4
    let marked = 0
    for (const leg of model.legs) {
      const one = (volatility: number): number => dollarsOf({ ...model, legs: [{ ...leg, volatility }] })
      const vega = (one(leg.volatility + bump) - one(leg.volatility - bump)) / (2 * bump)
      marked -= (leg.volatility * vega) / 2
    }
    expect(yields.lifetimeLvr.marked_dollars).toBeCloseTo(marked, 3)
  })
  it('hedges once a session, at the volatility of the forward', () => {
    const { dollars, hedges, volatility_vol_points } = yields.hedgingError
    expect(hedges).toBe(29)
    expect(volatility_vol_points).toBeCloseTo(100 * resolved.expiry.atmVol, 12)
    // Simulated, the reference condor's is three quarters of the leading order: the same size, not the same figure.
    expect(dollars).toBeGreaterThan(300)
    expect(dollars).toBeLessThan(1500)
  })
  it('breaks even at the move whose gamma loss is a trading day of theta', () => {
    const points = yields.breakEvenMove.points ?? Number.NaN
    const loss = (-condor.greeks.gamma_dollars_per_point2 * points * points) / 2
    const perSession = (condor.greeks.theta_dollars_per_day * condor.days) / yields.hedgingError.hedges
    expect(Math.abs(loss / perSession - 1)).toBeLessThan(0.02)
  })
  it('equals a range whose capital is the margin: V = 4 G (1 - e^(-h/2))', () => {
    const { low_points, high_points, leverage } = yields.range
    const h = Math.log((high_points ?? 0) / model.forward_points)
    expect(Math.log(model.forward_points / (low_points ?? 1))).toBeCloseTo(h, 12)
    const full = -4 * condor.dollarGamma_dollars
    expect(full * (1 - Math.exp(-h / 2))).toBeCloseTo(condor.margin_dollars, 6)
    expect((leverage ?? 0) * condor.margin_dollars).toBeCloseTo(full, 3)
  })
  it('earns on its margin at most the credit, against what cash earns', () => {
    const { onMargin } = yields
    const costs = legCosts(condor.legs, rulesOf('lvr-budget').costs)
    const kept = condor.maxGain_dollars - costs
    expect(onMargin.simple_per_year).toBeCloseTo(kept / condor.margin_dollars / condor.years, 9)
    const growth = condor.margin_dollars / (condor.margin_dollars - kept)
    expect(Math.log1p(onMargin.internal_per_year ?? 0)).toBeCloseTo(Math.log(growth) / condor.years, 6)
    expect(Math.log1p(onMargin.hurdle_per_year)).toBeCloseTo(-Math.log(condor.discount) / condor.years, 9)
  })
})

describe('edges', () => {
  it('gives a one-day condor what it can have, and says why the rest is missing', () => {
    const one = described('icc-1dte').yields
    const later = one.breakEvenVol.cells.filter(({ afterDays }) => afterDays >= 5)
    expect(later.every(({ shift_vol_points, note }) => shift_vol_points === null && note !== null)).toBe(true)
    expect(one.onMargin.internal_per_year === null).toBe(one.onMargin.note !== null)
    expect(JSON.stringify(one)).not.toMatch(/NaN|Infinity/)
  })
  it('has no range where the condor is not short gamma', () => {
    const { market } = facts
    const flipped = resolved.legs.map((leg) => ({ ...leg, quantity: -leg.quantity })) as unknown
    const long = { ...resolved, legs: flipped as ResolvedCondor['legs'] }
    const vix = { value: 15, rung: market.chain.rung, note: '' }
    const terms = { naturalCredit_points: -10, margin_dollars: 1000, entryCosts_dollars: 0 }
    const found = candidateYields({ market, vix, condor: long, ...terms })
    expect(found.range).toEqual({
      low_points: null,
      high_points: null,
      leverage: null,
      note: 'not short gamma at this forward',
    })
    expect(found.volSpike.fullRevaluation_lvr_days).toBeNull()
    expect(found.volSpike.note).toBe('not short gamma at this forward')
  })
  it('leaves the price board without', () => {
    const { tiers } = decide(facts, rulesOf('lvr-budget'))
    expect(tiers.length).toBeGreaterThan(0)
    expect(tiers.every((tier) => tier.yields === null)).toBe(true)
  })
})

/** The reference condor of the mathematics: S = 5000, 15 %, 30/365, 4736/4786/5223/5273, no carry. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { breakEvenVolShift } from './break-even-vol.ts'
import { breakEvensAtExpiry, breakEvensToday } from './break-evens.ts'
import { dollarGreeks, structureGreeks } from './greeks.ts'
import type { CondorLegs } from './legs.ts'
import { coverageKappa, dollarGamma, equivalentPool, lvrPerTradingDay, rentPerTradingDay } from './lvr.ts'
import { payoffCurves } from './payoff.ts'
import { settlementValue } from './settlement-value.ts'
import { type ModelLeg, type StructureModel, structureValue } from './structure-model.ts'
import { verticalsOf } from './vertical.ts'

const leg = (right: 'C' | 'P', strike_points: number, quantity: number, volatility = 0.15): ModelLeg => ({
  right,
  strike_points,
  quantity,
  volatility,
})

const LEGS: CondorLegs<ModelLeg> = [
  leg('P', 4736, 1),
  leg('P', 4786, -1),
  leg('C', 5223, -1),
  leg('C', 5273, 1),
]
const CONDOR: StructureModel = {
  legs: LEGS,
  forward_points: 5000,
  rate: 0,
  years: 30 / 365,
  multiplier: 100,
}
const CREDIT = 12.930863637785084

describe('the reference condor', () => {
  const greeks = structureGreeks(CONDOR)
  it('is worth the published credit', () => {
    expect(structureValue(CONDOR)).toBeCloseTo(-CREDIT, 10)
    expect(greeks.value).toBeCloseTo(-CREDIT, 10)
  })
  it('has the published Greeks', () => {
    expect(greeks.delta).toBeCloseTo(0.0016334255060167, 10)
    expect(greeks.gamma).toBeCloseTo(-0.0005128750811167, 12)
    expect(greeks.theta).toBeCloseTo(144.24611656409613, 7)
    expect(greeks.vega).toBeCloseTo(-158.0779359606533, 7)
    const dollars = dollarGreeks(greeks, 100)
    expect(dollars.vega_dollars_per_vol_point).toBeCloseTo(-158.0779359606533, 7)
    expect(dollars.theta_dollars_per_day).toBeCloseTo(14424.6116564096 / 365, 7)
    expect(dollars.delta_dollars_per_point).toBeCloseTo(0.163342550601674, 8)
  })
  it('bleeds 57.24 dollars a trading day at 15 % and 101.76 at 20 %', () => {
    const gamma = dollarGamma(CONDOR, greeks)
    expect(gamma).toBeLessThan(0)
    expect(lvrPerTradingDay(gamma, 0.15 * 0.15)).toBeCloseTo(57.24052244606989, 8)
    expect(lvrPerTradingDay(gamma, 0.2 * 0.2)).toBeCloseTo(101.76092879301314, 8)
    expect(rentPerTradingDay(CONDOR, greeks)).toBeCloseTo(57.24052244606989, 8)
  })
  it('equals a constant-product pool of 5.129 million dollars', () => {
    expect(equivalentPool(dollarGamma(CONDOR, greeks))).toBeCloseTo(5128750.81116786, 4)
  })
  it('has the published break-even volatilities after 1, 5, 10 and 20 days', () => {
    const wanted = [0.15256428831468233, 0.16431676725154984, 0.18371173070873836, 0.25980762113533157]
    const found = [1, 5, 10, 20].map((day) => 0.15 + mustAccept(breakEvenVolShift(CONDOR, 30, day)))
    found.forEach((volatility, i) => expect(volatility).toBeCloseTo(wanted[i], 9))
  })
  it('flips the sign of gamma and vega beyond the short strikes at five days', () => {
    const late = { ...CONDOR, years: 5 / 365 }
    const at = (spot: number) => structureGreeks(late, spot)
    expect(at(5000).gamma).toBeCloseTo(-0.0003261218047761595, 12)
    expect(at(5223).gamma).toBeCloseTo(-0.0005777889164372986, 12)
    expect(at(5323).gamma).toBeCloseTo(0.0013177794270935181, 12)
    expect(at(5000).vega).toBeCloseTo(-16.752832437131477, 7)
    expect(at(5323).vega).toBeCloseTo(76.72273117129984, 7)
  })
})

describe('break-even volatility', () => {
  it('refuses at or past expiry', () => {
    const result = breakEvenVolShift(CONDOR, 30, 30)
    expect(result.ok ? null : result.refusal.code).toBe('option.expired')
  })
  it('says so where no shift does it: so far beyond the calls no volatility matters, only the interest', () => {
    const lost: StructureModel = { ...CONDOR, forward_points: 500_000, rate: 0.05 }
    const result = breakEvenVolShift(lost, 30, 1)
    expect(result.ok ? null : result.refusal.code).toBe('number.no-root')
  })
  it('is a rise too where the days make the condor dearer, with the index at a wing: vega has changed sign', () => {
    const struck: StructureModel = { ...CONDOR, forward_points: 5290 }
    const shift = mustAccept(breakEvenVolShift(struck, 30, 5))
    expect(structureValue(struck, { years: 25 / 365, volShift: shift })).toBeCloseTo(
      structureValue(struck),
      9,
    )
    expect(structureValue(struck, { years: 25 / 365 })).toBeLessThan(structureValue(struck))
    expect(shift).toBeGreaterThan(0)
  })
})

describe('kappa', () => {
  it('is one where every leg is priced at the forecast, at any forward that is short gamma', () => {
    fc.assert(
      fc.property(fc.double({ min: 4700, max: 5300, noNaN: true }), (forward) => {
        const kappa = coverageKappa(structureGreeks(CONDOR, forward), 0.15 * 0.15)
        if (kappa !== null) expect(kappa).toBeCloseTo(1, 12)
      }),
    )
    expect(coverageKappa(structureGreeks(CONDOR), 0.15 * 0.15)).not.toBeNull()
  })
  it('is the ratio of rent to LVR with a smile', () => {
    const smile: StructureModel = {
      ...CONDOR,
      legs: LEGS.map((one, i) => ({ ...one, volatility: [0.18, 0.17, 0.12, 0.118][i] })),
    }
    const greeks = structureGreeks(smile)
    const variance = 0.13 * 0.13
    const rent = rentPerTradingDay(smile, greeks)
    const bleed = lvrPerTradingDay(dollarGamma(smile, greeks), variance)
    expect(coverageKappa(greeks, variance)).toBeCloseTo(rent / bleed, 12)
  })
  it('is null without a forecast and where the position is long gamma', () => {
    expect(coverageKappa(structureGreeks(CONDOR), null)).toBeNull()
    const late = structureGreeks({ ...CONDOR, years: 5 / 365 }, 5323)
    expect(late.gamma).toBeGreaterThan(0)
    expect(coverageKappa(late, 0.0225)).toBeNull()
    expect(equivalentPool(dollarGamma(CONDOR, late))).toBeNull()
  })
})

describe('a condor', () => {
  it('is the sum of its verticals, and rent without carry is theta at one volatility', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 4500, max: 5500, noNaN: true }),
        fc.double({ min: 0.05, max: 0.6, noNaN: true }),
        fc.double({ min: 0.003, max: 0.5, noNaN: true }),
        (forward, volatility, years) => {
          const legs: CondorLegs<ModelLeg> = [
            leg('P', 4736, 1, volatility),
            leg('P', 4786, -1, volatility),
            leg('C', 5223, -1, volatility),
            leg('C', 5273, 1, volatility),
          ]
          const model: StructureModel = { ...CONDOR, legs, years, forward_points: forward }
          const { put, call } = verticalsOf(legs)
          const sum = [put, call].reduce(
            (total, { short, long }) => total + structureValue({ ...model, legs: [short, long] }),
            0,
          )
          expect(structureValue(model)).toBeCloseTo(sum, 9)
          const greeks = structureGreeks(model)
          expect(rentPerTradingDay(model, greeks)).toBeCloseTo((greeks.theta * 100) / 252, 6)
        },
      ),
      { numRuns: 2000 },
    )
  })
  it('never loses more than its wider wing less the credit', () => {
    const spot = fc.double({ min: 1, max: 20_000, noNaN: true })
    fc.assert(
      fc.property(spot, (level) => {
        expect(settlementValue(LEGS, level)).toBeGreaterThanOrEqual(-50 - 1e-9)
        expect(settlementValue(LEGS, level)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 100_000 },
    )
  })
})

describe('break-evens', () => {
  it('lie a credit outside the short strikes at expiry', () => {
    const { low_points, high_points } = breakEvensAtExpiry(LEGS, CREDIT)
    expect(low_points).toBeCloseTo(4786 - CREDIT, 12)
    expect(high_points).toBeCloseTo(5223 + CREDIT, 12)
    expect(settlementValue(LEGS, low_points ?? 0) + CREDIT).toBeCloseTo(0, 9)
    expect(settlementValue(LEGS, high_points ?? 0) + CREDIT).toBeCloseTo(0, 9)
  })
  it('are null for a debit, and on a side whose wing the credit covers', () => {
    expect(breakEvensAtExpiry(LEGS, 0)).toEqual({ low_points: null, high_points: null })
    const narrow: CondorLegs<ModelLeg> = [leg('P', 4776, 1), LEGS[1], LEGS[2], LEGS[3]]
    const { low_points, high_points } = breakEvensAtExpiry(narrow, 12)
    expect(low_points).toBeNull()
    expect(high_points).toBe(5235)
  })
  it('today are where closing at model value costs the credit', () => {
    const later = { ...CONDOR, years: 20 / 365 }
    const { low_points, high_points } = breakEvensToday(later, CREDIT)
    expect(low_points).not.toBeNull()
    expect(high_points).not.toBeNull()
    for (const level of [low_points ?? 0, high_points ?? 0]) {
      expect(structureValue(later, { forward_points: level })).toBeCloseTo(-CREDIT, 7)
    }
    expect(low_points).toBeLessThan(5000)
    expect(high_points).toBeGreaterThan(5000)
  })
  it('today are null when no level would earn, as just after selling at natural', () => {
    expect(breakEvensToday(CONDOR, CREDIT - 1)).toEqual({ low_points: null, high_points: null })
  })
})

describe('payoff curves', () => {
  const curves = payoffCurves(CONDOR, CREDIT, 215)
  it('hold every strike, ascend, and bend only there', () => {
    expect(curves.spots_points).toEqual([...curves.spots_points].sort((a, b) => a - b))
    for (const strike of [4736, 4786, 5223, 5273]) expect(curves.spots_points).toContain(strike)
    expect(Math.max(...curves.atExpiry_dollars)).toBeCloseTo(CREDIT * 100, 8)
    expect(Math.min(...curves.atExpiry_dollars)).toBeCloseTo((CREDIT - 50) * 100, 8)
  })
  it('shade LVR positive between the shorts and negative beyond the wings', () => {
    const at = (spot: number): number =>
      curves.lvr_dollars_per_day[curves.spots_points.findIndex((one) => one >= spot)]
    expect(at(5000)).toBeGreaterThan(0)
    expect(at(5420)).toBeLessThan(0)
    expect(at(4600)).toBeLessThan(0)
  })
})

import { describe, expect, it } from 'vitest'
import type { CondorLegs } from '../../book/structure/legs.ts'
import { structureGreeks } from '../../book/structure/greeks.ts'
import { dollarGamma, lvrPerTradingDay } from '../../book/structure/lvr.ts'
import { type ModelLeg, type StructureModel, structureValue } from '../../book/structure/structure-model.ts'
import { creditDistance } from './credit-distance.ts'
import { dollarGammaVariance } from './dollar-gamma-variance.ts'
import { type InvariantState, readInvariant } from './invariant.ts'

const leg = (right: 'C' | 'P', strike_points: number, quantity: number, volatility = 0.15): ModelLeg => ({
  right,
  strike_points,
  quantity,
  volatility,
})
const legsAt = (volatility: number): CondorLegs<ModelLeg> => [
  leg('P', 4736, 1, volatility),
  leg('P', 4786, -1, volatility),
  leg('C', 5223, -1, volatility),
  leg('C', 5273, 1, volatility),
]
const model: StructureModel = {
  legs: legsAt(0.15),
  forward_points: 5000,
  rate: 0,
  years: 30 / 365,
  multiplier: 100,
}
const entry: InvariantState = {
  model,
  legs: legsAt(0.15),
  entryCredit_points: 12.9,
  entryEdr_points: 47.25,
  forecastVariance: 0.0225,
}
const at = (change: Partial<StructureModel>): InvariantState => ({ ...entry, model: { ...model, ...change } })

describe('credit x distance', () => {
  it('is the cost to close times the smaller distance to a break-even in expected daily ranges', () => {
    const reading = readInvariant(creditDistance, entry)
    const cost = -structureValue(model)
    const distance = Math.min(5000 - (4786 - 12.9), 5223 + 12.9 - 5000) / 47.25
    expect(reading.x).toBeCloseTo(cost, 12)
    expect(reading.y).toBeCloseTo(distance, 12)
    expect(reading.k).toBeCloseTo(cost * distance, 12)
    expect(reading.deviation).toBe(0)
  })
  it('does not drift with the clock alone: the baseline ages', () => {
    const reading = readInvariant(creditDistance, entry, at({ years: 15 / 365 }))
    expect(reading.deviation).toBe(0)
    expect(reading.k).toBeLessThan(0.8 * (readInvariant(creditDistance, entry).k ?? 0))
  })
  it('is nearly blind when spot falls and volatility rises together', () => {
    const alone = readInvariant(creditDistance, entry, at({ forward_points: 4900 })).deviation ?? 0
    const vol = readInvariant(creditDistance, entry, at({ legs: legsAt(0.2) })).deviation ?? 0
    expect(alone).toBeLessThan(-0.15)
    expect(vol).toBeGreaterThan(0.3)
  })
  it('says so at or past a break-even and gives no deviation', () => {
    const reading = readInvariant(creditDistance, entry, at({ forward_points: 4760 }))
    expect(reading.y).toBeLessThan(0)
    expect(reading.deviation).toBeNull()
    expect(reading.note).toContain('breach by definition')
  })
  it('is unknown without the range of the day of entry or without a credit', () => {
    expect(readInvariant(creditDistance, { ...entry, entryEdr_points: null })).toMatchObject({
      y: null,
      k: null,
      deviation: null,
    })
    const debit = readInvariant(creditDistance, { ...entry, entryCredit_points: -0.1 })
    expect(debit.y).toBeNull()
    expect(debit.note).toContain('no break-even')
  })
})

describe('dollar gamma x variance', () => {
  it('is twice the LVR of a year', () => {
    const reading = readInvariant(dollarGammaVariance, entry)
    const daily = lvrPerTradingDay(dollarGamma(model, structureGreeks(model)), 0.0225)
    expect(reading.k).toBeCloseTo(2 * 252 * daily, 6)
    expect(reading.x).toBeCloseTo(5128750.811167862 / 4, 4)
  })
  it('rises by the log of the variance ratio when only the forecast rises', () => {
    const reading = readInvariant(dollarGammaVariance, entry, { ...entry, forecastVariance: 0.045 })
    expect(reading.deviation).toBeCloseTo(Math.log(2), 12)
  })
  it('is unknown without a forecast, and says where the position is not short gamma', () => {
    expect(readInvariant(dollarGammaVariance, { ...entry, forecastVariance: null }).k).toBeNull()
    const late = readInvariant(dollarGammaVariance, entry, at({ years: 5 / 365, forward_points: 5323 }))
    expect(late.x).toBeNull()
    expect(late.note).toBe('not short gamma')
  })
})

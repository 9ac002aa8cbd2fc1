import { describe, expect, it } from 'vitest'
import { dollarGamma } from '../structure/lvr.ts'
import { structureGreeks } from '../structure/greeks.ts'
import type { CondorLegs } from '../structure/legs.ts'
import type { ModelLeg, StructureModel } from '../structure/structure-model.ts'
import { monthlyCondorOfPool } from './monthly-condor-of-pool.ts'

describe('the monthly condor that a pool equals', () => {
  it.each([
    [1e6, 1840, 0.15],
    [1e6, 1840, 0.976],
    [5, 0.000_54, 0.6],
    [2e9, 65_000, 0.02],
  ])('has the dollar gamma L sqrt(P) / 2 of the pool: L %f, P %f, vol %f', (liquidity, price, volatility) => {
    const condor = monthlyCondorOfPool(liquidity, price, volatility)
    if (condor === null) throw new Error('a condor was wanted')
    const [longPut, shortPut, shortCall, longCall] = condor.strikes
    expect(longPut).toBeLessThan(shortPut)
    expect(shortPut).toBeLessThan(price)
    expect(shortCall).toBeGreaterThan(price)
    expect(longCall).toBeGreaterThan(shortCall)
    const leg = (right: 'C' | 'P', strike_points: number, quantity: number): ModelLeg => ({
      right,
      strike_points,
      quantity,
      volatility,
    })
    const legs: CondorLegs<ModelLeg> = [
      leg('P', longPut, 1),
      leg('P', shortPut, -1),
      leg('C', shortCall, -1),
      leg('C', longCall, 1),
    ]
    const model: StructureModel = { legs, forward_points: price, rate: 0, years: 30 / 365, multiplier: 1 }
    const each = dollarGamma(model, structureGreeks(model))
    // Gamma of the pool by second difference of 2 L sqrt P, not by its closed form.
    const h = price * 1e-3
    const value = (p: number): number => 2 * liquidity * Math.sqrt(p)
    const pool = (price * price * (value(price + h) - 2 * value(price) + value(price - h))) / (h * h)
    expect((condor.contracts * each) / pool).toBeCloseTo(1, 4)
  })

  it('is unknown without liquidity or volatility, and where the strikes would fall below zero', () => {
    expect(monthlyCondorOfPool(0, 1840, 0.15)).toBeNull()
    expect(monthlyCondorOfPool(1e6, 1840, null)).toBeNull()
    expect(monthlyCondorOfPool(1e6, 1840, 0)).toBeNull()
    expect(monthlyCondorOfPool(1e6, 1840, 4)).toBeNull()
  })
})

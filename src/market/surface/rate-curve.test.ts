import { describe, expect, it } from 'vitest'
import { type ParityRate, rateCurve } from './rate-curve.ts'

const at = (days: number, rate: number, error = 0.0005): ParityRate => ({
  days,
  years: days / 365,
  rate,
  error,
})

describe('rateCurve', () => {
  it('ignores the parity rates of short expiries', () => {
    const curve = rateCurve([at(1, 4, 0.0001), at(19.9, -2, 0.0001), at(45, 0.05), at(200, 0.05)])
    expect(curve?.rateAt(1 / 365)).toBeCloseTo(0.05, 12)
    expect(curve?.nodes.map(({ days }) => days)).toEqual([45, 200])
  })
  it('weighs the short end by precision', () => {
    const curve = rateCurve([at(25, 0.06, 0.002), at(60, 0.05, 0.0003), at(365, 0.045)])
    const precision = (days: number, error: number): number =>
      1 / (error * error + ((3e-4 * 365) / days) ** 2)
    const one = precision(25, 0.002)
    const other = precision(60, 0.0003)
    expect(curve?.rateAt(2 / 365)).toBeCloseTo((0.06 * one + 0.05 * other) / (one + other), 12)
  })
  it('is linear between long expiries and flat beyond them', () => {
    const curve = rateCurve([at(100, 0.05), at(200, 0.04)])
    expect(curve?.rateAt(10 / 365)).toBe(0.05)
    expect(curve?.rateAt(150 / 365)).toBeCloseTo(0.045, 12)
    expect(curve?.rateAt(5)).toBe(0.04)
  })
  it('leaves out rates too imprecise or absurd to stand', () => {
    const curve = rateCurve([at(40, 0.2, 0.02), at(50, 0.9), at(60, 0.05), at(400, 0.04)])
    expect(curve?.nodes.map(({ days }) => days)).toEqual([60, 400])
  })
  it('pools short rates where there are no others, and gives up where the pool is absurd or empty', () => {
    expect(rateCurve([at(5, 0.04, 0.01), at(5, 0.05, 0.01)])?.rateAt(1)).toBeCloseTo(0.045, 12)
    expect(rateCurve([at(1, 0.9, 0.5)])).toBeNull()
    expect(rateCurve([])).toBeNull()
  })
})

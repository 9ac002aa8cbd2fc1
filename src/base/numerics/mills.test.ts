import { describe, expect, it } from 'vitest'
import { FixedPoint } from '../../../test/support/high-precision.ts'
import { millsGap, millsRatio, millsSlope } from './mills.ts'

/** The tail at 47 deviations is 1e-482, 1600 bits; at 36 it is 940 bits. */
const exact = new FixedPoint(1200)
const far = new FixedPoint(3200)

function ratio(z: bigint, a: FixedPoint): bigint {
  return a.div(a.cdf(-z), a.density(z))
}

describe("Mills' ratio", () => {
  it('is within 2e-15 relative, and its slope too', () => {
    for (let i = 0; i <= 160; i += 1) {
      const z = i * 0.1237
      const fixed = exact.from(z)
      const reference = ratio(fixed, exact)
      expect(Math.abs(millsRatio(z) / exact.number(reference) - 1)).toBeLessThan(2e-15)
      const slope = exact.one - exact.mul(fixed, reference)
      expect(Math.abs(millsSlope(z) / exact.number(slope) - 1)).toBeLessThan(2e-15)
    }
  })

  it('joins its asymptotic series without a step', () => {
    for (const z of [30.5, 39.9, 40.1, 47]) {
      const reference = ratio(far.from(z), far)
      expect(Math.abs(millsRatio(z) / far.number(reference) - 1)).toBeLessThan(2e-15)
      const slope = far.one - far.mul(far.from(z), reference)
      expect(Math.abs(millsSlope(z) / far.number(slope) - 1)).toBeLessThan(2e-15)
    }
  })

  it('keeps its differences at both ends of every branch', () => {
    let common = 0
    let deep = 0
    for (const a of [0, 1e-9, 0.01, 0.3, 1, 2.5, 6, 7.9, 12, 15.9, 16.1, 20, 25]) {
      for (const t of [1e-12, 1e-7, 1e-4, 0.00316, 0.0317, 0.1, 0.2, 0.2499, 0.2501, 0.5, 1.3, 4, 11]) {
        if (a - t < -5) continue
        const low = exact.from(a) - exact.from(t)
        const high = exact.from(a) + exact.from(t)
        const reference = exact.number(ratio(low, exact) - ratio(high, exact))
        const error = Math.abs(millsGap(a, t) / reference - 1)
        if (a <= 8) common = Math.max(common, error)
        else deep = Math.max(deep, error)
      }
    }
    expect(common).toBeLessThan(2e-14)
    expect(deep).toBeLessThan(1e-13)
  })
})

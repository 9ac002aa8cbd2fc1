import stdlibCdf from '@stdlib/stats-base-dists-normal-cdf'
import { describe, expect, it } from 'vitest'
import { FixedPoint } from '../../../test/support/high-precision.ts'
import { erfcx, normalCdf, normalPdf, normalQuantile } from './normal.ts'

/** 1280 fractional bits: Phi(-37.5) = 4.6e-308 keeps 250 of them. */
const exact = new FixedPoint(1280)

/** x from -37.5 to 8.5 in irregular steps, so that no mantissa is special. */
const points = Array.from({ length: 600 }, (_, i) => -37.5 + (46 * i) / 599 + Math.sin(i) * 0.01).filter(
  (x) => x >= -37.5,
)

describe('normalCdf', () => {
  it('is within 1e-15 absolute and 1e-13 relative of a 1280-bit reference for x >= -37.5', () => {
    let absolute = 0
    let relative = 0
    for (const x of [-37.5, -1e-300, 0, 1e-17, ...points]) {
      const reference = exact.cdf(exact.from(x))
      const error = Math.abs(exact.number(exact.from(normalCdf(x)) - reference))
      absolute = Math.max(absolute, error)
      relative = Math.max(relative, error / exact.number(reference))
    }
    expect(absolute).toBeLessThan(2e-16)
    expect(relative).toBeLessThan(3e-15)
  })

  it('agrees with a second oracle where that one is accurate', () => {
    for (const x of points.filter((x) => x > -30)) {
      const oracle = stdlibCdf(x, 0, 1)
      expect(Math.abs(normalCdf(x) - oracle)).toBeLessThanOrEqual(
        2e-16 + 2e-14 * oracle * (1 + (x * x) / 100),
      )
    }
  })

  it('ends at 0 and 1, is symmetric, and never decreases', () => {
    expect(normalCdf(-40)).toBe(0)
    expect(normalCdf(-Infinity)).toBe(0)
    expect(normalCdf(Infinity)).toBe(1)
    expect(normalCdf(0)).toBe(0.5)
    for (const x of points) expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 15)
    let before = 0
    for (let x = -12; x <= 9; x += 0.001) {
      const now = normalCdf(x)
      expect(now).toBeGreaterThanOrEqual(before)
      before = now
    }
    expect(() => normalCdf(Number.NaN)).toThrow(/NaN/)
  })
})

describe('normalPdf and erfcx', () => {
  it('are within 3e-15 relative of the reference', () => {
    const root = exact.sqrt(2n * exact.one)
    for (const x of points.filter((_, i) => i % 4 === 0)) {
      const density = exact.number(exact.density(exact.from(x)))
      expect(Math.abs(normalPdf(x) / density - 1)).toBeLessThan(3e-15)
    }
    for (const x of [-26, -10.3, -2.5, -1e-9, 0, 0.1, 0.7, 1.9, 3.3, 7.7, 19, 26]) {
      // erfcx(x) = 2 exp(x^2) Phi(-x sqrt 2).
      const fixed = exact.from(x)
      const tail = exact.cdf(-exact.mul(fixed, root))
      const reference = exact.number(2n * exact.mul(exact.exp(exact.mul(fixed, fixed)), tail))
      expect(Math.abs(erfcx(x) / reference - 1)).toBeLessThan(3e-15)
    }
    // Far out erfcx(x) tends to (1 - 1 / (2 x^2)) / (x sqrt(pi)).
    expect(Math.abs(erfcx(1e6) * 1e6 * Math.sqrt(Math.PI) - (1 - 0.5e-12))).toBeLessThan(1e-15)
    expect(() => erfcx(-30)).toThrow(/overflows/)
  })
})

describe('normalQuantile', () => {
  it('inverts the distribution function to the rounding of p', () => {
    for (const p of [
      1e-300, 1e-100, 1e-20, 1e-9, 0.001, 0.02425, 0.16, 0.3, 0.49, 0.499999, 0.5, 0.51, 0.84, 0.999,
    ]) {
      const z = normalQuantile(p)
      // dp/p = -z dz in the tail, so this bounds the error of z by a few units in its last place.
      expect(Math.abs(normalCdf(z) / p - 1)).toBeLessThan(4e-16 * (2 + z * z))
    }
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14)
    expect(() => normalQuantile(0)).toThrow(/probability/)
    expect(() => normalQuantile(1)).toThrow(/probability/)
  })
})

import { describe, expect, it } from 'vitest'
import { besselIScaled } from './bessel.ts'
import { integrate } from './integrate.ts'

describe('besselIScaled', () => {
  it('is the hyperbolic sine at order one half, on both sides of the change of method', () => {
    for (const z of [1e-6, 0.01, 1, 10, 29.999, 30.001, 100, 5_000]) {
      const exact = Math.sqrt(2 / (Math.PI * z)) * -0.5 * Math.expm1(-2 * z)
      expect(Math.abs(besselIScaled(0.5, z) / exact - 1)).toBeLessThan(1e-13)
    }
  })

  it("is Poisson's integral at other orders", () => {
    // I_n(z) = (1 / pi) integral of exp(z cos t) cos(n t), 0 to pi, whole n (Abramowitz and Stegun 9.6.19).
    for (const order of [0, 1, 3]) {
      for (const z of [0.5, 7, 29, 31, 80]) {
        const scaled = integrate((t) => Math.exp(z * (Math.cos(t) - 1)) * Math.cos(order * t), 0, Math.PI, 60)
        expect(Math.abs(besselIScaled(order, z) / (scaled / Math.PI) - 1)).toBeLessThan(1e-12)
      }
    }
  })

  it('obeys the recurrence in order, negative orders included', () => {
    for (const order of [0.12, 0.7, 2.4]) {
      for (const z of [0.4, 5, 25, 40, 400]) {
        const left = besselIScaled(order - 1, z) - besselIScaled(order + 1, z)
        const right = ((2 * order) / z) * besselIScaled(order, z)
        expect(Math.abs(left - right)).toBeLessThan(2e-14)
      }
    }
  })

  it('knows its limits at zero', () => {
    expect(besselIScaled(0, 0)).toBe(1)
    expect(besselIScaled(0.4, 0)).toBe(0)
    expect(besselIScaled(-0.4, 0)).toBe(Infinity)
  })
})

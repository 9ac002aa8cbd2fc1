import { describe, expect, it } from 'vitest'
import { integrate } from './integrate.ts'

describe('integrate', () => {
  it('is exact for polynomials of degree 19 on one panel', () => {
    for (let degree = 0; degree < 20; degree += 1) {
      const f = (x: number): number => {
        let value = 1
        for (let i = 0; i < degree; i += 1) value *= x
        return value
      }
      expect(integrate(f, 0, 2, 1) / (2 ** (degree + 1) / (degree + 1))).toBeCloseTo(1, 13)
    }
  })
  it('adds panels, and turns its sign with its ends', () => {
    expect(integrate(Math.exp, -1, 3, 4)).toBeCloseTo(Math.exp(3) - Math.exp(-1), 12)
    expect(integrate(Math.exp, 3, -1, 4)).toBeCloseTo(Math.exp(-1) - Math.exp(3), 12)
    expect(integrate(Math.exp, 1, 1, 4)).toBe(0)
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centsRoundedDown, centsRoundedHalfEven, centsRoundedUp, dollarsOfCents } from './money.ts'

describe('money at the border', () => {
  it('takes a decimal amount for what was meant', () => {
    expect(centsRoundedDown(0.29)).toBe(29)
    expect(centsRoundedUp(0.29)).toBe(29)
    expect(centsRoundedDown(1.1)).toBe(110)
    expect(centsRoundedUp(1.1)).toBe(110)
    expect(centsRoundedDown(-0.29)).toBe(-29)
  })
  it('rounds in the direction of its name', () => {
    expect(centsRoundedDown(0.019)).toBe(1)
    expect(centsRoundedUp(0.011)).toBe(2)
    expect(centsRoundedDown(-0.011)).toBe(-2)
    expect(centsRoundedUp(-0.019)).toBe(-1)
    expect([0.005, 0.015, 0.025, -0.005, -0.015, -0.025].map(centsRoundedHalfEven)).toEqual([
      0, 2, 2, 0, -2, -2,
    ])
    expect(centsRoundedHalfEven(1.005)).toBe(100)
    expect(centsRoundedHalfEven(0.0051)).toBe(1)
    expect(Object.is(centsRoundedHalfEven(-0.001), 0)).toBe(true)
  })
  it('gives back every whole number of cents, and never lies outside down and up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e11, max: 1e11 }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        (n, x) => {
          const cents = centsRoundedHalfEven(n / 100)
          expect(cents).toBe(n)
          expect(dollarsOfCents(cents)).toBe(n / 100)
          expect(centsRoundedDown(x)).toBeLessThanOrEqual(centsRoundedHalfEven(x))
          expect(centsRoundedUp(x)).toBeGreaterThanOrEqual(centsRoundedHalfEven(x))
          expect(centsRoundedUp(x) - centsRoundedDown(x)).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 20_000 },
    )
  })
  it('stops on what is no amount', () => {
    expect(() => centsRoundedDown(Number.NaN)).toThrow()
    expect(() => centsRoundedUp(1e11)).toThrow()
  })
})

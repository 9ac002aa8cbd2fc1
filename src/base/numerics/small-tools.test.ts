import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearAt, monotoneCubic } from './interpolate.ts'
import { power } from './power.ts'
import { mean, median, quantile, standardDeviation } from './statistics.ts'
import { compensatedSum } from './sums.ts'

const finite = fc.double({ min: -1e12, max: 1e12, noNaN: true, noDefaultInfinity: true })

/** Exact sum of doubles as a BigInt in units of 2^-1074, rounded once. */
function exactSum(values: readonly number[]): number {
  const units = values.reduce((total, value) => {
    const view = new DataView(new ArrayBuffer(8))
    view.setFloat64(0, value)
    const raw = view.getBigUint64(0)
    const field = (raw >> 52n) & 0x7ffn
    const mantissa = (raw & 0xfffffffffffffn) | (field === 0n ? 0n : 1n << 52n)
    const magnitude = mantissa << (field === 0n ? 0n : field - 1n)
    return total + (raw >> 63n ? -magnitude : magnitude)
  }, 0n)
  const text = (units < 0n ? -units : units).toString(2)
  const drop = Math.max(0, text.length - 64)
  const size = Number((units < 0n ? -units : units) >> BigInt(drop)) * 2 ** (drop - 537) * 2 ** -537
  return units < 0n ? -size : size
}

describe('compensatedSum', () => {
  it('keeps what plain addition loses', () => {
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2)
    expect(compensatedSum([])).toBe(0)
    expect(compensatedSum(Array.from({ length: 1_000_000 }, () => 0.1))).toBeCloseTo(100_000, 10)
  })
  it('is the exact sum to 1e-15 of the sizes summed, squared', () => {
    fc.assert(
      fc.property(fc.array(finite, { maxLength: 40 }), (values) => {
        const sizes = values.reduce((total, value) => total + Math.abs(value), 0)
        const bound = 2.3e-16 * Math.abs(exactSum(values)) + 1e-29 * sizes
        expect(Math.abs(compensatedSum(values) - exactSum(values))).toBeLessThanOrEqual(bound)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('statistics', () => {
  it('give the textbook answers', () => {
    const values = [2, 4, 4, 4, 5, 5, 7, 9]
    expect(mean(values)).toBe(5)
    expect(standardDeviation(values)).toBeCloseTo(Math.sqrt(32 / 7), 15)
    expect(median([5, 1, 3])).toBe(3)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(quantile([1, 2, 3, 4], 0)).toBe(1)
    expect(quantile([1, 2, 3, 4], 1)).toBe(4)
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75)
    expect(quantile([7], 0.9)).toBe(7)
  })
  it('do not lose a small deviation on a large level', () => {
    const values = [1e9 + 1, 1e9 + 2, 1e9 + 3]
    expect(standardDeviation(values)).toBe(1)
  })
  it('stop on nothing', () => {
    expect(() => mean([])).toThrow(/nothing/)
    expect(() => standardDeviation([1])).toThrow(/two values/)
    expect(() => quantile([], 0.5)).toThrow(/nothing/)
    expect(() => quantile([1], 1.5)).toThrow(/probability/)
  })
})

describe('power', () => {
  it('agrees with roots and products', () => {
    expect(power(2, 10)).toBeCloseTo(1024, 9)
    expect(power(9, 0.5)).toBeCloseTo(3, 14)
    expect(power(5, 0)).toBe(1)
    expect(() => power(0, 2)).toThrow(/positive/)
  })
})

describe('interpolation', () => {
  const xs = [0, 1, 3, 4, 8]
  const ys = [0, 2, 2.5, 7, 7]
  it('goes through every knot and stays flat beyond the ends', () => {
    const cubic = monotoneCubic(xs, ys)
    xs.forEach((x, i) => {
      expect(linearAt(xs, ys, x)).toBe(ys[i])
      expect(cubic(x)).toBeCloseTo(ys[i], 14)
    })
    expect([linearAt(xs, ys, -5), linearAt(xs, ys, 50), cubic(-5), cubic(50)]).toEqual([0, 7, 0, 7])
    expect(linearAt(xs, ys, 2)).toBe(2.25)
    expect(monotoneCubic([1], [4])(2)).toBe(4)
    expect(() => linearAt([], [], 1)).toThrow(/knots/)
    expect(() => monotoneCubic([1, 1], [2, 3])).toThrow(/ascend/)
  })
  it('never overshoots and never turns between monotone knots', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: 0.01, max: 5, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true })),
          {
            minLength: 2,
            maxLength: 12,
          },
        ),
        (gaps) => {
          let x = 0
          let y = 0
          const knots = gaps.map(([dx, dy]) => [(x += dx), (y += dy)])
          const cubic = monotoneCubic(
            knots.map(([at]) => at),
            knots.map(([, value]) => value),
          )
          let before = -1e-12
          for (let u = 0; u <= 1; u += 0.002) {
            const value = cubic(knots[0][0] + u * (x - knots[0][0]))
            expect(value).toBeGreaterThanOrEqual(before - 1e-12)
            expect(value).toBeLessThanOrEqual(y + 1e-12)
            before = value
          }
        },
      ),
      { numRuns: 200 },
    )
  })
  it('reproduces a straight line exactly, and a smooth curve closely', () => {
    const line = monotoneCubic([0, 1, 2.5, 4], [1, 3, 6, 9])
    for (let x = 0; x <= 4; x += 0.1) expect(line(x)).toBeCloseTo(1 + 2 * x, 13)
    const knots = Array.from({ length: 41 }, (_, i) => i / 20)
    const curve = monotoneCubic(knots, knots.map(Math.exp))
    for (let x = 0.1; x < 1.9; x += 0.013) expect(Math.abs(curve(x) - Math.exp(x))).toBeLessThan(2e-4)
  })
})

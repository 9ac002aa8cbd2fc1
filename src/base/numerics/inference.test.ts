import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minimumDetectableEffect } from './detectable-effect.ts'
import { momentsOf, slopeOf } from './moments.ts'
import { holmAdjusted, maxTTest } from './multiple-tests.ts'
import { normalCdf } from './normal.ts'
import { wilsonInterval } from './proportion-interval.ts'
import { createRandom } from './random.ts'

describe('momentsOf', () => {
  it('gives the moments of a small case by hand', () => {
    // 0, 0, 0, 4: mean 1, deviations -1, -1, -1, 3.
    const { mean, variance, skewness, kurtosis } = momentsOf([0, 0, 0, 4])
    expect([mean, variance]).toEqual([1, 3])
    expect(skewness).toBeCloseTo(6 / (3 * Math.sqrt(3)), 15)
    expect(kurtosis).toBeCloseTo(21 / 9, 15)
  })
  it('knows no shape of a constant, rounding included', () => {
    expect(momentsOf([0.1, 0.1, 0.1])).toEqual({
      count: 3,
      mean: 0.10000000000000002,
      variance: 0,
      skewness: null,
      kurtosis: null,
    })
  })
  it('does not care for scale or place, but for sign', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 20 }), (xs) => {
        const there = momentsOf(xs)
        const back = momentsOf(xs.map((x) => 7 - 3 * x))
        if (there.skewness === null) expect(back.skewness).toBeNull()
        else expect(back.skewness).toBeCloseTo(-there.skewness, 9)
        if (there.kurtosis !== null) {
          expect(back.kurtosis).toBeCloseTo(there.kurtosis, 9)
          // Pearson's inequality.
          expect(there.kurtosis).toBeGreaterThanOrEqual(
            (there.skewness ?? 0) * (there.skewness ?? 0) + 1 - 1e-9,
          )
        }
      }),
    )
  })
  it('finds the slope of a line, and none where nothing varies', () => {
    expect(slopeOf([1, 2, 4], [5, 7, 11])).toBeCloseTo(2, 15)
    expect(slopeOf([3, 3, 3], [1, 2, 3])).toBeNull()
    expect(slopeOf([1], [1])).toBeNull()
  })
})

describe('wilsonInterval', () => {
  it('gives the ends that solve |p - share| = z sqrt(p (1 - p) / n)', () => {
    for (const [successes, count] of [
      [15, 20],
      [1, 200],
      [80, 81],
    ]) {
      const { low, high } = wilsonInterval(successes, count)
      for (const p of [low, high]) {
        const z = Math.abs(p - successes / count) / Math.sqrt((p * (1 - p)) / count)
        expect(z).toBeCloseTo(1.959963984540054, 9)
      }
    }
  })
  it('keeps its width where all draws came out alike', () => {
    const { low, high } = wilsonInterval(10, 10)
    expect(high).toBe(1)
    // n / (n + z^2).
    expect(low).toBeCloseTo(10 / (10 + 1.959963984540054 * 1.959963984540054), 12)
    expect(wilsonInterval(0, 10).low).toBe(0)
  })
})

describe('holmAdjusted', () => {
  it('steps down as published', () => {
    // Sorted 0.01, 0.02, 0.03, 0.04 times 4, 3, 2, 1, made monotone.
    expect(holmAdjusted([0.04, 0.01, 0.03, 0.02])).toEqual([0.06, 0.04, 0.06, 0.06])
    expect(holmAdjusted([0.5, 0.9])).toEqual([1, 1])
    expect(holmAdjusted([])).toEqual([])
  })
  it('lies between the raw and the Bonferroni values', () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(p, { minLength: 1, maxLength: 12 }), (ps) => {
        holmAdjusted(ps).forEach((adjusted, i) => {
          expect(adjusted).toBeGreaterThanOrEqual(ps[i])
          expect(adjusted).toBeLessThanOrEqual(Math.min(1, ps[i] * ps.length) + 1e-15)
        })
      }),
    )
  })
})

/** `count` series of n values sharing a factor, so that they correlate at `rho`; series 0 has the mean given. */
function family(
  count: number,
  n: number,
  options: { stream: number; rho: number; mean: number },
): Float64Array[] {
  const random = createRandom({ seed: 77, stream: options.stream })
  const series = Array.from({ length: count }, () => new Float64Array(n))
  for (let i = 0; i < n; i += 1) {
    const common = random.nextNormal() * Math.sqrt(options.rho)
    series.forEach((values, k) => {
      values[i] = common + random.nextNormal() * Math.sqrt(1 - options.rho) + (k === 0 ? options.mean : 0)
    })
  }
  return series
}

describe('maxTTest', () => {
  it('rejects anything in a family without effects about as often as its level', () => {
    const runs = 150
    let rejected = 0
    for (let stream = 0; stream < runs; stream += 1) {
      const series = family(6, 120, { stream, rho: 0.5, mean: 0 })
      const { rows } = maxTTest(series, { seed: stream, resamples: 199, level: 0.1 })
      if (rows.some(({ adjustedP }) => adjustedP <= 0.1)) rejected += 1
    }
    // Standard error 2.4 %.
    expect(rejected / runs).toBeLessThan(0.1 + 0.08)
    expect(rejected / runs).toBeGreaterThan(0.1 - 0.07)
  })
  it('has the critical value of independent normals where they are, and a lower one for copies', () => {
    const options = { seed: 3, resamples: 4000, meanBlock: 1 }
    const apart = maxTTest(family(8, 500, { stream: 1, rho: 0, mean: 0 }), options)
    // P(max |t| < c) = (2 Phi(c) - 1)^8 = 0.95.
    const inside = 2 * normalCdf(apart.criticalT) - 1
    const level = 1 - Math.exp(8 * Math.log(inside))
    expect(level).toBeGreaterThan(0.035)
    expect(level).toBeLessThan(0.065)
    const [one] = family(1, 500, { stream: 2, rho: 0, mean: 0 })
    const copies = maxTTest([one, one, one, one], options)
    expect(copies.criticalT).toBeLessThan(2.1)
    expect(copies.rows[0].adjustedP).toBe(copies.rows[3].adjustedP)
  })
  it('finds a planted effect, never reverses the order of evidence, and knows a series of zeros', () => {
    const series = family(5, 300, { stream: 4, rho: 0.3, mean: 0.4 })
    const { rows } = maxTTest([...series, new Float64Array(300)], { seed: 5 })
    expect(rows[0].adjustedP).toBeLessThan(0.01)
    expect(rows[5]).toMatchObject({ mean: 0, t: 0, adjustedP: 1 })
    const ranked = [...rows].sort((a, b) => Math.abs(b.t ?? 0) - Math.abs(a.t ?? 0))
    ranked
      .slice(1)
      .forEach(({ adjustedP }, i) => expect(adjustedP).toBeGreaterThanOrEqual(ranked[i].adjustedP))
  })
})

describe('minimumDetectableEffect', () => {
  it('is the effect that the test finds with the power stated', () => {
    const effect = minimumDetectableEffect(2, { power: 0.9, significance: 0.05 })
    expect(normalCdf(effect / 2 - 1.959963984540054)).toBeCloseTo(0.9, 12)
    expect(minimumDetectableEffect(1)).toBeCloseTo(2.8016, 3)
  })
})

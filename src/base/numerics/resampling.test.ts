import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { autocovariances, longRunVariance } from './autocovariance.ts'
import { automaticBlockLength } from './block-length.ts'
import { blockStandardError, quantileInterval, studentisedInterval } from './bootstrap-interval.ts'
import { createRandom } from './random.ts'
import {
  DIFFERENCE_OF_RATIOS,
  MEAN,
  RATIO_OF_MEANS,
  LOG_DEVIATION,
  LOG_RATIO_OF_MEANS,
  LOG_RATIO_OF_RATIOS,
  differenceOf,
  meanOverDeviation,
  meanOverDownside,
} from './smooth-statistics.ts'
import { bootstrapVarianceOfMean, drawBlocks, forEachResample } from './stationary-bootstrap.ts'
import { mean, median } from './statistics.ts'

/** x[t] = phi x[t - 1] + e[t], e standard normal, started in its stationary law. */
function autoregression(phi: number, n: number, stream: number): Float64Array {
  const random = createRandom({ seed: 20_260, stream })
  let x = random.nextNormal() / Math.sqrt(1 - phi * phi)
  return Float64Array.from({ length: n }, () => {
    x = phi * x + random.nextNormal()
    return x
  })
}

describe('autocovariances', () => {
  it('are those of a small case by hand', () => {
    // Centred: -1.5, -0.5, 0.5, 1.5.
    expect([...autocovariances([1, 2, 3, 4], 3)]).toEqual([5 / 4, 1.25 / 4, -1.5 / 4, -2.25 / 4])
    expect(longRunVariance([1, 2, 3, 4], 1)).toBeCloseTo(1.25 + 2 * 0.5 * 0.3125, 15)
    expect(longRunVariance([1, 2, 3, 4], 0)).toBe(1.25)
  })
  it('add up to the long-run variance 1 / (1 - phi)^2 of an autoregression', () => {
    const estimates = Array.from({ length: 20 }, (_, k) => longRunVariance(autoregression(0.5, 4000, k), 40))
    // Bartlett weights with 40 lags are 3 % low here; the mean of 20 has a standard error of 3 %.
    expect(mean(estimates)).toBeGreaterThan(4 * 0.88)
    expect(mean(estimates)).toBeLessThan(4 * 1.06)
  })
  it('never make a negative variance', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 30 }),
        fc.nat(40),
        (xs, lags) => {
          expect(longRunVariance(xs, lags)).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })
})

describe('automaticBlockLength', () => {
  it('is near the length that is best, (n G^2 / g^2)^(1/3) of the true spectrum', () => {
    const found = (make: (stream: number) => Float64Array): number =>
      median(Array.from({ length: 80 }, (_, k) => automaticBlockLength(make(k))))
    // Moving average e[t] + e[t - 1] / 2: correlations 0.4 and then 0, so G = 0.8 and g = 1.8.
    const average = found((stream) => {
      const noise = autoregression(0, 1001, stream)
      return Float64Array.from({ length: 1000 }, (_, i) => noise[i + 1] + noise[i] / 2)
    })
    expect(Math.abs(average / Math.cbrt((1000 * 0.8 * 0.8) / (1.8 * 1.8)) - 1)).toBeLessThan(0.1)
    // Autoregression: G / g = 2 phi / (1 - phi^2). Correlations lost in the noise are cut off, so weak ones come out short.
    const regression = found((stream) => autoregression(0.6, 1000, stream))
    expect(Math.abs(regression / Math.cbrt(1000 * (1.2 / 0.64) * (1.2 / 0.64)) - 1)).toBeLessThan(0.25)
  })
  it('is short for independent values, one for a constant, and never beyond its limit', () => {
    const found = median(
      Array.from({ length: 80 }, (_, k) => automaticBlockLength(autoregression(0, 1000, k))),
    )
    expect(found).toBeLessThan(5)
    expect(automaticBlockLength(new Float64Array(50).fill(3))).toBe(1)
    expect(automaticBlockLength([1, 2])).toBe(1)
    expect(automaticBlockLength(Float64Array.from({ length: 90 }, (_, i) => i))).toBeLessThanOrEqual(29)
  })
})

describe('drawBlocks', () => {
  it('makes runs of the mean length that wrap around, each start equally likely', () => {
    const n = 50
    const indices = new Int32Array(n)
    const ends = new Int32Array(n)
    const random = createRandom({ seed: 1, stream: 0 })
    const starts = new Float64Array(n)
    let whole = 0
    let wholeBlocks = 0
    for (let round = 0; round < 4000; round += 1) {
      const blocks = drawBlocks(indices, ends, 4, random)
      expect(ends[blocks - 1]).toBe(n)
      let at = 0
      for (let block = 0; block < blocks; block += 1) {
        starts[indices[at]] += 1
        for (let i = at + 1; i < ends[block]; i += 1) expect(indices[i]).toBe((indices[i - 1] + 1) % n)
        // A block that begins in the first half is hardly ever cut: 0.75^25 = 0.0008.
        if (at < n / 2) {
          whole += ends[block] - at
          wholeBlocks += 1
        }
        at = ends[block]
      }
    }
    expect(whole / wholeBlocks).toBeCloseTo(4, 1)
    const expected = starts.reduce((sum, count) => sum + count, 0) / n
    const chiSquare = starts.reduce(
      (sum, count) => sum + ((count - expected) * (count - expected)) / expected,
      0,
    )
    // 49 degrees of freedom: 0.1 % to 99.9 %.
    expect(chiSquare).toBeGreaterThan(23.98)
    expect(chiSquare).toBeLessThan(85.35)
  })
  it('has geometric lengths that do not depend on where a block starts, in long series too', () => {
    for (const n of [3000, 70_000]) {
      const indices = new Int32Array(n)
      const ends = new Int32Array(n)
      const random = createRandom({ seed: 2, stream: n })
      const lengths: Record<'low' | 'high', number[]> = { low: [], high: [] }
      while (lengths.low.length < 10_000) {
        const blocks = drawBlocks(indices, ends, 3, random)
        for (let block = 0; block + 1 < blocks; block += 1) {
          const at = block === 0 ? 0 : ends[block - 1]
          lengths[indices[at] < n / 2 ? 'low' : 'high'].push(ends[block] - at)
        }
      }
      for (const found of [lengths.low, lengths.high]) {
        // P(length > k) = (2 / 3)^k, with a standard error of at most 0.5 %.
        for (const k of [1, 2, 5, 10]) {
          const share = found.filter((length) => length > k).length / found.length
          expect(Math.abs(share - Math.exp(k * Math.log(2 / 3)))).toBeLessThan(0.02)
        }
      }
    }
  })
  it('draws single observations where the mean length is one', () => {
    const indices = new Int32Array(100)
    const ends = new Int32Array(100)
    expect(drawBlocks(indices, ends, 1, createRandom({ seed: 1, stream: 0 }))).toBe(100)
    expect(new Set(indices).size).toBeGreaterThan(50)
  })
})

describe('the stationary bootstrap', () => {
  it('keeps pairs together and repeats itself for one seed', () => {
    const one = autoregression(0.2, 40, 1)
    const other = one.map((value) => 3 * value)
    const sums: number[][] = [[], []]
    for (const run of [0, 1]) {
      forEachResample([one, other], { resamples: 20, meanBlock: 3, seed: 7 }, ([a, b]) => {
        a.forEach((value, i) => expect(b[i]).toBe(3 * value))
        sums[run].push(mean(a))
      })
    }
    expect(sums[0]).toEqual(sums[1])
    expect(new Set(sums[0]).size).toBe(20)
  })
  it('gives the mean the variance of the closed form', () => {
    const values = autoregression(0.5, 60, 3)
    for (const meanBlock of [1, 2.5, 8]) {
      const means: number[] = []
      forEachResample([values], { resamples: 20_000, meanBlock, seed: 5 }, ([x]) => means.push(mean(x)))
      const centre = mean(values)
      const simulated = mean(means.map((value) => (value - centre) * (value - centre)))
      // 20,000 draws give a variance to 1 %.
      expect(Math.abs(simulated / bootstrapVarianceOfMean(values, meanBlock) - 1)).toBeLessThan(0.04)
    }
  })
  it('gives a variance of blocks whose mean over resamples is that of the mean', () => {
    const values = autoregression(0.5, 200, 4)
    const centre = mean(values)
    const influence = new Float64Array(200)
    let total = 0
    forEachResample([values], { resamples: 4000, meanBlock: 5, seed: 5 }, ([x], ends, blocks) => {
      for (let i = 0; i < 200; i += 1) influence[i] = x[i] - centre
      const error = blockStandardError(influence, ends, blocks)
      total += error * error
    })
    expect(Math.abs(total / 4000 / bootstrapVarianceOfMean(values, 5) - 1)).toBeLessThan(0.05)
  })
  it('estimates the long-run variance of an autoregression', () => {
    // Standard error of the mean of n: 1 / ((1 - phi) sqrt(n)).
    const errors = Array.from({ length: 20 }, (_, k) => {
      const answer = studentisedInterval([autoregression(0.5, 2000, k)], MEAN, { seed: 1, resamples: 99 })
      return answer.standardError ?? 0
    })
    expect(mean(errors) / (2 / Math.sqrt(2000))).toBeGreaterThan(0.9)
    expect(mean(errors) / (2 / Math.sqrt(2000))).toBeLessThan(1.05)
  })
})

describe('intervals', () => {
  it('of the mean of an autoregression cover it about as often as they say; those blind to dependence do not', () => {
    const runs = 200
    let covered = 0
    let coveredBlind = 0
    for (let k = 0; k < runs; k += 1) {
      const values = autoregression(0.5, 300, 1000 + k)
      const covers = (meanBlock?: number): boolean => {
        const options = { seed: k, resamples: 199, ...(meanBlock === undefined ? {} : { meanBlock }) }
        const { interval } = studentisedInterval([values], MEAN, options)
        return interval !== null && interval.low <= 0 && 0 <= interval.high
      }
      if (covers()) covered += 1
      if (covers(1)) coveredBlind += 1
    }
    // 95 % nominal, 92 % expected at this length (docs/concepts/evidence.md), standard error 2 %; 75 % for single draws.
    expect(covered / runs).toBeGreaterThan(0.86)
    expect(covered / runs).toBeLessThan(0.985)
    expect(coveredBlind / runs).toBeLessThan(0.84)
  })
  it('of independent normal values are those of the textbook', () => {
    const values = autoregression(0, 400, 9)
    const options = { seed: 2, resamples: 8000, meanBlock: 1 }
    const error = Math.sqrt(
      mean(values.map((value) => (value - mean(values)) * (value - mean(values)))) / 400,
    )
    for (const answer of [
      studentisedInterval([values], MEAN, options),
      quantileInterval([values], MEAN.value, options),
      quantileInterval([values], MEAN.value, { ...options, method: 'basic' }),
    ]) {
      expect(answer.interval?.low).toBeCloseTo(mean(values) - 1.96 * error, 2)
      expect(answer.interval?.high).toBeCloseTo(mean(values) + 1.96 * error, 2)
      expect(answer.standardError).toBeCloseTo(error, 2)
    }
  })
  it('of another series differ by the luck of both', () => {
    const values = autoregression(0, 400, 9)
    const widthBy = (method: 'percentile' | 'predictive'): number => {
      const options = { seed: 2, resamples: 8000, meanBlock: 1, method }
      const { interval } = quantileInterval([values], MEAN.value, options)
      expect(interval?.method).toBe(method)
      return (interval?.high ?? NaN) - (interval?.low ?? NaN)
    }
    // Variances add up; 8,000 resamples give a width to 1.5 %.
    expect(widthBy('predictive') / widthBy('percentile')).toBeCloseTo(Math.SQRT2, 1)
  })
  it('take no shorter blocks than they are told', () => {
    const values = autoregression(0, 200, 9)
    const blockOf = (meanBlockMin: number) =>
      studentisedInterval([values], MEAN, { seed: 1, resamples: 99, meanBlockMin }).interval?.meanBlock
    expect(blockOf(12)).toBe(12)
    expect(blockOf(1)).toBe(automaticBlockLength(values))
  })
  it('studentised, reach further towards the tail that was seen too rarely', () => {
    // 9 wins of 1 for each loss of 8: the loss pulls the lower end away.
    const values = Float64Array.from({ length: 200 }, (_, i) => (i % 10 === 0 ? -8 : 1))
    const options = { seed: 2, resamples: 4000, meanBlock: 1 }
    const studentised = studentisedInterval([values], MEAN, options).interval
    const percentile = quantileInterval([values], MEAN.value, options).interval
    expect(studentised?.low).toBeLessThan((percentile?.low ?? 0) - 0.03)
  })
  it('give the p-value of zero that belongs to the interval', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.5, max: 0.5, noNaN: true }), (shift) => {
        const values = autoregression(0.3, 100, 11).map((value) => value + shift)
        const { interval, pOfZero } = studentisedInterval([values], MEAN, { seed: 3, resamples: 399 })
        const excludesZero = interval !== null && (interval.low > 0 || interval.high < 0)
        // Quantiles interpolate between order statistics, so the edge is one of 400 wide.
        if (Math.abs((pOfZero ?? 1) - 0.05) > 0.006) expect((pOfZero ?? 1) < 0.05).toBe(excludesZero)
      }),
      { numRuns: 40 },
    )
  })
  it('are unknown, with a reason, where the data cannot say', () => {
    expect(studentisedInterval([Float64Array.of(1, 2, 3)], MEAN, { seed: 1 })).toMatchObject({
      value: 2,
      interval: null,
      reason: '3 observations, fewer than 10: no interval',
    })
    const constant = new Float64Array(30).fill(5)
    expect(studentisedInterval([constant], MEAN, { seed: 1 }).reason).toBe('does not vary in this series')
    expect(quantileInterval([constant], MEAN.value, { seed: 1 }).reason).toBe('does not vary in this series')
    expect(studentisedInterval([constant], meanOverDeviation(1), { seed: 1 })).toMatchObject({ value: null })
    // One loss of 40: a third of the resamples holds none.
    const oneLoss = Float64Array.from({ length: 40 }, (_, i) => (i === 20 ? -10 : 1))
    expect(studentisedInterval([oneLoss], MEAN, { seed: 1 }).reason).toMatch(
      /^undefined on \d+ of 2000 resamples/,
    )
    expect(quantileInterval([oneLoss], () => null, { seed: 1 }).value).toBeNull()
  })
})

describe('influence functions', () => {
  // Positive but for one value: what divides by losses needs one.
  const columns = [0, 1, 2, 3].map((stream) =>
    autoregression(0.1, 30, 50 + stream).map((x, i) => (i === 12 ? -1 : 5 + x)),
  )
  it.each([
    ['mean', MEAN],
    ['ratio of means', RATIO_OF_MEANS],
    ['difference of ratios', DIFFERENCE_OF_RATIOS],
    ['log ratio of means', LOG_RATIO_OF_MEANS],
    ['log ratio of ratios', LOG_RATIO_OF_RATIOS],
    ['log deviation', LOG_DEVIATION],
    ['mean over downside', meanOverDownside(Math.sqrt(252))],
    ['mean over deviation', meanOverDeviation(Math.sqrt(252))],
    ['difference of means over deviations', differenceOf(meanOverDeviation(1))],
  ])('of the %s are derivatives by the weight of an observation', (_, statistic) => {
    const influence = new Float64Array(30)
    statistic.influence(columns, influence)
    expect(influence.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9)
    const value = statistic.value(columns) ?? 0
    // An observation copied in m copies of the series: the change times the new length is the influence, to order 1 / m.
    const copies = 400
    const repeated = columns.map((column) => {
      const many = new Float64Array(30 * copies + 1)
      for (let k = 0; k < copies; k += 1) many.set(column, 30 * k)
      return many
    })
    for (const i of [0, 7, 29]) {
      repeated.forEach((many, c) => (many[30 * copies] = columns[c][i]))
      const change = ((statistic.value(repeated) ?? 0) - value) * (30 * copies + 1)
      expect(Math.abs(change - influence[i])).toBeLessThan(2e-3 * (1 + Math.abs(influence[i])))
    }
  })
})

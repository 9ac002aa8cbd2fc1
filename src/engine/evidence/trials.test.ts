import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../base/numerics/moments.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { probabilityOfOverfitting } from './overfitting.ts'
import {
  deflatedSharpe,
  expectedMaximumSharpe,
  minimumTrackRecord,
  probabilisticSharpe,
} from './sharpe-tests.ts'
import { timingLuck } from './timing-luck.ts'
import { EMPTY_TRIAL_LOG, appendTrial, trialSummary } from './trial-log.ts'
import { walkForward, walkForwardFolds } from './walk-forward.ts'

describe('the deflated Sharpe ratio', () => {
  // Worked example of the paper: 1,250 days, annual ratio 2.5 (250 days), skew -3, kurtosis 10, annual variance of trials 1/2.
  const sample = { sharpe: 2.5 / Math.sqrt(250), count: 1250, skewness: -3, kurtosis: 10 }
  const varianceOfSharpes = 0.5 / 250
  it('is that of the worked example', () => {
    expect(expectedMaximumSharpe(varianceOfSharpes, 100)).toBeCloseTo(0.1132, 4)
    expect(deflatedSharpe(sample, { trials: 100, varianceOfSharpes })).toBeCloseTo(0.9004, 4)
    expect(deflatedSharpe(sample, { trials: 46, varianceOfSharpes })).toBeCloseTo(0.9505, 3)
    const normal = { ...sample, skewness: 0, kurtosis: 3 }
    expect(deflatedSharpe(normal, { trials: 88, varianceOfSharpes })).toBeCloseTo(0.9505, 3)
  })
  it('is the plain probability for a single trial, and falls with every further one', () => {
    expect(deflatedSharpe(sample, { trials: 1, varianceOfSharpes })).toBe(probabilisticSharpe(sample, 0))
    let before = 1
    for (let trials = 2; trials < 2000; trials *= 3) {
      const now = deflatedSharpe(sample, { trials, varianceOfSharpes }) ?? 1
      expect(now).toBeLessThan(before)
      before = now
    }
  })
  it('expects of the best of N normals what simulation finds', () => {
    const random = createRandom({ seed: 6, stream: 0 })
    for (const trials of [10, 100]) {
      let total = 0
      for (let run = 0; run < 4000; run += 1) {
        let best = -Infinity
        for (let k = 0; k < trials; k += 1) best = Math.max(best, random.nextNormal())
        total += best
      }
      // The approximation is from extreme value theory: 2 % high at N = 10.
      expect(Math.abs(expectedMaximumSharpe(1, trials) / (total / 4000) - 1)).toBeLessThan(0.035)
    }
  })
  it('has the confidence level asked for in samples without merit', () => {
    let exceeded = 0
    for (let stream = 0; stream < 1000; stream += 1) {
      const random = createRandom({ seed: 12, stream })
      const { mean, variance, skewness, kurtosis } = momentsOf(
        Float64Array.from({ length: 100 }, () => random.nextNormal()),
      )
      const p = probabilisticSharpe(
        { sharpe: mean / Math.sqrt(variance), count: 100, skewness: skewness ?? 0, kurtosis: kurtosis ?? 3 },
        0,
      )
      if ((p ?? 0) > 0.95) exceeded += 1
    }
    // Standard error 0.7 %.
    expect(exceeded / 1000).toBeGreaterThan(0.03)
    expect(exceeded / 1000).toBeLessThan(0.075)
  })
})

describe('the minimum track record', () => {
  // Annual ratio 2 against 1 at 95 %: 2.73 years of normal days, 3.24 of normal months, 4.99 of a typical hedge fund's months.
  it.each([
    ['days', 252, 0, 3, 2.73],
    ['months', 12, 0, 3, 3.24],
    ["a hedge fund's months", 12, -0.72, 5.78, 4.99],
  ])('is that of the published examples: %s', (_, perYear, skewness, kurtosis, years) => {
    const sample = { sharpe: 2 / Math.sqrt(perYear), count: 60, skewness, kurtosis }
    expect((minimumTrackRecord(sample, 1 / Math.sqrt(perYear)) ?? 0) / perYear).toBeCloseTo(years, 2)
  })
  it('is the length at which the probability reaches the confidence, and unknown without a lead', () => {
    const sample = { sharpe: 0.1, count: 60, skewness: -1, kurtosis: 8 }
    const count = minimumTrackRecord(sample, 0.02, 0.9) ?? 0
    expect(probabilisticSharpe({ ...sample, count }, 0.02)).toBeCloseTo(0.9, 12)
    expect(minimumTrackRecord(sample, 0.1)).toBeNull()
  })
  it('has no probability where a two-valued series leaves no spread', () => {
    // Skew and kurtosis of a two-valued law with 1 - g3 SR / 2 = 0.
    expect(probabilisticSharpe({ sharpe: 1, count: 9, skewness: 2, kurtosis: 5 }, 0)).toBeNull()
  })
})

describe('the trial log', () => {
  const trial = (rules: string, sharpe: number | null, study = 'sweep') => ({
    study,
    rulesHash: rules,
    dataHash: 'd',
    optionsHash: 'o',
    sharpePerStep: sharpe,
    steps: 500,
  })
  it('counts each pair of rules and data once, and studies apart', () => {
    let log = EMPTY_TRIAL_LOG
    for (const one of [
      trial('a', 0.1),
      trial('b', 0.3),
      trial('a', 0.1),
      trial('c', null),
      trial('a', 9, 'other'),
    ]) {
      log = appendTrial(log, one)
    }
    const { varianceOfSharpes, ...counts } = trialSummary(log, 'sweep')
    expect(counts).toEqual({ study: 'sweep', trials: 3 })
    expect(varianceOfSharpes).toBeCloseTo(0.02, 15)
    expect(trialSummary(log, 'other')).toEqual({
      study: 'other',
      trials: 1,
      varianceOfSharpes: null,
    })
    expect(EMPTY_TRIAL_LOG).toHaveLength(0)
  })
})

const noise = (
  count: number,
  steps: number,
  stream: number,
  drifts: readonly number[] = [],
): Float64Array[] => {
  const random = createRandom({ seed: 31, stream })
  return Array.from({ length: count }, (_, k) =>
    Float64Array.from({ length: steps }, () => (drifts[k] ?? 0) + random.nextNormal()),
  )
}

describe('the probability of backtest overfitting', () => {
  it('is a half for noise, on average', () => {
    const found = Array.from({ length: 40 }, (_, stream) =>
      probabilityOfOverfitting(noise(9, 240, stream), { blocks: 8 }),
    )
    const average = found.reduce((sum, { probability }) => sum + probability, 0) / found.length
    // Single values spread by about 0.25.
    expect(Math.abs(average - 0.5)).toBeLessThan(0.1)
    expect(found[0].splits).toBe(70)
  })
  it('is nothing for a true best, and one where merit turns into its opposite', () => {
    expect(probabilityOfOverfitting(noise(6, 400, 1, [1]), { blocks: 10 })).toMatchObject({
      probability: 0,
      probabilityOfLoss: 0,
      splits: 252,
    })
    // Each arm earns in its own half only: who won in one half loses in the other.
    const halves = [0, 1].map((k) =>
      Float64Array.from({ length: 8 }, (_, i) => (Math.floor(i / 4) === k ? 1 : -1)),
    )
    expect(probabilityOfOverfitting(halves, { blocks: 2, metric: 'mean' })).toMatchObject({
      probability: 1,
      inSample: 1,
      outOfSample: -1,
      probabilityOfLoss: 1,
    })
  })
  it('equals a brute-force count over row subsets', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }),
        fc.nat(10_000),
        fc.constantFrom('mean' as const, 'sharpe' as const),
        (count, stream, metric) => {
          const arms = noise(count, 27, stream)
          const { probability, stepsLeftOut } = probabilityOfOverfitting(arms, { blocks: 4, metric })
          expect(stepsLeftOut).toBe(3)
          const score = (values: readonly number[]): number => {
            const { mean, variance } = momentsOf(values)
            return metric === 'mean' ? mean : mean / Math.sqrt(variance)
          }
          let below = 0
          for (const inside of [
            [0, 1],
            [0, 2],
            [0, 3],
            [1, 2],
            [1, 3],
            [2, 3],
          ]) {
            const rows = (wanted: boolean) => (arm: Float64Array) =>
              score([...arm.subarray(3)].filter((_, i) => inside.includes(Math.floor(i / 6)) === wanted))
            const [training, test] = [arms.map(rows(true)), arms.map(rows(false))]
            const winner = training.indexOf(Math.max(...training))
            const rank = 1 + test.filter((value) => value < test[winner]).length
            const logit = Math.log(rank / (count + 1) / (1 - rank / (count + 1)))
            below += Math.abs(logit) < 1e-9 ? 0.5 : logit < 0 ? 1 : 0
          }
          expect(probability).toBeCloseTo(below / 6, 12)
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('walk-forward', () => {
  it('rolls or anchors, never lets a test touch its training, and tests every later session once', () => {
    const terms = { sessions: 100, trainSessions: 30, testSessions: 20, embargoSessions: 5 }
    expect(walkForwardFolds({ ...terms, kind: 'rolling' })).toEqual([
      { train: { from: 0, to: 30 }, test: { from: 35, to: 55 } },
      { train: { from: 20, to: 50 }, test: { from: 55, to: 75 } },
      // Five sessions more are no test of their own.
      { train: { from: 40, to: 70 }, test: { from: 75, to: 100 } },
    ])
    const half = walkForwardFolds({ ...terms, sessions: 105, kind: 'rolling' })
    expect(half.at(-1)).toEqual({ train: { from: 60, to: 90 }, test: { from: 95, to: 105 } })
    expect(walkForwardFolds({ ...terms, sessions: 44, kind: 'rolling' })).toEqual([])
    fc.assert(
      fc.property(
        fc.record({
          sessions: fc.nat(300),
          trainSessions: fc.integer({ min: 1, max: 80 }),
          testSessions: fc.integer({ min: 1, max: 40 }),
          embargoSessions: fc.nat(20),
          kind: fc.constantFrom('anchored' as const, 'rolling' as const),
        }),
        (any) => {
          const folds = walkForwardFolds(any)
          const tested = folds.flatMap(({ test }) =>
            Array.from({ length: test.to - test.from }, (_, i) => test.from + i),
          )
          const first = any.trainSessions + any.embargoSessions
          const left = Math.max(0, any.sessions - first)
          const enough = 2 * left >= any.testSessions
          expect(tested).toEqual(Array.from({ length: enough ? left : 0 }, (_, i) => first + i))
          for (const { test } of folds) {
            expect(2 * (test.to - test.from)).toBeGreaterThanOrEqual(any.testSessions)
            expect(2 * (test.to - test.from)).toBeLessThan(3 * any.testSessions)
          }
          for (const { train, test } of folds) {
            expect(test.from - train.to).toBe(any.embargoSessions)
            if (any.kind === 'anchored') expect(train.from).toBe(0)
            else expect(train.to - train.from).toBe(any.trainSessions)
          }
        },
      ),
    )
  })
  const mean = (values: Float64Array): number | null => (values.length === 0 ? null : momentsOf(values).mean)
  it('chooses by the past only and lives through what follows', () => {
    const arms = [Float64Array.of(1, 1, -1, -1, 3, 3), Float64Array.of(0, 0, 2, 2, -2, -2)]
    const folds = walkForwardFolds({
      sessions: 6,
      trainSessions: 2,
      testSessions: 2,
      embargoSessions: 0,
      kind: 'rolling',
    })
    const found = walkForward(arms, folds, mean)
    expect(found.folds.map(({ chosen }) => chosen)).toEqual([0, 1])
    expect([...found.outOfSampleValues]).toEqual([-1, -1, -2, -2])
    // In sample 1 and 2, out of sample -1 and -2.
    expect(found.efficiency).toBe(-1)
  })
  it('gives a ragged end no weight of its own, and takes the ratio of all that was lived through', () => {
    const sharpe = (values: Float64Array): number | null => {
      if (values.length < 2) return null
      const { mean: centre, variance } = momentsOf(values)
      return variance > 0 ? centre / Math.sqrt(variance) : null
    }
    const random = createRandom({ seed: 8, stream: 0 })
    const arm = Float64Array.from({ length: 1202 }, () => 0.1 + random.nextNormal())
    // Two sessions at the end with a Sharpe ratio of 1,000 a day.
    arm[1200] = 1
    arm[1201] = 1.002
    const terms = { trainSessions: 400, testSessions: 200, embargoSessions: 0, kind: 'anchored' } as const
    const found = walkForward([arm], walkForwardFolds({ ...terms, sessions: 1202 }), sharpe)
    const even = walkForward([arm], walkForwardFolds({ ...terms, sessions: 1200 }), sharpe)
    expect(found.folds.map(({ test }) => test.to - test.from)).toEqual([200, 200, 200, 202])
    expect(Math.abs((found.efficiency ?? 0) - (even.efficiency ?? 0))).toBeLessThan(0.05)
    const inSample = found.folds.map((fold) => (fold.inSample ?? NaN) * (fold.test.to - fold.test.from))
    const weighted = inSample.reduce((sum, value) => sum + value, 0) / 802
    expect(found.efficiency).toBeCloseTo((sharpe(arm.subarray(400)) ?? NaN) / weighted, 12)
  })
  it('keeps a merit that lasts, and has no efficiency where there was nothing to keep', () => {
    const arms = [new Float64Array(40).fill(2), new Float64Array(40).fill(1)]
    const folds = walkForwardFolds({
      sessions: 40,
      trainSessions: 10,
      testSessions: 10,
      embargoSessions: 2,
      kind: 'anchored',
    })
    expect(walkForward(arms, folds, mean).efficiency).toBe(1)
    expect(walkForward(arms, folds, () => null)).toMatchObject({
      efficiency: null,
      folds: [{ chosen: null }, {}, {}],
    })
    expect(walkForward([new Float64Array(40).fill(-1)], folds, mean).efficiency).toBeNull()
  })
})

describe('timing luck', () => {
  it('shows where the chosen first day stands among all', () => {
    const sum = (values: Float64Array): number | null =>
      values.length === 0 ? null : values.reduce((a, b) => a + b, 0)
    const series = [[3, 1], [1], [10], [], [2, 2]].map((values) => Float64Array.from(values))
    expect(timingLuck(series, 0, sum)).toEqual({
      results: [4, 1, 10, null, 4],
      known: 4,
      median: 4,
      low: 1,
      high: 10,
      quartiles: [3.25, 5.5],
      range: 9,
      position: 0,
      chosen: 4,
      rank: 2,
    })
    // A run that is none of the phases has no rank among them.
    expect(timingLuck(series, null, sum)).toMatchObject({
      known: 4,
      position: null,
      chosen: null,
      rank: null,
    })
    expect(timingLuck(series, 3, sum)).toMatchObject({ chosen: null, rank: null })
    expect(timingLuck([new Float64Array(0)], 0, sum)).toBeNull()
  })
})

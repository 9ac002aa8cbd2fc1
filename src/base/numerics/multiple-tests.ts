/** Several hypotheses at once, none of them allowed a free try. */
import { assert } from '../vocabulary/assert.ts'
import { automaticBlockLength } from './block-length.ts'
import { OBSERVATIONS_MIN, blockStandardError } from './bootstrap-interval.ts'
import { bootstrapVarianceOfMean, forEachResample } from './stationary-bootstrap.ts'
import { momentsOf } from './moments.ts'

/** Holm's step-down p-values (Scandinavian Journal of Statistics 6, 1979), in the order given; any dependence is allowed. */
export function holmAdjusted(pValues: readonly number[]): number[] {
  assert(
    pValues.every((p) => p >= 0 && p <= 1),
    'p-values lie in [0, 1]',
    { pValues },
  )
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a] - pValues[b] || a - b)
  const adjusted = Array.from({ length: pValues.length }, () => 1)
  let highest = 0
  order.forEach((index, rank) => {
    highest = Math.max(highest, Math.min(1, (pValues.length - rank) * pValues[index]))
    adjusted[index] = highest
  })
  return adjusted
}

/**
 * The fewest resamples with which so many bootstrap tests, adjusted together, can show anything: the smallest two-sided p-value, 2 /
 * (B + 1), times their number is at most 0.01. With fewer, no effect however large would be found.
 */
export const leastResamples = (tests: number): number => 200 * Math.max(1, tests) - 1

export interface MaxTRow {
  readonly mean: number
  readonly standardError: number
  /** Mean over standard error; 0 for a series that is zero throughout, null for one that is anything else throughout. */
  readonly t: number | null
  /** Of mean = 0 against any other, holding the chance of a single false rejection over the whole family. */
  readonly adjustedP: number
}

export interface MaxTTest {
  /** In the order of the series. */
  readonly rows: readonly MaxTRow[]
  /** |t| that only `level` of families without any effect exceed anywhere. */
  readonly criticalT: number
  readonly level: number
  readonly meanBlock: number
  readonly resamples: number
}

/**
 * Is any mean other than zero? Studentised max-t test over series observed together, stepped down (Romano and Wolf, Econometrica
 * 73, 2005; p-values by their 2016 algorithm). All series are resampled with the same blocks, so their dependence is kept, and
 * many near-copies of one rule cost no more than one. `level` defaults to 0.05.
 */
export function maxTTest(
  series: readonly Float64Array[],
  options: {
    readonly level?: number
    readonly resamples?: number
    readonly seed: number
    readonly stream?: number
    readonly meanBlock?: number
  },
): MaxTTest {
  const { level = 0.05, resamples = 2000, seed, stream = 0 } = options
  const n = series[0]?.length ?? 0
  assert(n >= OBSERVATIONS_MIN, 'a test needs observations', { n, wanted: OBSERVATIONS_MIN })
  const meanBlock = options.meanBlock ?? Math.max(...series.map((values) => automaticBlockLength(values)))
  const means = series.map((values) => momentsOf(values).mean)
  const errors = series.map((values) => Math.sqrt(bootstrapVarianceOfMean(values, meanBlock)))
  const ts = means.map((mean, k) => tOf(mean, errors[k]))
  const order = ts.map((_, k) => k).sort((a, b) => Math.abs(ts[b]) - Math.abs(ts[a]) || a - b)
  const exceeded = new Float64Array(series.length).fill(1)
  const maxima = new Float64Array(resamples)
  const centred = new Float64Array(n)
  forEachResample(series, { resamples, meanBlock, seed, stream }, (resampled, ends, blocks, round) => {
    let highest = 0
    // From the least significant up: the maximum over all that would still be in the family.
    for (let rank = order.length - 1; rank >= 0; rank -= 1) {
      const k = order[rank]
      const values = resampled[k]
      let sum = 0
      for (let i = 0; i < n; i += 1) sum += values[i]
      const mean = sum / n
      for (let i = 0; i < n; i += 1) centred[i] = values[i] - mean
      highest = Math.max(highest, Math.abs(tOf(mean - means[k], blockStandardError(centred, ends, blocks))))
      if (highest >= Math.abs(ts[k])) exceeded[rank] += 1
    }
    maxima[round] = highest
  })
  const rows: MaxTRow[] = means.map((mean, k) => ({
    mean,
    standardError: errors[k],
    t: Math.abs(ts[k]) === Number.MAX_VALUE ? null : ts[k],
    adjustedP: 1,
  }))
  let least = 0
  order.forEach((k, rank) => {
    least = Math.max(least, exceeded[rank] / (resamples + 1))
    rows[k] = { ...rows[k], adjustedP: least }
  })
  const sorted = maxima.sort()
  const criticalT = sorted[Math.min(resamples - 1, Math.ceil((1 - level) * (resamples + 1)) - 1)]
  return { rows, criticalT, level, meanBlock, resamples }
}

/** A series without variation: 0 where it is zero, and beyond any bound where it is not. */
const tOf = (mean: number, error: number): number =>
  error > 1e-13 * Math.abs(mean) ? mean / error : mean === 0 ? 0 : Math.sign(mean) * Number.MAX_VALUE

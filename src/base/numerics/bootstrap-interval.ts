/**
 * Confidence intervals from the stationary bootstrap, equal in both tails.
 *
 * - `studentised`, the default wherever the statistic's influence function is known (means, ratios of means, their differences,
 *   Sharpe and Sortino ratios, deviations, tail means): each resample is divided by its own standard error, taken from its own blocks (Gotze and Kunsch,
 *   Annals of Statistics 24, 1996; for Sharpe ratios Ledoit and Wolf 2008). It corrects for skew, and a short option's P&L is
 *   nothing but skew.
 * - `predictive` for what is no estimate of anything, such as the deepest drawdown, which grows with the length of the record:
 *   where the statistic of another series of the same length falls. Quantiles of resamples drawn from resamples.
 * - `percentile`: quantiles of the resampled statistic itself; it stays within the range of the statistic, but lies about bias.
 * - `basic`: the percentile interval reflected about the estimate.
 */
import { automaticBlockLength, clusteredBlockLength } from './block-length.ts'
import { type Statistic, bootstrapVarianceOfMean, forEachResample } from './stationary-bootstrap.ts'
import { quantile } from './statistics.ts'

export const INTERVAL_METHODS = ['studentised', 'predictive', 'percentile', 'basic', 'Wilson'] as const

export interface Interval {
  readonly low: number
  readonly high: number
  /** 0.95 of a 95 % interval. */
  readonly level: number
  readonly method: (typeof INTERVAL_METHODS)[number]
  /** Null for a method without resampling. */
  readonly resamples: number | null
  /** Mean block length in observations; null for a method without blocks. */
  readonly meanBlock: number | null
}

/** A statistic with its influence function: what each observation adds to it, to first order; they sum to zero. */
export interface SmoothStatistic {
  readonly value: Statistic
  /** Fills `out`, as long as the columns. Called only where `value` is defined. */
  readonly influence: (columns: readonly Float64Array[], out: Float64Array) => void
}

export interface IntervalOptions {
  /** Default 0.95. */
  readonly level?: number
  /** Default 2000. */
  readonly resamples?: number
  readonly seed: number
  readonly stream?: number
  /** Mean block length; by default chosen by {@link automaticBlockLength}. */
  readonly meanBlock?: number
  /** The least that the chosen length may be: so many neighbours are known to belong together. Default 1. */
  readonly meanBlockMin?: number
}

/** What a bootstrap says of a statistic; an interval of null is unknown, and `reason` says why. */
export interface BootstrapAnswer {
  /** Null where the statistic is undefined on the series itself. */
  readonly value: number | null
  readonly interval: Interval | null
  readonly standardError: number | null
  /** Of the hypothesis that the statistic is zero, two-sided; studentised only. */
  readonly pOfZero: number | null
  readonly reason: string | null
}

/** Fewer observations say nothing about their own spread. */
export const OBSERVATIONS_MIN = 10
/** A larger share of resamples on which the statistic is undefined leaves no interval. */
const UNDEFINED_SHARE_MAX = 0.05

const NONE_SEEN = 'no observations'

/** An answer without an interval. */
export const withoutInterval = (value: number | null, reason: string): BootstrapAnswer => ({
  value,
  interval: null,
  standardError: null,
  pOfZero: null,
  reason,
})

/** The studentised interval of a smooth statistic, with the p-value of zero that belongs to it. */
export function studentisedInterval(
  columns: readonly Float64Array[],
  statistic: SmoothStatistic,
  options: IntervalOptions,
): BootstrapAnswer {
  const { level = 0.95, resamples = 2000, seed, stream = 0 } = options
  const n = columns[0]?.length ?? 0
  const value = n === 0 ? null : statistic.value(columns)
  if (value === null) return withoutInterval(null, n === 0 ? NONE_SEEN : 'undefined on this series')
  if (n < OBSERVATIONS_MIN) return withoutInterval(value, tooFew(n))
  const influence = new Float64Array(n)
  statistic.influence(columns, influence)
  const meanBlock = options.meanBlock ?? Math.max(options.meanBlockMin ?? 1, automaticBlockLength(influence))
  const variance = bootstrapVarianceOfMean(influence, meanBlock)
  const standardError = Math.sqrt(variance)
  if (!(standardError > ROUNDING * Math.abs(value)))
    return withoutInterval(value, 'does not vary in this series')
  const ratios = new Float64Array(resamples)
  let known = 0
  forEachResample(columns, { resamples, meanBlock, seed, stream }, (resampled, ends, blocks) => {
    const again = statistic.value(resampled)
    if (again === null) return
    statistic.influence(resampled, influence)
    const error = blockStandardError(influence, ends, blocks)
    if (!(error > ROUNDING * Math.abs(again))) return
    ratios[known] = (again - value) / error
    known += 1
  })
  if (known < resamples * (1 - UNDEFINED_SHARE_MAX))
    return withoutInterval(value, undefinedTooOften(known, resamples))
  const sorted = ratios.subarray(0, known).sort()
  const tail = (1 - level) / 2
  return {
    value,
    interval: {
      low: value - quantile(sorted, 1 - tail) * standardError,
      high: value - quantile(sorted, tail) * standardError,
      level,
      method: 'studentised',
      resamples,
      meanBlock,
    },
    standardError,
    pOfZero: twoSidedP(sorted, value / standardError),
    reason: null,
  }
}

/** Standard errors below this share of the estimate are rounding. */
const ROUNDING = 1e-13

/** Root of the sum of squared block sums, over n: the blocks are independent draws, whatever is inside them. */
export function blockStandardError(influence: Float64Array, ends: Int32Array, blocks: number): number {
  let total = 0
  let i = 0
  for (let block = 0; block < blocks; block += 1) {
    let sum = 0
    for (const end = ends[block]; i < end; i += 1) sum += influence[i]
    total += sum * sum
  }
  return Math.sqrt(total) / influence.length
}

/** Twice the smaller tail beyond t, the observed one counted in (Davison and Hinkley 1997, equation 4.11). */
function twoSidedP(sorted: Float64Array, t: number): number {
  let above = 1
  let below = 1
  for (const ratio of sorted) {
    if (ratio >= t) above += 1
    if (ratio <= t) below += 1
  }
  return Math.min(1, (2 * Math.min(above, below)) / (sorted.length + 1))
}

/**
 * Whether a p-value of {@link studentisedInterval} is the smallest that so many resamples can show, 2 / (B + 1): none of them lay
 * beyond, and the true one is smaller. The next is twice that, and up to one resample in twenty may have been left out.
 */
export const isSmallestP = (p: number, resamples: number): boolean => p < 3 / (resamples + 1)

/** The percentile (default), basic or predictive interval of any statistic. */
export function quantileInterval(
  columns: readonly Float64Array[],
  statistic: Statistic,
  options: IntervalOptions & { readonly method?: 'percentile' | 'basic' | 'predictive' },
): BootstrapAnswer {
  const { level = 0.95, resamples = 2000, seed, stream = 0, method = 'percentile' } = options
  const n = columns[0]?.length ?? 0
  const value = n === 0 ? null : statistic(columns)
  if (value === null) return withoutInterval(null, n === 0 ? NONE_SEEN : 'undefined on this series')
  if (n < OBSERVATIONS_MIN) return withoutInterval(value, tooFew(n))
  const meanBlock =
    options.meanBlock ?? Math.max(options.meanBlockMin ?? 1, ...columns.map(clusteredBlockLength))
  const twice = method === 'predictive'
  const values = new Float64Array(resamples)
  let known = 0
  forEachResample(columns, { resamples, meanBlock, seed, stream, twice }, (resampled) => {
    const again = statistic(resampled)
    if (again === null) return
    values[known] = again
    known += 1
  })
  if (known < resamples * (1 - UNDEFINED_SHARE_MAX))
    return withoutInterval(value, undefinedTooOften(known, resamples))
  const sorted = values.subarray(0, known).sort()
  const tail = (1 - level) / 2
  const low = quantile(sorted, tail)
  const high = quantile(sorted, 1 - tail)
  if (low === high && low === value) return withoutInterval(value, 'does not vary in this series')
  const ends = method === 'basic' ? { low: 2 * value - high, high: 2 * value - low } : { low, high }
  return {
    value,
    interval: { ...ends, level, method, resamples, meanBlock },
    standardError: spread(sorted),
    pOfZero: null,
    reason: null,
  }
}

function spread(values: Float64Array): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(
    values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0) / values.length,
  )
}

const tooFew = (n: number): string => `${n} observations, fewer than ${OBSERVATIONS_MIN}: no interval`
const undefinedTooOften = (known: number, resamples: number): string =>
  `undefined on ${resamples - known} of ${resamples} resamples: no interval`

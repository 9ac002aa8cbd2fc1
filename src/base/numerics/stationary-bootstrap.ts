/**
 * The stationary bootstrap (Politis and Romano, "The stationary bootstrap", JASA 89, 1994): a resample is a row of blocks, each
 * starting anywhere in the series with equal chance, with lengths drawn from the geometric law of the given mean, wrapped
 * around the end. It keeps short dependence and is itself stationary. One set of indices serves all columns, so pairs
 * stay pairs.
 */
import { assert } from '../vocabulary/assert.ts'
import { momentsOf } from './moments.ts'
import { type Random, createRandom } from './random.ts'

const TWO_32 = 4_294_967_296
/** Up to here the rest of a word has at least 65,536 steps. */
const ONE_WORD_MAX = 65_536

export interface Resampling {
  /** Number of resamples. */
  readonly resamples: number
  /** Mean block length in observations, at least 1. */
  readonly meanBlock: number
  readonly seed: number
  /** Default 0. */
  readonly stream?: number
  /**
   * Each resample is drawn from a resample instead of the series: it differs from the series by as much as another series does,
   * which has its own luck beside what the law of this one is mistaken in.
   */
  readonly twice?: boolean
}

/**
 * Fills `indices` with one resample of 0 to n - 1, n its length, and `ends` (as long) with the end of each block, exclusive.
 * Returns the number of blocks. The last block is cut at the end.
 */
export function drawBlocks(indices: Int32Array, ends: Int32Array, meanBlock: number, random: Random): number {
  const n = indices.length
  assert(meanBlock >= 1, 'a block holds at least one observation', { meanBlock })
  const stay = 1 - 1 / meanBlock
  const logStay = stay > 0 ? Math.log(stay) : 0
  let blocks = 0
  for (let at = 0; at < n;) {
    // One word for both: its place among n says where to start, and what is left of it, still uniform, how long to stay.
    const scaled = ((random.nextUint32() + 0.5) / TWO_32) * n
    let from = Math.floor(scaled)
    const u = n <= ONE_WORD_MAX ? scaled - from : random.nextUniform()
    // Inversion of the geometric law, P(length > k) = (1 - 1 / mean)^k; most short blocks need no logarithm.
    const length = u >= stay ? 1 : 1 + Math.floor(Math.log(u) / logStay)
    const end = Math.min(n, at + length)
    for (; at < end; at += 1) {
      indices[at] = from
      from = from + 1 === n ? 0 : from + 1
    }
    ends[blocks] = end
    blocks += 1
  }
  return blocks
}

/** A number computed from columns of equal length; null where it is undefined on them. Must not keep or change them. */
export type Statistic = (columns: readonly Float64Array[]) => number | null

/**
 * Calls `visit` with each resample of the columns, and with its blocks' ends and their number. All buffers are reused from one
 * call to the next.
 */
export function forEachResample(
  columns: readonly Float64Array[],
  resampling: Resampling,
  visit: (resampled: readonly Float64Array[], ends: Int32Array, blocks: number, round: number) => void,
): void {
  const n = columns[0]?.length ?? 0
  const lengths = columns.map(({ length }) => length)
  assert(n > 0 && lengths.every((length) => length === n), 'columns of one length, not empty', { lengths })
  const random = createRandom({ seed: resampling.seed, stream: resampling.stream ?? 0 })
  const indices = new Int32Array(n)
  const ends = new Int32Array(n)
  const again = new Int32Array(resampling.twice === true ? n : 0)
  const resampled = columns.map(() => new Float64Array(n))
  for (let round = 0; round < resampling.resamples; round += 1) {
    let blocks = drawBlocks(indices, ends, resampling.meanBlock, random)
    if (resampling.twice === true) {
      blocks = drawBlocks(again, ends, resampling.meanBlock, random)
      for (let i = 0; i < n; i += 1) again[i] = indices[again[i]]
      indices.set(again)
    }
    for (let c = 0; c < columns.length; c += 1) {
      const from = columns[c]
      const to = resampled[c]
      for (let i = 0; i < n; i += 1) to[i] = from[indices[i]]
    }
    visit(resampled, ends, blocks, round)
  }
}

/**
 * The variance that the stationary bootstrap gives to the mean, in closed form (Politis and Romano 1994, lemma 1): the weighted sum
 * of circular autocovariances R_c(k) with (1 - 1 / b)^k (1 - k / n). Equal to simulating it for ever.
 */
export function bootstrapVarianceOfMean(values: Float64Array, meanBlock: number): number {
  const n = values.length
  if (n < 2) return 0
  const { mean } = momentsOf(values)
  const stay = 1 - 1 / meanBlock
  let total = 0
  let weight = 1
  // Later weights no longer change a double.
  for (let lag = 0; lag < n && weight > 1e-16; lag += 1) {
    let product = 0
    for (let i = 0, j = lag; i < n; i += 1) {
      product += (values[i] - mean) * (values[j] - mean)
      j = j + 1 === n ? 0 : j + 1
    }
    total += (lag === 0 ? 1 : 2) * weight * (1 - lag / n) * product
    weight *= stay
  }
  return Math.max(0, total) / (n * n)
}

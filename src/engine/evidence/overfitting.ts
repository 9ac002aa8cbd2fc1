/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey, Borwein, Lopez de Prado and Zhu, Journal
 * of Computational Finance 20, 2017; first circulated 2015): how often the arm that was best in one half of the blocks is
 * below the median in the other half. Every choice of half the blocks is tried once, so there is no randomness in it.
 */
import { median } from '../../base/numerics/statistics.ts'
import { assert } from '../../base/vocabulary/assert.ts'

export interface Overfitting {
  /** Share of splits whose winner ranks below the median out of sample; a rank at the median counts half. Noise gives 0.5. */
  readonly probability: number
  /** Share of splits whose winner has a negative result out of sample. */
  readonly probabilityOfLoss: number
  /** Median over splits of the winner's result, per step, in and out of sample. */
  readonly inSample: number
  readonly outOfSample: number
  readonly splits: number
  readonly blocks: number
  readonly stepsPerBlock: number
  /** Steps at the start that fit into no whole block. */
  readonly stepsLeftOut: number
}

export type OverfittingMetric = 'mean' | 'sharpe'

/**
 * `arms`: one series of P&L or excess returns for each rule set tried, aligned, at least two. `blocks` is even, 2 to 16 (default
 * 16: 12,870 splits). Blocks should be longer than the holding period, for nothing is purged between them. An arm that was ruined
 * ranks below all others in every half that reaches to its ruin, whatever its ratio: `ruinedAt` gives the step, null for none.
 */
export function probabilityOfOverfitting(
  arms: readonly Float64Array[],
  {
    blocks = 16,
    metric = 'sharpe',
    ruinedAt = [],
  }: {
    readonly blocks?: number
    readonly metric?: OverfittingMetric
    readonly ruinedAt?: readonly (number | null)[]
  } = {},
): Overfitting {
  const steps = arms[0]?.length ?? 0
  assert(arms.length >= 2 && arms.every(({ length }) => length === steps), 'two aligned arms or more', {
    arms: arms.length,
  })
  assert(blocks >= 2 && blocks <= 16 && blocks % 2 === 0 && steps >= 2 * blocks, 'an even number of blocks', {
    blocks,
    steps,
  })
  const size = Math.floor(steps / blocks)
  const leftOut = steps - size * blocks
  const table = arms.map((arm, k) => ({
    ...blockSums(arm, leftOut, size, blocks),
    livesIn: blocksBefore(ruinedAt[k] ?? null, { leftOut, size, blocks }),
  }))
  const half = (blocks / 2) * size
  // Of a half in which nothing is left: the ratio of one day on which all is lost.
  const lost = -1 / Math.sqrt(half)
  const inside = new Float64Array(arms.length)
  const outside = new Float64Array(arms.length)
  const wins: number[] = []
  const results: number[] = []
  let below = 0
  for (let mask = 0; mask < 1 << blocks; mask += 1) {
    if (bitCount(mask) !== blocks / 2) continue
    table.forEach(({ sums, squares, sum, square, livesIn }, k) => {
      let chosen = 0
      let chosenSquares = 0
      for (let block = 0; block < blocks; block += 1) {
        if ((mask >> block) & 1) {
          chosen += sums[block]
          chosenSquares += squares[block]
        }
      }
      inside[k] = mask >> livesIn === 0 ? result(chosen, chosenSquares, half, metric) : -Infinity
      const others = ((1 << blocks) - 1) ^ mask
      outside[k] =
        others >> livesIn === 0 ? result(sum - chosen, square - chosenSquares, half, metric) : -Infinity
    })
    let winner = 0
    for (let k = 1; k < inside.length; k += 1) if (inside[k] > inside[winner]) winner = k
    below += shareBelowMedian(outside, winner)
    wins.push(inside[winner] === -Infinity ? lost : inside[winner])
    results.push(outside[winner] === -Infinity ? lost : outside[winner])
  }
  const splits = wins.length
  return {
    probability: below / splits,
    probabilityOfLoss: results.filter((value) => value < 0).length / splits,
    inSample: median(wins),
    outOfSample: median(results),
    splits,
    blocks,
    stepsPerBlock: size,
    stepsLeftOut: leftOut,
  }
}

function blockSums(arm: Float64Array, from: number, size: number, blocks: number) {
  const sums = new Float64Array(blocks)
  const squares = new Float64Array(blocks)
  for (let i = from; i < arm.length; i += 1) {
    const block = Math.floor((i - from) / size)
    sums[block] += arm[i]
    squares[block] += arm[i] * arm[i]
  }
  const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)
  return { sums, squares, sum: total(sums), square: total(squares) }
}

/** How many blocks an arm lives through, from the first; all of them where it is not ruined. */
function blocksBefore(
  ruinedAt: number | null,
  { leftOut, size, blocks }: { readonly leftOut: number; readonly size: number; readonly blocks: number },
): number {
  return ruinedAt === null ? blocks : Math.max(0, Math.floor((ruinedAt - leftOut) / size))
}

/** Mean, or mean over standard deviation; a series that does not vary has the Sharpe ratio 0. */
function result(sum: number, squares: number, count: number, metric: OverfittingMetric): number {
  const mean = sum / count
  if (metric === 'mean') return mean
  const variance = squares / count - mean * mean
  return variance > 1e-12 * (squares / count) ? mean / Math.sqrt(variance) : 0
}

/** 1 where the winner's mid-rank is in the lower half, 1/2 at the middle, 0 above: the sign of the paper's logit. */
function shareBelowMedian(outside: Float64Array, winner: number): number {
  let lower = 0
  let higher = 0
  for (const value of outside) {
    if (value < outside[winner]) lower += 1
    else if (value > outside[winner]) higher += 1
  }
  return lower < higher ? 1 : lower === higher ? 0.5 : 0
}

function bitCount(mask: number): number {
  let count = 0
  for (let left = mask; left !== 0; left &= left - 1) count += 1
  return count
}

import { CompensatedSum } from '../../../base/numerics/sums.ts'
import type { PoolHistory } from '../../../market/pool-history/pool-history.ts'
import { constantProductLvr } from '../constant-product.ts'
import { logMove } from '../pool.ts'

/** LVR of the pool's own moves between sampled rows, and the variance they show. */
export interface SampledLvr {
  readonly moves: number
  /** Exact: sum of L (sqrt P' - sqrt P)^2 / sqrt P with the liquidity at the start of each move. */
  readonly lvr: number
  /** Its second order, sum of L (P' - P)^2 / (4 P^1.5): what is often quoted. */
  readonly lvrSecondOrder: number
  /** Sum of squared log moves. */
  readonly variance: number
}

/** Between ticks of one range the pool is a constant product of its active liquidity, and is taken for one across them. */
export function lvrOfSamples(history: PoolHistory, rows: Int32Array): SampledLvr {
  const { prices, liquidities } = history
  const exact = new CompensatedSum()
  const second = new CompensatedSum()
  const variance = new CompensatedSum()
  for (let k = 1; k < rows.length; k += 1) {
    const from = prices[rows[k - 1]]
    const to = prices[rows[k]]
    const liquidity = liquidities[rows[k - 1]]
    exact.add(constantProductLvr(liquidity, from, to))
    const step = (to - from) / from
    second.add((liquidity * Math.sqrt(from) * step * step) / 4)
    const log = logMove(from, to)
    variance.add(log * log)
  }
  return {
    moves: rows.length - 1,
    lvr: exact.value,
    lvrSecondOrder: second.value,
    variance: variance.value,
  }
}

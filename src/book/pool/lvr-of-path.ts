import { compensatedSum } from '../../base/numerics/sums.ts'
import type { Pool } from './pool.ts'

/**
 * LVR along a path of prices: the sum over its moves of the exact gap, numeraire units. Depends on how finely the path is
 * sampled: each move stands for one trade to the new price. 0 for fewer than two prices.
 */
export function lvrOfPath(pool: Pool, prices: ArrayLike<number>): number {
  return compensatedSum(moves(pool, prices))
}

function* moves(pool: Pool, prices: ArrayLike<number>): Generator<number> {
  for (let i = 1; i < prices.length; i += 1) yield pool.lvrOfMove(prices[i - 1], prices[i])
}

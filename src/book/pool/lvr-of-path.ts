import type { Pool } from './pool.ts'

/**
 * LVR along a path of prices: the sum over its moves of the exact gap, numeraire units. Depends on how finely the path is
 * sampled: each move stands for one trade to the new price. 0 for fewer than two prices.
 *
 * No term is negative, so the plain sum cannot cancel; it is kept in blocks, whose rounding grows with the root of the length.
 */
export function lvrOfPath(pool: Pool, prices: ArrayLike<number>): number {
  let total = 0
  for (let start = 1; start < prices.length; start += BLOCK) {
    const end = Math.min(prices.length, start + BLOCK)
    let block = 0
    for (let i = start; i < end; i += 1) block += pool.lvrOfMove(prices[i - 1], prices[i])
    total += block
  }
  return total
}

const BLOCK = 256

import type { Pool } from './pool.ts'

/** What a pool is at a price in the language of options. */
export interface PoolAsOption {
  /** P x*: value of the risky tokens held. */
  readonly dollarDelta: number
  /** P^2 |V''|: numeraire units per 100 % move. */
  readonly dollarGamma: number
  /** 4 x dollar gamma: the full-range constant-product pool that bleeds as much. */
  readonly equivalentFullRange: number
  /** That pool's value over this one's: how many times the capital works. Null for an empty pool. */
  readonly leverage: number | null
}

/** Null exactly at a limit order's price, where gamma is one point. */
export function poolAsOption(pool: Pool, price: number): PoolAsOption | null {
  // LVR at volatility 1 is half the dollar gamma, without the overflow of price squared.
  const rate = pool.lvrRate(price, 1)
  if (rate === null) return null
  const dollarGamma = 2 * rate
  const value = pool.value(price)
  return {
    dollarDelta: price * pool.riskyHeld(price),
    dollarGamma,
    equivalentFullRange: 4 * dollarGamma,
    leverage: value > 0 ? (4 * dollarGamma) / value : null,
  }
}

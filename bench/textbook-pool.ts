/** A pool as textbooks and most LP tools write it: the value function, and LVR as a difference of values. */

export interface TextbookPool {
  value(price: number): number
  holdings(price: number): number
}

export function textbookRange(liquidity: number, low: number, high: number): TextbookPool {
  const rootLow = Math.sqrt(low)
  const inverseHigh = high === Infinity ? 0 : 1 / Math.sqrt(high)
  const holdings = (price: number): number => {
    const root = Math.sqrt(Math.min(Math.max(price, low), high))
    return liquidity * (1 / root - inverseHigh)
  }
  return {
    holdings,
    value: (price) => {
      const root = Math.sqrt(Math.min(Math.max(price, low), high))
      return price * holdings(price) + liquidity * (root - rootLow)
    },
  }
}

/** Sum of V(P) + x(P) (P' - P) - V(P'). */
export function textbookLvr(pool: TextbookPool, path: Float64Array): number {
  let total = 0
  for (let i = 1; i < path.length; i += 1) {
    const [from, to] = [path[i - 1], path[i]]
    total += pool.value(from) + pool.holdings(from) * (to - from) - pool.value(to)
  }
  return total
}

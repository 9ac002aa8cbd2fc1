import type { BookItem } from '../ledger/book-item.ts'

/** The signed liquidity of a book along its underlying. */
export interface LiquidityProfile {
  /** Levels of the underlying, as given. */
  readonly levels: Float64Array
  /** L(S) = -2 S^1.5 V''(S): negative where the wings buy convexity back, which no pool can. */
  readonly liquidity: Float64Array
  /** 0 where V'' does not exist: exactly on a strike at settlement. */
  readonly present: Uint8Array
}

/**
 * What liquidity a constant-product market maker would have to show at each level to be as curved as the items: a pool of
 * liquidity L answers L inside its range. All items must share one driver; each one's own underlying moves in
 * proportion from where `spot` stands now, its volatility unchanged (sticky strike).
 */
export function liquidityProfile(
  items: readonly BookItem[],
  spot: number,
  levels: Float64Array,
): LiquidityProfile {
  const liquidity = new Float64Array(levels.length)
  const present = new Uint8Array(levels.length)
  for (let i = 0; i < levels.length; i += 1) {
    let curvature = 0
    let known = levels[i] > 0
    for (const { position, factors } of items) {
      if (!known) break
      const slope = factors.underlying / spot
      const greeks = position.greeks({ ...factors, underlying: levels[i] * slope })
      if (greeks.ok) curvature += greeks.value.gamma * slope * slope
      else known = false
    }
    const value = -2 * levels[i] * Math.sqrt(levels[i]) * curvature + 0
    if (!known || !Number.isFinite(value)) continue
    liquidity[i] = value
    present[i] = 1
  }
  return { levels, liquidity, present }
}

import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { BookItem } from '../ledger/book-item.ts'

/** Curvature of the items that share one driver, from each one's own Greeks and volatility. Money. */
export interface Convexity {
  readonly driver: string
  /** Sum of S^2 Gamma: per 100 % move; negative where short gamma. */
  readonly dollarGamma: number
  /** Sum of S^2 Gamma times the item's own implied variance; pools, which have none, left out. */
  readonly dollarGammaVariance: number
  /** Dollar gamma of the items without an implied volatility (pools): what their fees must pay for. */
  readonly poolDollarGamma: number
  /** Per 1.00 of volatility. */
  readonly vega: number
  /** Per year of calendar time. */
  readonly theta: number
  readonly value: number
}

/** Curvature by driver, in the order in which drivers first occur; refused where an item has no Greeks. */
export function convexityByDriver(items: readonly BookItem[]): Result<readonly Convexity[]> {
  const sums = new Map<string, { -readonly [K in keyof Convexity]: Convexity[K] }>()
  for (const { driver, position, factors } of items) {
    const greeks = position.greeks(factors)
    if (!greeks.ok) return refused(greeks.refusal)
    const { gamma, vega, theta, price } = greeks.value
    const sum = sums.get(driver) ?? {
      driver,
      dollarGamma: 0,
      dollarGammaVariance: 0,
      poolDollarGamma: 0,
      vega: 0,
      theta: 0,
      value: 0,
    }
    const dollarGamma = factors.underlying * factors.underlying * gamma
    sum.dollarGamma += dollarGamma
    if (position.kind === 'pool') sum.poolDollarGamma += dollarGamma
    else sum.dollarGammaVariance += dollarGamma * factors.volatility * factors.volatility
    sum.vega += vega
    sum.theta += theta
    sum.value += price
    sums.set(driver, sum)
  }
  return accepted([...sums.values()])
}

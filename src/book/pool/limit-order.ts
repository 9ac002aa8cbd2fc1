import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { assertPrice, liquidityProblem, lvrRateOf, type Pool, priceProblem } from './pool.ts'

export interface LimitOrderTerms {
  /** Risky units for sale. */
  readonly size: number
  /** K: sold above it, bought back below it. */
  readonly orderPrice: number
}

/**
 * A concentrated position of zero width, size min(P, K): it sells all at K on the way up and buys all back on the way down. LVR
 * of a move that crosses K is size |P' - K|; along a path its sum tends to half the local time at K.
 */
export function limitOrder(terms: LimitOrderTerms): Result<Pool> {
  const { size, orderPrice } = terms
  const problem = liquidityProblem(size, 'size') ?? priceProblem(orderPrice, 'orderPrice', 'pool')
  if (problem !== null) return refused(problem)
  const unsold = (price: number): boolean => {
    assertPrice(price)
    return price < orderPrice
  }
  const gamma = (price: number): number | null => (price === orderPrice && size > 0 ? null : 0)
  return accepted({
    kind: 'limit-order',
    value: (price) => size * (unsold(price) ? price : orderPrice),
    riskyHeld: (price) => (unsold(price) ? size : 0),
    numeraireHeld: (price) => (unsold(price) ? 0 : size * orderPrice),
    gamma: (price) => {
      assertPrice(price)
      return gamma(price)
    },
    lvrRate: (price, volatility) => {
      assertPrice(price)
      return gamma(price) === null ? null : lvrRateOf(0, volatility)
    },
    lvrOfMove: (from, to) => (unsold(from) === unsold(to) ? 0 : size * Math.abs(to - orderPrice)),
  })
}

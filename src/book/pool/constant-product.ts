import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { assertPrice, liquidityProblem, lvrRateOf, type Pool } from './pool.ts'

/**
 * x y = L^2: V = 2 L sqrt(P), x* = L / sqrt(P), V'' = -L / (2 P^1.5). It bleeds sigma^2 / 8 of its value. LVR of a move is
 * L (sqrt P' - sqrt P)^2 / sqrt P.
 */
export function constantProduct(liquidity: number): Result<Pool> {
  const problem = liquidityProblem(liquidity, 'liquidity')
  if (problem !== null) return refused(problem)
  const gamma = (price: number): number => {
    assertPrice(price)
    return -liquidity / (2 * price * Math.sqrt(price))
  }
  const half = (price: number): number => {
    assertPrice(price)
    return liquidity * Math.sqrt(price)
  }
  return accepted({
    kind: 'constant-product',
    value: (price) => 2 * half(price),
    riskyHeld: (price) => half(price) / price,
    numeraireHeld: half,
    gamma: (price) => gamma(price),
    lvrRate: (price, volatility) => lvrRateOf(half(price) / 2, volatility),
    lvrOfMove: (from, to) => {
      assertPrice(from)
      assertPrice(to)
      return constantProductLvr(liquidity, from, to)
    },
  })
}

/** The closed form alone, for columns of prices that have been judged already. */
export function constantProductLvr(liquidity: number, from: number, to: number): number {
  const root = Math.sqrt(from)
  const step = (to - from) / (root + Math.sqrt(to))
  return (liquidity * step * step) / root
}

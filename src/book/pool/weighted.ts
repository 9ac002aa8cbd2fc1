import { power } from '../../base/numerics/power.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { assertPrice, liquidityProblem, logMove, lvrRateOf, type Pool, rangeProblem } from './pool.ts'
import { powerGap } from './power-gap.ts'

export interface WeightedTerms {
  /** L of x^theta y^(1 - theta) = L. */
  readonly liquidity: number
  /** theta: the risky token's share of the value, strictly between 0 and 1. */
  readonly riskyWeight: number
}

/**
 * Geometric mean market maker x^theta y^(1-theta) = L: V = L P^theta / (theta^theta (1-theta)^(1-theta)), x* = theta V / P,
 * V'' = -theta (1-theta) V / P^2. It bleeds theta (1-theta) sigma^2 / 2 of its value.
 */
export function weighted(terms: WeightedTerms): Result<Pool> {
  const { liquidity, riskyWeight: theta } = terms
  const problem =
    liquidityProblem(liquidity, 'liquidity') ??
    rangeProblem(theta, 'riskyWeight', 'pool', Number.EPSILON, 1 - Number.EPSILON)
  if (problem !== null) return refused(problem)
  const rest = 1 - theta
  const scale = liquidity * Math.exp(-(theta * Math.log(theta) + rest * Math.log(rest)))
  const value = (price: number): number => {
    assertPrice(price)
    return scale * power(price, theta)
  }
  return accepted({
    kind: 'weighted',
    value,
    riskyHeld: (price) => (theta * value(price)) / price,
    numeraireHeld: (price) => rest * value(price),
    gamma: (price) => (-theta * rest * value(price)) / price / price,
    lvrRate: (price, volatility) => lvrRateOf(theta * rest * value(price), volatility),
    lvrOfMove: (from, to) => {
      assertPrice(to)
      return value(from) * powerGap(theta, logMove(from, to))
    },
  })
}

import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { constantProductLvr } from './constant-product.ts'
import { assertPrice, liquidityProblem, lvrRateOf, type Pool, priceProblem, rootDifference } from './pool.ts'

export interface ConcentratedTerms {
  readonly liquidity: number
  /** Pa: below it the position is all risky. */
  readonly lowPrice: number
  /** Pb > Pa: above it the position is all numeraire. */
  readonly highPrice: number
}

/**
 * Liquidity L on [Pa, Pb] (Uniswap v3): inside, V = L (2 sqrt P - P / sqrt Pb - sqrt Pa) and V'' = -L / (2 P^1.5); outside,
 * linear in P with no gamma. An edge counts as outside: there the position holds one token only.
 *
 * LVR of a move is the constant product's between the prices clamped into the range, and what the market moves on beyond the
 * edge costs on the tokens exchanged on the way.
 */
export function concentrated(terms: ConcentratedTerms): Result<Pool> {
  const { liquidity, lowPrice: low, highPrice: high } = terms
  const problem =
    liquidityProblem(liquidity, 'liquidity') ??
    priceProblem(low, 'lowPrice', 'pool') ??
    priceProblem(high, 'highPrice', 'pool')
  if (problem !== null) return refused(problem)
  if (low >= high) {
    return refused(
      refuse('number.out-of-range', {
        field: 'highPrice',
        was: high,
        wanted: `above the low price ${low}; at one price it is a limit order`,
        source: 'pool',
      }),
    )
  }
  const clamp = (price: number): number => {
    assertPrice(price)
    return price < low ? low : price > high ? high : price
  }
  const riskyHeld = (price: number): number => {
    const inside = clamp(price)
    return (liquidity * rootDifference(inside, high)) / Math.sqrt(inside) / Math.sqrt(high)
  }
  const numeraireHeld = (price: number): number => liquidity * rootDifference(low, clamp(price))
  const isInside = (price: number): boolean => price > low && price < high
  const dollarGamma = (price: number): number =>
    isInside(clamp(price)) ? (liquidity * Math.sqrt(price)) / 2 : 0
  return accepted({
    kind: 'concentrated',
    value: (price) => price * riskyHeld(price) + numeraireHeld(price),
    riskyHeld,
    numeraireHeld,
    gamma: (price) => (isInside(clamp(price)) ? -liquidity / (2 * price * Math.sqrt(price)) : 0),
    lvrRate: (price, volatility) => lvrRateOf(dollarGamma(price), volatility),
    lvrOfMove: (from, to) => {
      const start = clamp(from)
      const end = clamp(to)
      const inside = constantProductLvr(liquidity, start, end)
      if (end === to) return inside
      const sold = (liquidity * rootDifference(start, end)) / Math.sqrt(start) / Math.sqrt(end)
      return inside + sold * (to - end)
    },
  })
}

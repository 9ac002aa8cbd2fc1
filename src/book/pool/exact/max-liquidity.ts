import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import { ascending } from './amounts.ts'
import { Q96, amountProblem256, sqrtPriceProblem } from './words.ts'

export interface LiquidityTerms {
  readonly sqrtPriceX96: bigint
  readonly sqrtLowX96: bigint
  readonly sqrtHighX96: bigint
  /** Up to 2^256 - 1, which stands for "as much as it takes". */
  readonly amount0: bigint
  readonly amount1: bigint
  /** False as the periphery contract computes it: sqrt(Pa Pb) is cut to 96 bits first. True without that loss. Default true. */
  readonly fullPrecision?: boolean
}

/** The most liquidity that the amounts can fund on the range at the price, rounded down. */
export function maxLiquidityForAmounts(terms: LiquidityTerms): Result<bigint> {
  const { sqrtPriceX96: price, amount0, amount1, fullPrecision = true } = terms
  const problem =
    sqrtPriceProblem(price, 'sqrtPriceX96') ??
    sqrtPriceProblem(terms.sqrtLowX96, 'sqrtLowX96') ??
    sqrtPriceProblem(terms.sqrtHighX96, 'sqrtHighX96') ??
    amountProblem256(amount0, 'amount0') ??
    amountProblem256(amount1, 'amount1')
  if (problem !== null) return refused(problem)
  const [low, high] = ascending(terms.sqrtLowX96, terms.sqrtHighX96)
  if (low === high) {
    const wanted = 'two different square-root prices: a range of zero width has no finite liquidity'
    return refused(
      refuse('number.out-of-range', { field: 'range', was: low, wanted, source: 'exact pool arithmetic' }),
    )
  }
  const of0 = (from: bigint): bigint =>
    fullPrecision
      ? (amount0 * from * high) / Q96 / (high - from)
      : (amount0 * ((from * high) / Q96)) / (high - from)
  const of1 = (to: bigint): bigint => (amount1 * Q96) / (to - low)
  if (price <= low) return accepted(of0(low))
  if (price >= high) return accepted(of1(high))
  const [from0, from1] = [of0(price), of1(price)]
  return accepted(from0 < from1 ? from0 : from1)
}

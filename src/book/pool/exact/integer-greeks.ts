import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import { amountsRoundedDown, type ExactPosition } from './amounts.ts'
import { Q192, Q96 } from './words.ts'

/** Value, delta and dollar gamma of a position in smallest token units. */
export interface IntegerGreeks {
  /** In the numeraire's smallest units, rounded down. */
  readonly value: bigint
  /** Asset tokens held, smallest units, rounded down. */
  readonly delta: bigint
  /** P^2 V'' in the numeraire's smallest units, towards zero: -L sqrt(P) / 2 inside the range, 0 at its edges and outside. */
  readonly dollarGamma: bigint
}

/** Greeks of a position with token 0 or token 1 as the risky asset and the other as numeraire. */
export function integerGreeks(position: ExactPosition, assetIndex: 0 | 1): Result<IntegerGreeks> {
  const amounts = amountsRoundedDown(position)
  if (!amounts.ok) return refused(amounts.refusal)
  const { amount0, amount1 } = amounts.value
  const { sqrtPriceX96: root, sqrtLowX96, sqrtHighX96, liquidity } = position
  const inside = (root > sqrtLowX96 && root < sqrtHighX96) || (root > sqrtHighX96 && root < sqrtLowX96)
  if (assetIndex === 0) {
    return accepted({
      value: amount1 + (amount0 * root * root) / Q192,
      delta: amount0,
      dollarGamma: inside ? -((liquidity * root) / (2n * Q96)) : 0n,
    })
  }
  return accepted({
    value: amount0 + (amount1 * Q192) / (root * root),
    delta: amount1,
    dollarGamma: inside ? -((liquidity * Q96) / (2n * root)) : 0n,
  })
}

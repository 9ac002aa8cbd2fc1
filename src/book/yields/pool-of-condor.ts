import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { concentrated } from '../pool/concentrated.ts'
import type { Pool } from '../pool/pool.ts'
import { equivalentPool } from '../structure/lvr.ts'

/** The pools a short-gamma position is equal to at a price: same dollar gamma, so the same LVR at any realised volatility. */
export interface EquivalentPools {
  /** Value of the full-range constant-product pool: 4 x dollar gamma. */
  readonly fullRange_value: number
  /** The range that does it with the position's own capital; null where that capital would need no concentration. */
  readonly concentrated: ConcentratedEquivalent | null
}

export interface ConcentratedEquivalent {
  readonly lowPrice: number
  readonly highPrice: number
  /** L of the range: 2 x dollar gamma / sqrt(price), the full range's too. */
  readonly liquidity: number
  /** Half width in log price. */
  readonly halfWidth: number
  /** Full-range value over capital. */
  readonly leverage: number
  readonly pool: Pool
}

/**
 * From LVR / V = (sigma^2 / 8) / (1 - e^(-h/2)) of a range of +-h in log price: capital C and dollar gamma G fix
 * 1 - e^(-h/2) = C / (4 G). `capital` is what the position ties up, usually its margin. Refused where the position is
 * not short gamma: no pool is long it.
 */
export function poolOfCondor(dollarGamma: number, price: number, capital: number): Result<EquivalentPools> {
  const fullRange = equivalentPool(dollarGamma)
  if (fullRange === null || !(capital > 0 && price > 0)) {
    const [field, was, wanted] =
      fullRange === null
        ? ['dollarGamma', dollarGamma, 'a position that is short gamma: every pool is']
        : ['capital', capital, 'capital and price above 0']
    return refused(
      refuse('number.out-of-range', {
        field,
        was,
        wanted,
        source: 'equivalent pool',
      }),
    )
  }
  const share = capital / fullRange
  if (share >= 1) return accepted({ fullRange_value: fullRange, concentrated: null })
  // log1p keeps the digits of the narrow ranges that condors are: h is near twice the share.
  const halfWidth = -2 * Math.log1p(-share)
  const lowPrice = price * Math.exp(-halfWidth)
  const highPrice = price * Math.exp(halfWidth)
  const liquidity = fullRange / (2 * Math.sqrt(price))
  const pool = concentrated({ liquidity, lowPrice, highPrice })
  if (!pool.ok) return pool
  const found = { lowPrice, highPrice, liquidity, halfWidth, leverage: 1 / share, pool: pool.value }
  return accepted({ fullRange_value: fullRange, concentrated: found })
}

import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'

/**
 * Everything the value of one position depends on at one instant. Each position reads its own: an index option the index
 * (or the forward of its expiry), a VIX option the VX future of its expiry, a pool the price of its risky asset.
 */
export interface RiskFactors {
  /** The position's own S, in points or units of the numeraire; positive. */
  readonly underlying: number
  /** The position's own implied volatility, decimal per year; 0 where it has none (a pool, a future). */
  readonly volatility: number
  /** To the position's own settlement; 0 at and after it, and where there is none. */
  readonly years: number
  /** Continuously compounded, per year. */
  readonly rate: number
  /** Continuous yield of the underlying, per year; not read where the underlying is a forward or a future. */
  readonly dividendYield: number
}

/** The factors of a position that depends on a price alone: a pool, a future. */
export const priceAlone = (underlying: number): RiskFactors => ({
  underlying,
  volatility: 0,
  years: 0,
  rate: 0,
  dividendYield: 0,
})

interface Range {
  readonly low: number
  readonly high: number
  readonly wanted: string
}

const RANGES: Readonly<Record<keyof RiskFactors, Range>> = {
  underlying: { low: 1e-60, high: 1e60, wanted: 'a price from 1e-60 to 1e60' },
  volatility: { low: 0, high: 100, wanted: 'a decimal from 0 to 100' },
  years: { low: 0, high: 100, wanted: 'years from 0 to 100' },
  rate: { low: -1, high: 1, wanted: 'a decimal from -1 to 1' },
  dividendYield: { low: -1, high: 1, wanted: 'a decimal from -1 to 1' },
}

/** The factors themselves where a position can be priced at them; refused with the field at fault otherwise. */
export function checkedFactors(factors: RiskFactors, source: string): Result<RiskFactors> {
  for (const field of Object.keys(RANGES) as (keyof RiskFactors)[]) {
    const was = factors[field]
    const { low, high, wanted } = RANGES[field]
    if (was >= low && was <= high) continue
    const code = Number.isFinite(was) ? 'number.out-of-range' : 'number.not-finite'
    return refused(refuse(code, { field, was, wanted, source }))
  }
  return accepted(factors)
}

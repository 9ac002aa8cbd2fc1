/** Exact integers at the border: decimal text of any length in, checked later for their word size. */
import { z } from 'zod'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { encodeSqrtRatioX96, sqrtRatioAtTick } from '../../book/pool/exact/tick-math.ts'

/** A whole number as decimal text, or as a JSON number small enough to be exact. */
export const wholeNumber = z.union([
  z.string().regex(/^-?\d{1,200}$/, 'a whole number in decimal digits'),
  z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
])
/** Out of bounds is for the arithmetic to refuse, with its bounds. */
export const tickNumber = z.number().int()
/** A square-root price: its X96 integer, or the price as a ratio of token 1 to token 0 such as "100/110". */
export const sqrtPrice = z.union([
  wholeNumber,
  z.string().regex(/^\d{1,80}\/\d{1,80}$/, 'a ratio such as 100/110'),
])

export const bigintOf = (value: string | number): bigint => BigInt(value)

/** As a number where a double holds it exactly, else as decimal text. */
export function plainInteger(value: bigint): number | string {
  const isSafe = value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER)
  return isSafe ? Number(value) : value.toString()
}

export function sqrtPriceOf(value: string | number): Result<bigint> {
  const [above, below] = String(value).split('/')
  return below === undefined ? accepted(BigInt(value)) : encodeSqrtRatioX96(BigInt(above), BigInt(below))
}

/** The first refusal, or all values. */
export function allOf<T>(results: readonly Result<T>[]): Result<readonly T[]> {
  const values: T[] = []
  for (const result of results) {
    if (!result.ok) return result
    values.push(result.value)
  }
  return accepted(values)
}

/** Square-root prices of two ticks in ascending order. */
export function tickRange(tickLower: number, tickUpper: number, source: string): Result<readonly bigint[]> {
  if (tickLower >= tickUpper) {
    const wanted = `more than tickLower ${tickLower}`
    return refused(refuse('number.out-of-range', { field: 'tickUpper', was: tickUpper, wanted, source }))
  }
  return allOf([sqrtRatioAtTick(tickLower), sqrtRatioAtTick(tickUpper)])
}

/** Integer word sizes and scales of the chain, and the checks at the border of exact arithmetic. */
import { type Refusal, refuse } from '../../../base/vocabulary/refusal.ts'

export const Q96 = 1n << 96n
export const Q192 = 1n << 192n
export const UINT256_MAX = (1n << 256n) - 1n
export const INT256_MAX = (1n << 255n) - 1n
export const INT256_MIN = -(1n << 255n)
export const UINT160_MAX = (1n << 160n) - 1n
const UINT128_MAX = (1n << 128n) - 1n

/** The refusal of an integer outside [low, high], or null. */
export function integerProblem(
  value: bigint,
  field: string,
  low: bigint,
  high: bigint,
  wanted: string,
): Refusal | null {
  if (value >= low && value <= high) return null
  return refuse('number.out-of-range', { field, was: value, wanted, source: 'exact pool arithmetic' })
}

export const liquidityProblem128 = (value: bigint): Refusal | null =>
  integerProblem(value, 'liquidity', 0n, UINT128_MAX, 'from 0 to 2^128 - 1')
export const amountProblem256 = (value: bigint, field: string): Refusal | null =>
  integerProblem(value, field, 0n, UINT256_MAX, 'from 0 to 2^256 - 1')
export const sqrtPriceProblem = (value: bigint, field: string): Refusal | null =>
  integerProblem(value, field, 1n, UINT160_MAX, 'a square-root price from 1 to 2^160 - 1')

/** Quotient rounded up, for numbers that are not negative. */
export const divideRoundingUp = (numerator: bigint, denominator: bigint): bigint =>
  (numerator + denominator - 1n) / denominator

/** Token amounts of liquidity between two square-root prices, as the chain rounds them. */
import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import {
  Q96,
  UINT256_MAX,
  divideRoundingUp,
  integerProblem,
  liquidityProblem128,
  sqrtPriceProblem,
} from './words.ts'

export interface Amounts {
  readonly amount0: bigint
  readonly amount1: bigint
}

export interface ExactPosition {
  readonly sqrtPriceX96: bigint
  readonly sqrtLowX96: bigint
  readonly sqrtHighX96: bigint
  readonly liquidity: bigint
}

/** Amount of token 0 between two prices, rounded down: what the pool pays out. Prices in ascending order. */
export function amount0RoundedDown(low: bigint, high: bigint, liquidity: bigint): bigint {
  return ((liquidity << 96n) * (high - low)) / high / low
}

/** The same rounded up: what the pool takes in. */
export function amount0RoundedUp(low: bigint, high: bigint, liquidity: bigint): bigint {
  return divideRoundingUp(divideRoundingUp((liquidity << 96n) * (high - low), high), low)
}

/** Amount of token 1 between two prices, rounded down. */
export function amount1RoundedDown(low: bigint, high: bigint, liquidity: bigint): bigint {
  return (liquidity * (high - low)) / Q96
}

export function amount1RoundedUp(low: bigint, high: bigint, liquidity: bigint): bigint {
  return divideRoundingUp(liquidity * (high - low), Q96)
}

/** What a position would pay out if it were closed: both amounts rounded down. */
export function amountsRoundedDown(position: ExactPosition): Result<Amounts> {
  return amountsOf(position, amount0RoundedDown, amount1RoundedDown)
}

/** What it costs to open a position: both amounts rounded up. */
export function amountsRoundedUp(position: ExactPosition): Result<Amounts> {
  return amountsOf(position, amount0RoundedUp, amount1RoundedUp)
}

type Amount = (low: bigint, high: bigint, liquidity: bigint) => bigint

function amountsOf(position: ExactPosition, amount0: Amount, amount1: Amount): Result<Amounts> {
  const { sqrtPriceX96, liquidity } = position
  const problem =
    sqrtPriceProblem(sqrtPriceX96, 'sqrtPriceX96') ??
    sqrtPriceProblem(position.sqrtLowX96, 'sqrtLowX96') ??
    sqrtPriceProblem(position.sqrtHighX96, 'sqrtHighX96') ??
    liquidityProblem128(liquidity)
  if (problem !== null) return refused(problem)
  const [low, high] = ascending(position.sqrtLowX96, position.sqrtHighX96)
  const inside = sqrtPriceX96 < low ? low : sqrtPriceX96 > high ? high : sqrtPriceX96
  const amounts = { amount0: amount0(inside, high, liquidity), amount1: amount1(low, inside, liquidity) }
  const overflow =
    integerProblem(amounts.amount0, 'amount0', 0n, UINT256_MAX, 'an amount below 2^256') ??
    integerProblem(amounts.amount1, 'amount1', 0n, UINT256_MAX, 'an amount below 2^256')
  return overflow === null ? accepted(amounts) : refused(overflow)
}

export const ascending = (a: bigint, b: bigint): readonly [bigint, bigint] => (a <= b ? [a, b] : [b, a])

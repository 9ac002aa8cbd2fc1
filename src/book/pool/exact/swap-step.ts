/**
 * One step of a swap inside one range of constant liquidity, as Uniswap v3's SwapMath rounds it: always in the pool's favour.
 * Derived from x = L / sqrt P, y = L sqrt P and the whitepaper's rule that the fee is taken from the input.
 */
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import { amount0RoundedDown, amount0RoundedUp, amount1RoundedDown, amount1RoundedUp } from './amounts.ts'
import {
  INT256_MAX,
  INT256_MIN,
  UINT256_MAX,
  divideRoundingUp,
  integerProblem,
  liquidityProblem128,
  sqrtPriceProblem,
} from './words.ts'

export interface SwapStepTerms {
  readonly sqrtPriceX96: bigint
  /** Where this range of liquidity ends, or the trader's limit. Below the price the swap sells token 0. */
  readonly sqrtTargetX96: bigint
  readonly liquidity: bigint
  /** Positive: input still to spend, fee included. Negative: output still to receive. Signed 256 bits. */
  readonly amountRemaining: bigint
  /** Hundredths of a basis point: 3000 is 0.3 %. */
  readonly feePips: bigint
}

export interface SwapStep {
  readonly sqrtNextX96: bigint
  /** Without the fee. */
  readonly amountIn: bigint
  readonly amountOut: bigint
  readonly feeAmount: bigint
}

const PIPS = 1_000_000n

export function swapStep(terms: SwapStepTerms): Result<SwapStep> {
  const { sqrtPriceX96: price, sqrtTargetX96: target, liquidity, amountRemaining, feePips } = terms
  const problem =
    sqrtPriceProblem(price, 'sqrtPriceX96') ??
    sqrtPriceProblem(target, 'sqrtTargetX96') ??
    liquidityProblem128(liquidity) ??
    integerProblem(amountRemaining, 'amountRemaining', INT256_MIN, INT256_MAX, 'a signed 256-bit integer') ??
    integerProblem(feePips, 'feePips', 0n, PIPS - 1n, 'from 0 to 999999')
  if (problem !== null) return refused(problem)
  const sells0 = price >= target
  const exactIn = amountRemaining >= 0n
  const [low, high] = sells0 ? [target, price] : [price, target]
  if (exactIn) {
    const spendable = (amountRemaining * (PIPS - feePips)) / PIPS
    const inToTarget = sells0
      ? amount0RoundedUp(low, high, liquidity)
      : amount1RoundedUp(low, high, liquidity)
    if (spendable >= inToTarget) return accepted(finish(terms, target, inToTarget, null))
    const next = sells0 ? afterInput0(price, liquidity, spendable) : price + (spendable << 96n) / liquidity
    return accepted(finish(terms, next, null, null))
  }
  const wantedOut = -amountRemaining
  const outToTarget = sells0
    ? amount1RoundedDown(low, high, liquidity)
    : amount0RoundedDown(low, high, liquidity)
  if (wantedOut >= outToTarget) return accepted(finish(terms, target, null, outToTarget))
  // Less is wanted than the range holds, so the price stays between start and target and the divisor positive.
  const next = sells0
    ? price - divideRoundingUp(wantedOut << 96n, liquidity)
    : divideRoundingUp((liquidity << 96n) * price, (liquidity << 96n) - wantedOut * price)
  return next > 0n ? accepted(finish(terms, next, null, null)) : refused(drained(wantedOut))
}

/** Price after token 0 comes in, rounded up so that the input never buys too much. */
function afterInput0(price: bigint, liquidity: bigint, amount: bigint): bigint {
  if (amount === 0n) return price
  const scaled = liquidity << 96n
  const divisor = scaled + amount * price
  // Beyond 256 bits the chain divides first, which rounds differently.
  return divisor <= UINT256_MAX
    ? divideRoundingUp(scaled * price, divisor)
    : divideRoundingUp(scaled, scaled / price + amount)
}

function finish(
  terms: SwapStepTerms,
  next: bigint,
  knownIn: bigint | null,
  knownOut: bigint | null,
): SwapStep {
  const { sqrtPriceX96: price, sqrtTargetX96: target, liquidity, amountRemaining, feePips } = terms
  const sells0 = price >= target
  const [low, high] = sells0 ? [next, price] : [price, next]
  const amountIn =
    knownIn ?? (sells0 ? amount0RoundedUp(low, high, liquidity) : amount1RoundedUp(low, high, liquidity))
  const out =
    knownOut ?? (sells0 ? amount1RoundedDown(low, high, liquidity) : amount0RoundedDown(low, high, liquidity))
  const amountOut = amountRemaining < 0n && out > -amountRemaining ? -amountRemaining : out
  // An input that does not reach the target is spent whole: what does not move the price is fee.
  const feeAmount =
    amountRemaining >= 0n && next !== target
      ? amountRemaining - amountIn
      : divideRoundingUp(amountIn * feePips, PIPS - feePips)
  return { sqrtNextX96: next, amountIn, amountOut, feeAmount }
}

const drained = (wanted: bigint) =>
  refuse('number.out-of-range', {
    field: 'amountRemaining',
    was: -wanted,
    wanted: 'no more output than the liquidity holds',
    source: 'exact pool arithmetic',
  })

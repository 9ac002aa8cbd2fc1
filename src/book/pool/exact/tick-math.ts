/** Ticks and square-root prices as the chain computes them: price = 1.0001^tick, sqrt price in units of 2^-96. */
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import { TICK_FACTORS_X128 } from './tick-table.ts'
import { Q192, UINT160_MAX, UINT256_MAX, amountProblem256, integerProblem } from './words.ts'

export const TICK_MIN = -887_272
export const TICK_MAX = 887_272
/** getSqrtRatioAtTick(TICK_MIN) and (TICK_MAX). */
export const SQRT_RATIO_MIN = 4_295_128_739n
export const SQRT_RATIO_MAX = 1_461_446_703_485_210_103_287_273_052_203_988_822_378_723_970_342n

const SOURCE = 'exact pool arithmetic'
const LOG_TICK_BASE = Math.log1p(0.0001)

/** sqrt(1.0001^tick) x 2^96, rounded up from 128 fractional bits, bit for bit as on chain. */
export function sqrtRatioAtTick(tick: number): Result<bigint> {
  if (!Number.isInteger(tick) || tick < TICK_MIN || tick > TICK_MAX) {
    const wanted = `a whole number from ${TICK_MIN} to ${TICK_MAX}`
    return refused(refuse('number.out-of-range', { field: 'tick', was: tick, wanted, source: SOURCE }))
  }
  return accepted(ratioOf(tick))
}

function ratioOf(tick: number): bigint {
  const steps = Math.abs(tick)
  let ratio = 1n << 128n
  for (let bit = 0; bit < TICK_FACTORS_X128.length; bit += 1) {
    if ((steps >> bit) % 2 === 1) ratio = (ratio * TICK_FACTORS_X128[bit]) >> 128n
  }
  if (tick > 0) ratio = UINT256_MAX / ratio
  return (ratio + 0xffffffffn) >> 32n
}

/** The greatest tick whose ratio is at most `sqrtRatioX96`, which must lie in [SQRT_RATIO_MIN, SQRT_RATIO_MAX). */
export function tickAtSqrtRatio(sqrtRatioX96: bigint): Result<number> {
  const wanted = `from ${SQRT_RATIO_MIN} to below ${SQRT_RATIO_MAX}`
  const problem = integerProblem(sqrtRatioX96, 'sqrtRatioX96', SQRT_RATIO_MIN, SQRT_RATIO_MAX - 1n, wanted)
  if (problem !== null) return refused(problem)
  // A double's logarithm is right to a few ticks' billionths; integers decide at the border.
  const guess = Math.floor((2 * (logOf(sqrtRatioX96) - 96 * Math.LN2)) / LOG_TICK_BASE)
  let tick = Math.min(TICK_MAX - 1, Math.max(TICK_MIN, guess))
  while (tick > TICK_MIN && ratioOf(tick) > sqrtRatioX96) tick -= 1
  while (tick < TICK_MAX && ratioOf(tick + 1) <= sqrtRatioX96) tick += 1
  return accepted(tick)
}

function logOf(value: bigint): number {
  const bits = value.toString(2).length
  const shift = BigInt(Math.max(0, bits - 64))
  return Math.log(Number(value >> shift)) + Number(shift) * Math.LN2
}

/** floor(sqrt(amount1 x 2^192 / amount0)): the square-root price of two reserves. Refused beyond 160 bits. */
export function encodeSqrtRatioX96(amount1: bigint, amount0: bigint): Result<bigint> {
  const problem =
    amountProblem256(amount1, 'amount1') ??
    integerProblem(amount0, 'amount0', 1n, UINT256_MAX, 'from 1 to 2^256 - 1')
  if (problem !== null) return refused(problem)
  const ratio = integerSquareRoot((amount1 * Q192) / amount0)
  const tooLarge = integerProblem(ratio, 'amount1 / amount0', 0n, UINT160_MAX, 'a ratio below 2^128')
  return tooLarge === null ? accepted(ratio) : refused(tooLarge)
}

/** Greatest integer whose square is at most n (Newton's method from above). */
export function integerSquareRoot(n: bigint): bigint {
  if (n < 2n) return n
  let root = 1n << BigInt((n.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + n / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

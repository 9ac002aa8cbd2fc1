/**
 * The standard normal distribution. Tails are carried by Mills' ratio, and the square in the exponent is split so that
 * its rounding does not grow into the result: at x = -37.5 a rounded x^2 / 2 alone would cost 8e-14.
 */
import { assert } from '../vocabulary/assert.ts'
import { millsRatio } from './mills.ts'

const INV_SQRT_TWO_PI = 0.3989422804014327
const SQRT_TWO_OVER_PI = 0.7978845608028654
const LN_SQRT_TWO_PI = 0.9189385332046728
/** Below this the distribution function is under the smallest double. */
const UNDERFLOW = 38.6
/** exp(x^2) overflows below it. */
const ERFCX_LOWEST = -26.6

/** exp(-x^2 / 2), relative error a few units in the last place wherever the result is a normal double. */
function gaussian(x: number): number {
  // The leading 24 bits square exactly; the rest of the square is below 9e-5 for |x| <= 39 and needs no second exp.
  const high = Math.fround(x)
  const rest = 0.5 * (x - high) * (x + high)
  return Math.exp(-0.5 * high * high) * (1 - rest * (1 - rest * (0.5 - rest * (1 / 6))))
}

/** Density of N(0, 1). Infinities give 0; NaN is our bug. */
export function normalPdf(x: number): number {
  assert(!Number.isNaN(x), 'normalPdf of NaN')
  if (x > 40 || x < -40) return 0
  return INV_SQRT_TWO_PI * gaussian(x)
}

/**
 * Distribution function of N(0, 1): absolute error <= 1e-15, relative error <= 1e-13 for x >= -37.5 (measured: 1.2e-16
 * and 2e-15, see normal.test.ts). Infinities give 0 and 1; NaN is our bug.
 */
export function normalCdf(x: number): number {
  assert(!Number.isNaN(x), 'normalCdf of NaN')
  if (x < 0) return x < -UNDERFLOW ? 0 : INV_SQRT_TWO_PI * gaussian(x) * millsRatio(-x)
  return x > 9 ? 1 : 1 - INV_SQRT_TWO_PI * gaussian(x) * millsRatio(x)
}

/** Scaled complementary error function exp(x^2) erfc(x) for x >= -26.6; relative error a few units in the last place. */
export function erfcx(x: number): number {
  assert(x >= ERFCX_LOWEST, 'erfcx overflows a double below -26.6', { x })
  if (x >= 0) return SQRT_TWO_OVER_PI * millsRatio(x * Math.SQRT2)
  const high = Math.fround(x)
  const rest = (x - high) * (x + high)
  const square = Math.exp(high * high) * (1 + rest * (1 + rest * (0.5 + rest * (1 / 6))))
  return 2 * square - SQRT_TWO_OVER_PI * millsRatio(-x * Math.SQRT2)
}

/**
 * Inverse of {@link normalCdf} for 0 < p < 1. Starts from a rational in sqrt(-2 ln p) good to 4.5e-4 (Abramowitz and
 * Stegun 26.2.23) and takes two third-order Householder steps on ln Phi, which is nearly quadratic in the tail; the error left
 * is the rounding of p itself.
 */
export function normalQuantile(p: number): number {
  assert(p > 0 && p < 1, 'a probability must lie inside (0, 1)', { p })
  if (p === 0.5) return 0
  return p < 0.5 ? -upperQuantile(p) : upperQuantile(1 - p)
}

/** z >= 0 with 1 - Phi(z) = tail, tail <= 1/2. */
function upperQuantile(tail: number): number {
  const lnTail = Math.log(tail)
  const w = Math.sqrt(-2 * lnTail)
  let z =
    w - (2.515517 + w * (0.802853 + w * 0.010328)) / (1 + w * (1.432788 + w * (0.189269 + w * 0.001308)))
  for (let step = 0; step < 2; step += 1) {
    // f = ln(1 - Phi(z)) - ln(tail); f' = -m with m = 1 / R; m' = m (m - z).
    const m = 1 / millsRatio(z)
    const f = -0.5 * z * z - LN_SQRT_TWO_PI - Math.log(m) - lnTail
    const newton = f / m
    const second = m - z
    const third = second * (2 * m - z) - 1
    z += (newton * (1 + 0.5 * newton * second)) / (1 + newton * second + (newton * newton * third) / 6)
  }
  return z
}

/** Draws from laws made of uniforms and normals. How many numbers a draw takes may vary; the stream stays reproducible. */
import { assert } from '../vocabulary/assert.ts'
import { power } from './power.ts'
import type { Random } from './random.ts'

/** Gamma of unit scale, shape > 0: Marsaglia and Tsang, "A simple method for generating gamma variables", 2000. Exact. */
export function nextGamma(random: Random, shape: number): number {
  assert(shape > 0 && Number.isFinite(shape), 'a gamma law needs a positive shape', { shape })
  // Below one: a draw of shape + 1 times a uniform to the power 1 / shape.
  if (shape < 1) return nextGamma(random, shape + 1) * power(random.nextUniform(), 1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.nextNormal()
    const root = 1 + c * x
    if (root <= 0) continue
    const cube = root * root * root
    const u = random.nextUniform()
    const square = x * x
    if (u < 1 - 0.0331 * square * square) return d * cube
    if (Math.log(u) < 0.5 * square + d * (1 - cube + Math.log(cube))) return d * cube
  }
}

/**
 * Noncentral chi-square with `freedom` > 1 degrees of freedom: a shifted normal squared plus a central one of one degree less.
 * Exact.
 */
export function nextNoncentralChiSquare(random: Random, freedom: number, noncentrality: number): number {
  assert(freedom > 1 && noncentrality >= 0, 'a noncentral chi-square needs more than one degree of freedom', {
    freedom,
    noncentrality,
  })
  const shifted = random.nextNormal() + Math.sqrt(noncentrality)
  return shifted * shifted + 2 * nextGamma(random, 0.5 * (freedom - 1))
}

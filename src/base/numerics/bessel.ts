import { assert } from '../vocabulary/assert.ts'
import { logGamma } from './gamma.ts'

/** Beyond this (and beyond the square of the order) Hankel's expansion is exact to rounding. */
const LARGE = 30

/**
 * exp(-z) I_order(z), the modified Bessel function of the first kind, scaled: order > -1, z >= 0. By its power series
 * (Abramowitz and Stegun 9.6.10) up to 30, by Hankel's expansion (9.7.1) beyond. Relative error a few units in the 13th place.
 */
export function besselIScaled(order: number, z: number, logGammaOfOrderPlusOne?: number): number {
  assert(order > -1 && z >= 0, 'besselIScaled outside its range', { order, z })
  if (z > LARGE && z > order * order) return hankel(order, z)
  if (z === 0) return order === 0 ? 1 : order > 0 ? 0 : Infinity
  const quarter = 0.25 * z * z
  let term = Math.exp(order * Math.log(0.5 * z) - z - (logGammaOfOrderPlusOne ?? logGamma(order + 1)))
  let sum = term
  for (let k = 1; term > sum * 1e-17; k += 1) {
    term *= quarter / (k * (k + order))
    sum += term
  }
  return sum
}

function hankel(order: number, z: number): number {
  const mu = 4 * order * order
  let term = 1
  let sum = 1
  for (let k = 1; k <= 60; k += 1) {
    const odd = 2 * k - 1
    const next = (term * (odd * odd - mu)) / (k * 8 * z)
    if (Math.abs(next) >= Math.abs(term) && k > 1) break
    term = next
    sum += term
    if (Math.abs(term) < 1e-17) break
  }
  return sum / Math.sqrt(2 * Math.PI * z)
}

import { assert } from '../vocabulary/assert.ts'

const HALF_LN_TWO_PI = 0.9189385332046727
/** Stirling's series is used from here; smaller arguments are raised by the recurrence. */
const STIRLING_FROM = 10
/** Coefficients of 1/x, 1/x^3, ... : Abramowitz and Stegun 6.1.41. */
const SERIES = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156] as const

/** ln Gamma(x) for x > 0; absolute error near 1e-15 times max(1, |result|). */
export function logGamma(x: number): number {
  assert(x > 0 && Number.isFinite(x), 'logGamma needs a positive argument', { x })
  let product = 1
  let y = x
  while (y < STIRLING_FROM) {
    product *= y
    y += 1
  }
  const inverse = 1 / y
  const square = inverse * inverse
  let sum = 0
  for (let i = SERIES.length - 1; i >= 0; i -= 1) sum = sum * square + SERIES[i]
  return (y - 0.5) * Math.log(y) - y + HALF_LN_TWO_PI + sum * inverse - Math.log(product)
}

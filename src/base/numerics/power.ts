import { assert } from '../vocabulary/assert.ts'

/** base ** exponent for base > 0, through exp and log, which every engine computes alike; relative error grows with |result's log|. */
export function power(base: number, exponent: number): number {
  assert(base > 0, 'a real power needs a positive base', { base, exponent })
  return Math.exp(exponent * Math.log(base))
}

import { assert } from '../../base/vocabulary/assert.ts'

/**
 * Mean of the worst share of outcomes, signed as they are: CVaR as Acerbi and Tasche (Journal of Banking and Finance 26, 2002)
 * estimate it, the last outcome counted by the part of it that falls into the tail. `share` is 0.05 of
 * CVaR 5 %. Null without outcomes.
 */
export function expectedShortfall(outcomes: ArrayLike<number>, share: number): number | null {
  assert(share > 0 && share <= 1, 'a tail is a share of the outcomes', { share })
  if (outcomes.length === 0) return null
  const sorted = Float64Array.from(outcomes).sort()
  const size = share * sorted.length
  const whole = Math.floor(size)
  let total = 0
  for (let i = 0; i < whole; i += 1) total += sorted[i]
  if (whole < sorted.length) total += (size - whole) * sorted[whole]
  return total / size
}

import { assert } from '../vocabulary/assert.ts'
import type { Interval } from './bootstrap-interval.ts'
import { normalQuantile } from './normal.ts'

/**
 * Wilson's score interval of a proportion (JASA 22, 1927) for independent draws. Unlike a bootstrap it keeps its width where
 * every draw came out alike: 10 wins of 10 are compatible with a chance of 72 %.
 */
export function wilsonInterval(successes: number, count: number, level = 0.95): Interval {
  assert(count > 0 && successes >= 0 && successes <= count, 'successes out of at least one draw', {
    successes,
    count,
  })
  const z = normalQuantile((1 + level) / 2)
  const share = successes / count
  const scale = 1 + (z * z) / count
  const centre = (share + (z * z) / (2 * count)) / scale
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count))
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === count ? 1 : Math.min(1, centre + half),
    level,
    method: 'Wilson',
    resamples: null,
    meanBlock: null,
  }
}

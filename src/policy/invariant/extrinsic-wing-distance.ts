import { extrinsicOfShorts, guardedDistance, wingDistance } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Extrinsic of the short strangle x distance to the long strikes (F8): x counts the two shorts alone, y is the smaller
 * distance from the forward to a long strike.
 */
export const extrinsicWingDistance: Invariant = {
  id: 'extrinsic-wing-distance',
  codes: ['F8'],
  label: 'Extrinsic × wing distance',
  xLabel: 'extrinsic of the shorts',
  yLabel: 'distance to the wings',
  units: 'points squared',
  needs: [],
  measure(state) {
    const past = 'at or past a long strike: a breach by definition'
    return guardedDistance(extrinsicOfShorts(state), wingDistance(state), past)
  },
}

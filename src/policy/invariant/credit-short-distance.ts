import { guardedDistance, shortDistance } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Entry credit x points from the short strikes (F5): y is the smaller distance from the forward to a short strike.
 */
export const creditShortDistance: Invariant = {
  id: 'credit-short-distance',
  codes: ['F5'],
  label: 'Entry credit × short distance',
  xLabel: 'entry credit',
  yLabel: 'distance to the shorts',
  units: 'points squared',
  needs: [],
  measure(state) {
    const past = 'at or past a short strike: a breach by definition'
    return guardedDistance(state.entryCredit_points, shortDistance(state), past)
  },
}

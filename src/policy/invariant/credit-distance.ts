import { breakEvenDistance, costToClose, guardedDistance, NO_BREAK_EVEN, PAST_BREAK_EVEN } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Credit x distance (F2): x is the live cost to close in points, re-priced at mid volatilities; y is the smaller
 * distance from the forward to a break-even at expiry, in expected daily ranges of the day of entry. y at or below zero
 * is a breach by definition: the index is at or past a break-even.
 */
export const creditDistance: Invariant = {
  id: 'credit-distance',
  codes: ['F2'],
  label: 'Credit × distance',
  xLabel: 'cost to close',
  yLabel: 'distance',
  units: 'points × expected daily ranges',
  needs: [],
  measure(state) {
    const x = costToClose(state)
    const y = breakEvenDistance(state, state.entryCredit_points)
    if (y === null) return { x, y, note: NO_BREAK_EVEN }
    if (state.entryEdr_points === null) {
      return { x, y: null, note: 'the expected daily range at entry is unknown' }
    }
    return guardedDistance(x, y / state.entryEdr_points, PAST_BREAK_EVEN)
  },
}

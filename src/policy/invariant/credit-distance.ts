import { breakEvensAtExpiry } from '../../book/structure/break-evens.ts'
import { structureValue } from '../../book/structure/structure-model.ts'
import type { Invariant } from './invariant.ts'

/**
 * Credit x distance (F2): x is the live cost to close in points, re-priced at mid volatilities; y is the smaller
 * distance from the forward to a break-even at expiry, in expected daily ranges of the day of entry. y at or below zero
 * is a breach by definition: the index is at or past a break-even.
 */
export const creditDistance: Invariant = {
  id: 'credit-distance',
  label: 'Credit × distance',
  xLabel: 'cost to close',
  yLabel: 'distance',
  units: 'points × expected daily ranges',
  measure(state) {
    const x = -structureValue(state.model)
    const { low_points, high_points } = breakEvensAtExpiry(state.legs, state.entryCredit_points)
    const forward = state.model.forward_points
    const distances = [
      ...(low_points === null ? [] : [forward - low_points]),
      ...(high_points === null ? [] : [high_points - forward]),
    ]
    if (distances.length === 0) return { x, y: null, note: 'the credit leaves no break-even' }
    if (state.entryEdr_points === null) {
      return { x, y: null, note: 'the expected daily range at entry is unknown' }
    }
    const y = Math.min(...distances) / state.entryEdr_points
    return { x, y, note: y > 0 ? '' : 'at or past a break-even: a breach by definition' }
  },
}

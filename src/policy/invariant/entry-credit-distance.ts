import { breakEvenDistance, guardedDistance, PAST_BREAK_EVEN } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Entry credit x distance (F2 as often written, with the credit received): x never moves, so k sees spot alone. y is the
 * smaller distance from the forward to a break-even of that credit.
 */
export const entryCreditDistance: Invariant = {
  id: 'entry-credit-distance',
  codes: ['F2e'],
  label: 'Entry credit × distance',
  xLabel: 'entry credit',
  yLabel: 'distance',
  units: 'points squared',
  needs: [],
  measure(state) {
    const credit = state.entryCredit_points
    return guardedDistance(credit, breakEvenDistance(state, credit), PAST_BREAK_EVEN)
  },
}

import { breakEvenDistance, costToClose, guardedDistance, PAST_BREAK_EVEN } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Credit x distance as if sold now (I1): x is the live cost to close, y the smaller distance to a break-even of that same
 * cost, so that a rise of volatility moves the break-evens too. F2 keeps the break-evens of the entry credit.
 */
export const liveCreditDistance: Invariant = {
  id: 'live-credit-distance',
  codes: ['I1'],
  label: 'Live credit × distance',
  xLabel: 'cost to close',
  yLabel: 'distance',
  units: 'points squared',
  needs: [],
  measure(state) {
    const x = costToClose(state)
    return guardedDistance(x, breakEvenDistance(state, x), PAST_BREAK_EVEN)
  },
}

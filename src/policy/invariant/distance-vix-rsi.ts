import { breakEvenDistance, NO_BREAK_EVEN, PAST_BREAK_EVEN, seriesValue } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Break-even distance x RSI of VIX (F10): x is the smaller distance to a break-even of the entry credit, y the index.
 */
export const distanceVixRsi: Invariant = {
  id: 'distance-vix-rsi',
  codes: ['F10'],
  label: 'Distance × RSI of VIX',
  xLabel: 'distance',
  yLabel: 'RSI of VIX',
  units: 'points',
  needs: ['vix-rsi'],
  measure(state) {
    const x = breakEvenDistance(state, state.entryCredit_points)
    const { value, note } = seriesValue(state, 'vix-rsi')
    if (x === null) return { x, y: value, note: NO_BREAK_EVEN }
    return { x, y: value, note: x > 0 ? note : PAST_BREAK_EVEN }
  },
}

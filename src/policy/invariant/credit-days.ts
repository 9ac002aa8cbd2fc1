import { daysLeft } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Entry credit x days left (F4): it contains no market risk, and its baseline ages with it, so it deviates only where the
 * baseline is adjusted. A normaliser of entries, not a monitor.
 */
export const creditDays: Invariant = {
  id: 'credit-days',
  codes: ['F4'],
  label: 'Entry credit × days',
  xLabel: 'entry credit',
  yLabel: 'days left',
  units: 'points × days',
  needs: [],
  measure(state) {
    return { x: state.entryCredit_points, y: daysLeft(state), note: '' }
  },
}

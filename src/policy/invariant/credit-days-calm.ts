import { costToClose, daysLeft, seriesValue } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Credit x days x (1 - VIX percentile) (I4b), the other reading: a high VIX lowers k, so holding it tightens, and near the
 * hundredth percentile nothing holds it any more.
 */
export const creditDaysCalm: Invariant = {
  id: 'credit-days-calm',
  codes: ['I4b'],
  label: 'Credit × days × (1 − p(VIX))',
  xLabel: 'cost to close',
  yLabel: 'days × (1 − VIX percentile)',
  units: 'points × days',
  needs: ['vix-percentile'],
  measure(state) {
    const { value, note } = seriesValue(state, 'vix-percentile')
    return { x: costToClose(state), y: value === null ? null : daysLeft(state) * (1 - value), note }
  },
}

import { costToClose, daysLeft, seriesValue } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Credit x days x VIX percentile (I4a), one of the two readings of 'average DTE, adjusted by VIX percentile': a high VIX raises
 * k, so holding it widens.
 */
export const creditDaysPercentile: Invariant = {
  id: 'credit-days-percentile',
  codes: ['I4a'],
  label: 'Credit × days × p(VIX)',
  xLabel: 'cost to close',
  yLabel: 'days × VIX percentile',
  units: 'points × days',
  needs: ['vix-percentile'],
  measure(state) {
    const { value, note } = seriesValue(state, 'vix-percentile')
    return { x: costToClose(state), y: value === null ? null : daysLeft(state) * value, note }
  },
}

import { marginRequirement } from '../../book/structure/margin.ts'
import { daysLeft, shortVol } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Risk capital x volatility x time (F6): x is the margin at the entry credit, y the shorts' volatility in vol points times
 * the days left, the reading of 'IV sensitivity x remaining time value' that can be computed.
 */
export const riskVolDays: Invariant = {
  id: 'risk-vol-days',
  codes: ['F6'],
  label: 'Risk × volatility × days',
  xLabel: 'margin',
  yLabel: 'volatility × days',
  units: 'dollars × vol points × days',
  needs: [],
  measure(state) {
    const x = marginRequirement(state.legs, state.entryCredit_points, state.model.multiplier)
    return { x, y: 100 * shortVol(state) * daysLeft(state), note: '' }
  },
}

import { costToClose, shortWidth } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Width x premium (F3, I3): x is the distance between the short strikes, y the live cost to close. At fixed strikes k rises
 * with volatility wherever the position is short vega; holding it has two roots, or none.
 */
export const widthPremium: Invariant = {
  id: 'width-premium',
  codes: ['F3', 'I3'],
  label: 'Width × premium',
  xLabel: 'width of the shorts',
  yLabel: 'cost to close',
  units: 'points squared',
  needs: [],
  measure(state) {
    return { x: shortWidth(state), y: costToClose(state), note: '' }
  },
}

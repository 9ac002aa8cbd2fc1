import { costToClose } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Credit x distance from a short strike to its break-even (I1'): that distance is the credit, so k is the credit squared and
 * the rule is 'same credit'.
 */
export const creditSquared: Invariant = {
  id: 'credit-squared',
  codes: ["I1'"],
  label: 'Credit × credit',
  xLabel: 'cost to close',
  yLabel: 'short strike to break-even',
  units: 'points squared',
  needs: [],
  measure(state) {
    const x = costToClose(state)
    return { x, y: x, note: '' }
  },
}

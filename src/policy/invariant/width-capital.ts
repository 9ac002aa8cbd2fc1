import { marginRequirement } from '../../book/structure/margin.ts'
import { costToClose, shortWidth } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Position width x allocated capital (F7): x is the distance between the break-evens of the live cost to close, y the margin
 * at the entry credit. The published range to keep it in is not given; ours is the aged baseline.
 */
export const widthCapital: Invariant = {
  id: 'width-capital',
  codes: ['F7'],
  label: 'Width × capital',
  xLabel: 'width between break-evens',
  yLabel: 'margin',
  units: 'points × dollars',
  needs: [],
  measure(state) {
    const y = marginRequirement(state.legs, state.entryCredit_points, state.model.multiplier)
    return { x: shortWidth(state) + 2 * costToClose(state), y, note: '' }
  },
}

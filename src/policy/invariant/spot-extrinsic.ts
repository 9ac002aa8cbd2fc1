import { extrinsic } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Spot x extrinsic of the spreads (F14).
 */
export const spotExtrinsic: Invariant = {
  id: 'spot-extrinsic',
  codes: ['F14'],
  label: 'Spot × extrinsic',
  xLabel: 'forward',
  yLabel: 'extrinsic',
  units: 'points squared',
  needs: [],
  measure(state) {
    return { x: state.model.forward_points, y: extrinsic(state), note: '' }
  },
}

import { extrinsic, shortVol } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Extrinsic x the structure's own implied volatility (I2): y is the mean of the two shorts' volatilities.
 */
export const extrinsicImpliedVol: Invariant = {
  id: 'extrinsic-implied-vol',
  codes: ['I2'],
  label: 'Extrinsic × implied vol',
  xLabel: 'extrinsic',
  yLabel: 'implied volatility',
  units: 'points × vol points',
  needs: [],
  measure(state) {
    return { x: extrinsic(state), y: 100 * shortVol(state), note: '' }
  },
}

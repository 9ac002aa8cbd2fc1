import { extrinsic, seriesValue } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Extrinsic x volatility of the VIX future (F1): x is the time value left in the structure, y the future's level. Both rise
 * with volatility, so k rises with nearly its square.
 */
export const extrinsicVixFuture: Invariant = {
  id: 'extrinsic-vix-future',
  codes: ['F1'],
  label: 'Extrinsic × VIX future',
  xLabel: 'extrinsic',
  yLabel: 'VIX future',
  units: 'points × vol points',
  needs: ['vix-future'],
  measure(state) {
    const { value, note } = seriesValue(state, 'vix-future')
    return { x: extrinsic(state), y: value, note }
  },
}

import { structureGreeks } from '../../book/structure/greeks.ts'
import { seriesValue } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Short delta x hedge allocation (F9): x is the larger delta of the two shorts, y what is allocated to the volatility hedge.
 * The source says 'calibrated to VIX' without a formula: that belongs into the factor of the baseline.
 */
export const deltaHedge: Invariant = {
  id: 'delta-hedge',
  codes: ['F9'],
  label: 'Short delta × hedge',
  xLabel: 'short delta',
  yLabel: 'hedge allocation',
  units: 'dollars',
  needs: ['hedge-allocation'],
  measure(state) {
    const { value, note } = seriesValue(state, 'hedge-allocation')
    const { model } = state
    if (model.years <= 0) return { x: null, y: value, note: 'no delta at expiry' }
    const deltas = model.legs
      .filter(({ quantity }) => quantity < 0)
      .map((leg) => Math.abs(structureGreeks({ ...model, legs: [{ ...leg, quantity: 1 }] }).delta))
    return { x: Math.max(...deltas), y: value, note }
  },
}

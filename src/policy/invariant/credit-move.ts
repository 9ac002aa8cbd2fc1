import { costToClose, shortVol } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Credit over the expected move (I5): x is the live cost to close, y one over S sigma sqrt(T) at the shorts' mean volatility.
 * Holding it holds the delta of a strangle.
 */
export const creditMove: Invariant = {
  id: 'credit-move',
  codes: ['I5'],
  label: 'Credit ÷ expected move',
  xLabel: 'cost to close',
  yLabel: '1 ÷ expected move',
  units: 'ratio',
  needs: [],
  measure(state) {
    const { forward_points, years } = state.model
    const move = forward_points * shortVol(state) * Math.sqrt(years)
    const x = costToClose(state)
    if (move <= 0) return { x, y: null, note: 'no expected move is left' }
    return { x, y: 1 / move, note: '' }
  },
}

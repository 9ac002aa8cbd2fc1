import { structureGreeks } from '../../book/structure/greeks.ts'
import { dollarGamma } from '../../book/structure/lvr.ts'
import type { Invariant } from './invariant.ts'

/**
 * Dollar gamma x variance (I6): x is S^2 |Gamma| x multiplier, y the forecast variance, so k is twice the LVR per year.
 * Where the position is not short gamma there is no bleed and x is unknown rather than negative.
 */
export const dollarGammaVariance: Invariant = {
  id: 'dollar-gamma-variance',
  codes: ['I6'],
  label: 'Dollar gamma × variance',
  xLabel: 'dollar gamma',
  yLabel: 'forecast variance',
  units: 'dollars per year, twice the LVR',
  needs: [],
  measure(state) {
    if (state.model.years <= 0) return { x: null, y: state.forecastVariance, note: 'no gamma at expiry' }
    const gamma = dollarGamma(state.model, structureGreeks(state.model))
    const y = state.forecastVariance
    if (gamma >= 0) return { x: null, y, note: 'not short gamma' }
    return { x: -gamma, y, note: y === null ? 'the variance forecast is unknown' : '' }
  },
}

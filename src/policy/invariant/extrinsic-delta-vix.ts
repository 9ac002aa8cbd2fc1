import { extrinsic, netDelta, seriesValue } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Extrinsic per wing x net delta over normalised VIX (F11): x is half the extrinsic times the absolute net delta, y the mean
 * of VIX over VIX. Near delta neutrality k is near zero and its logarithm wild: a fault of the formulation.
 */
export const extrinsicDeltaVix: Invariant = {
  id: 'extrinsic-delta-vix',
  codes: ['F11'],
  label: 'Extrinsic × delta ÷ VIX',
  xLabel: 'extrinsic per wing × net delta',
  yLabel: 'VIX mean ÷ VIX',
  units: 'points',
  needs: ['vix', 'vix-mean'],
  measure(state) {
    const vix = seriesValue(state, 'vix')
    const mean = seriesValue(state, 'vix-mean')
    const delta = netDelta(state)
    const x = delta === null ? null : (extrinsic(state) / 2) * Math.abs(delta)
    const y = vix.value === null || mean.value === null || vix.value <= 0 ? null : mean.value / vix.value
    const note = [vix.note, mean.note].filter((text) => text !== '').join('; ')
    return { x, y, note: note === '' && x === 0 ? 'delta neutral: k is zero' : note }
  },
}

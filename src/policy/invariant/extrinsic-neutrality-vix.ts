import { extrinsic, netDelta, seriesValue } from './factors.ts'
import type { Invariant } from './invariant.ts'

/**
 * Normalised extrinsic x delta neutrality over the VIX ratio (F12): x is extrinsic over the entry credit times 1 - |net delta|,
 * y the mean of VIX (20 or 50 sessions) over VIX. 1.0 in the source is k at entry: the aged baseline here.
 */
export const extrinsicNeutralityVix: Invariant = {
  id: 'extrinsic-neutrality-vix',
  codes: ['F12'],
  label: 'Extrinsic × neutrality ÷ VIX',
  xLabel: 'extrinsic × neutrality',
  yLabel: 'VIX mean ÷ VIX',
  units: 'ratio',
  needs: ['vix', 'vix-mean'],
  measure(state) {
    const vix = seriesValue(state, 'vix')
    const mean = seriesValue(state, 'vix-mean')
    const delta = netDelta(state)
    const credit = state.entryCredit_points
    const y = vix.value === null || mean.value === null || vix.value <= 0 ? null : mean.value / vix.value
    const note = [vix.note, mean.note].filter((text) => text !== '').join('; ')
    if (credit <= 0 || delta === null)
      return { x: null, y, note: 'no credit at entry, or no delta at expiry' }
    return { x: (extrinsic(state) / credit) * (1 - Math.abs(delta)), y, note }
  },
}

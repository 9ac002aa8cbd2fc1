import { assert } from '../../base/vocabulary/assert.ts'
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import type { EdrRules } from '../rules/rule-set.ts'

/** What the expected daily range is made from; null is unknown. */
export interface EdrInputs {
  readonly vix_vol_points: number | null
  readonly vix9d_vol_points: number | null
  /** 20-session realised volatility, vol points. */
  readonly hv20_vol_points: number | null
}

export type EdrFormula = 'blend' | 'vix9d-alone' | 'vix'

export interface Edr {
  /** Share of the index: 0.0094 is 0.94 %. */
  readonly fraction: number
  readonly formula: EdrFormula
  /** How it was made; says so where an input was missing. */
  readonly note: string
}

/** Multipliers outside this range are not the published indicator. */
const MULTIPLIER_MIN = 0.8
const MULTIPLIER_MAX = 2

/**
 * Expected daily range: m x (0.6 VIX9D + 0.4 HV20) / sqrt(252), m clipped to 0.8..2.0. Where either is missing
 * m x VIX / sqrt(252); where VIX is missing too, m x VIX9D / sqrt(252); each flagged in the note. Null where neither index
 * is known.
 */
export function expectedDailyRange(inputs: EdrInputs, rules: EdrRules): Edr | null {
  const { vix_vol_points: vix, vix9d_vol_points: vix9d, hv20_vol_points: hv20 } = inputs
  assert(Math.abs(rules.vix9dWeight + rules.hv20Weight - 1) < 1e-9, 'the weights of the EDR sum to one')
  const m = Math.min(MULTIPLIER_MAX, Math.max(MULTIPLIER_MIN, rules.multiplier))
  const daily = (vol_points: number): number => (m * vol_points) / 100 / Math.sqrt(SESSIONS_PER_YEAR)
  if (vix9d !== null && hv20 !== null) {
    const note = `${rules.vix9dWeight} VIX9D + ${rules.hv20Weight} HV20`
    return { fraction: daily(rules.vix9dWeight * vix9d + rules.hv20Weight * hv20), formula: 'blend', note }
  }
  const missing = hv20 === null ? 'no 20-day history' : 'no VIX9D'
  if (vix !== null) {
    return { fraction: daily(vix), formula: 'vix', note: `fallback: VIX / √252, ${missing}` }
  }
  if (vix9d !== null) {
    const note = 'fallback: VIX9D / √252, neither a 20-day history nor VIX'
    return { fraction: daily(vix9d), formula: 'vix9d-alone', note }
  }
  return null
}

/** VIX / sqrt(252) as a share of the index, shown beside the EDR. */
export const dailyVix = (vix_vol_points: number): number =>
  vix_vol_points / 100 / Math.sqrt(SESSIONS_PER_YEAR)

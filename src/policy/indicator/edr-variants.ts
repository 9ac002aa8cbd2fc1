/** Every published formula of the expected daily range, side by side; the default is `edr.ts`'s blend. */
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import { type EdrInputs, expectedDailyRange } from './edr.ts'

export interface EdrVariant {
  readonly id: string
  readonly formula: string
  /** Share of the index: 0.0094 is 0.94 %; null where an input is unknown or the formula gives no share of the index. */
  readonly fraction: number | null
  /** False for a formula whose terms have no common unit: its number is shown as printed, never used. */
  readonly valid: boolean
  readonly isDefault: boolean
  /** What is missing, or what has to be said of it. */
  readonly note: string
}

export interface EdrVariantInputs extends EdrInputs {
  /** Longer implied volatility for the ratio form (VIX3M, else VIX), vol points. */
  readonly longerIv_vol_points: number | null
  /** The multiplier m, 0.8 to 2.0. */
  readonly multiplier: number
}

const ROOT = Math.sqrt(SESSIONS_PER_YEAR)
const daily = (vol_points: number): number => vol_points / 100 / ROOT
/** Published rule of thumb: VIX / 16 is a day in percent, of which 0.8. */
const RULE_OF_16 = 16

export function edrVariants(inputs: EdrVariantInputs): readonly EdrVariant[] {
  const { vix_vol_points: vix, vix9d_vol_points: vix9d, hv20_vol_points: hv20 } = inputs
  const longer = inputs.longerIv_vol_points
  const m = inputs.multiplier
  const blend = (weight: number): number | null =>
    vix9d === null || hv20 === null ? null : m * daily(weight * vix9d + (1 - weight) * hv20)
  const rules = { vix9dWeight: 0.6, hv20Weight: 0.4, multiplier: m }
  const own = expectedDailyRange(inputs, rules)
  const needs = 'needs VIX9D and HV20'
  const ratio = vix9d === null || hv20 === null || longer === null || longer <= 0 ? null : hv20 / longer
  return [
    {
      ...variant(
        'blend-60-40',
        'm x (0.6 VIX9D + 0.4 HV20) / sqrt(252), m clipped to 0.8..2.0',
        own?.fraction ?? null,
        needs,
      ),
      isDefault: true,
      note: own?.note ?? needs,
    },
    variant('vix', 'VIX / sqrt(252)', vix === null ? null : daily(vix), 'needs VIX'),
    variant('mean', 'm x mean(VIX9D, HV20) / sqrt(252)', blend(0.5), needs),
    variant(
      'blend-65-35',
      'm x (0.65 VIX9D + 0.35 HV20) / sqrt(252), middle of 60-70/30-40',
      blend(0.65),
      needs,
    ),
    variant(
      'vix9d-times-ratio',
      'VIX9D / sqrt(252) x HV20 / longer IV',
      ratio === null || vix9d === null ? null : daily(vix9d) * ratio,
      'needs VIX9D, HV20 and VIX3M; the published f() is not stated, the plain ratio is taken',
    ),
    variant(
      'eight-tenths',
      '0.8 x (VIX / 16) %',
      vix === null ? null : (0.8 * vix) / RULE_OF_16 / 100,
      'needs VIX',
    ),
    {
      ...variant('printed-sum', '(VIX9D x 0.1) + (HV20 x 0.5) x m', null, ''),
      valid: false,
      note: printedSum(vix9d, hv20, m),
    },
  ]
}

function variant(id: string, formula: string, fraction: number | null, missing: string): EdrVariant {
  const note = fraction === null ? missing : ''
  return { id, formula, fraction, valid: true, isDefault: false, note }
}

function printedSum(vix9d: number | null, hv20: number | null, m: number): string {
  const why = 'not dimensionally valid: an annual volatility is not a daily range'
  if (vix9d === null || hv20 === null) return why
  const value = vix9d * 0.1 + hv20 * 0.5 * m
  return `${why}; as printed it gives ${value.toFixed(2)}`
}

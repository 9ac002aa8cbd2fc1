/** How far the surface model lies from quoted volatilities: model less market, vol points, by tenor and delta. */
import { normalCdf } from '../../base/numerics/normal.ts'
import { median } from '../../base/numerics/statistics.ts'
import type { Surface } from './surface-model.ts'

/** One out-of-the-money quote. */
export interface QuotedVol {
  /** Calendar-365 years to settlement. */
  readonly years: number
  readonly varianceYears: number
  /** ln(strike / forward). */
  readonly k: number
  /** Implied volatility of the mid, decimal per calendar year. */
  readonly vol: number
}

export interface VolError {
  readonly days: number
  /** Unsigned forward delta of the out-of-the-money option at the market's own volatility, 0 to 0.5. */
  readonly delta: number
  readonly put: boolean
  readonly error_vol_points: number
}

export interface ErrorSummary {
  readonly label: string
  readonly quotes: number
  readonly medianAbsolute_vol_points: number | null
  readonly bias_vol_points: number | null
}

/** Errors at every quote. */
export function surfaceErrors(surface: Surface, quotes: readonly QuotedVol[]): VolError[] {
  const smiles = new Map<number, ReturnType<Surface['smile']>>()
  return quotes.map(({ years, varianceYears, k, vol }) => {
    const smile = smiles.get(varianceYears) ?? surface.smile(varianceYears)
    smiles.set(varianceYears, smile)
    const total = vol * Math.sqrt(years)
    const up = -k / total + total / 2
    return {
      days: years * 365,
      delta: k < 0 ? normalCdf(-up) : normalCdf(up),
      put: k < 0,
      error_vol_points: 100 * (Math.sqrt(smile.totalVariance(k) / years) - vol),
    }
  })
}

export const inAim = ({ days, delta }: VolError): boolean =>
  days >= 6.9 && days <= 60.1 && delta >= 0.05 && delta <= 0.5001

export function summarise(label: string, errors: readonly VolError[]): ErrorSummary {
  if (errors.length === 0) return { label, quotes: 0, medianAbsolute_vol_points: null, bias_vol_points: null }
  const absolute = errors.map(({ error_vol_points }) => Math.abs(error_vol_points))
  const sum = errors.reduce((total, { error_vol_points }) => total + error_vol_points, 0)
  return {
    label,
    quotes: errors.length,
    medianAbsolute_vol_points: median(absolute),
    bias_vol_points: sum / errors.length,
  }
}

const TENORS = [
  { label: '1 to 7 days', low: 0, high: 6.9 },
  { label: '7 to 14 days', low: 6.9, high: 14.5 },
  { label: '15 to 30 days', low: 14.5, high: 30.5 },
  { label: '31 to 60 days', low: 30.5, high: 60.1 },
  { label: '61 to 120 days', low: 60.1, high: 120.5 },
  { label: '121 to 365 days', low: 120.5, high: 366 },
] as const

const DELTAS = [
  { label: 'puts 5 to 10 delta', put: true, low: 0.05, high: 0.1 },
  { label: 'puts 10 to 25 delta', put: true, low: 0.1, high: 0.25 },
  { label: 'puts 25 to 50 delta', put: true, low: 0.25, high: 0.51 },
  { label: 'calls 25 to 50 delta', put: false, low: 0.25, high: 0.51 },
  { label: 'calls 10 to 25 delta', put: false, low: 0.1, high: 0.25 },
  { label: 'calls 5 to 10 delta', put: false, low: 0.05, high: 0.1 },
] as const

export interface SurfaceErrorReport {
  /** 5 to 50 delta, 7 to 60 days. */
  readonly aim: ErrorSummary
  /** 5 to 50 delta, every tenor. */
  readonly allTenors: ErrorSummary
  readonly byTenor: readonly ErrorSummary[]
  /** Within the aim's tenors. */
  readonly byDelta: readonly ErrorSummary[]
}

export function surfaceErrorReport(label: string, errors: readonly VolError[]): SurfaceErrorReport {
  const inDelta = errors.filter(({ delta }) => delta >= 0.05 && delta <= 0.5001)
  const aimed = errors.filter(inAim)
  return {
    aim: summarise(label, aimed),
    allTenors: summarise('every tenor', inDelta),
    byTenor: TENORS.map(({ label: tenor, low, high }) =>
      summarise(
        tenor,
        inDelta.filter(({ days }) => days >= low && days < high),
      ),
    ),
    byDelta: DELTAS.map(({ label: bucket, put, low, high }) =>
      summarise(
        bucket,
        aimed.filter((error) => error.put === put && error.delta >= low && error.delta < high),
      ),
    ),
  }
}

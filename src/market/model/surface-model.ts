/**
 * Implied volatility from VIX and tenor alone: one smile shape in standard deviations, a skew that steepens with tenor, a
 * term structure that reverts in logs, and a level such that the smile's own 30-day variance strip is the VIX given.
 * Fitted on real days and held out by day: see docs/concepts/index-rung.md.
 */
import { assert } from '../../base/vocabulary/assert.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { PLAIN_WINDOW, solveLevel, totalVariance, type VixWindow } from './forward-variance.ts'
import { keptByNumber } from './simulator/kept.ts'
import { relativeVariance, skewAmplitude } from './smile-shape.ts'
import { atmFromVariance } from './smile-strip.ts'
import { SURFACE_PARAMETERS } from './surface-parameters.ts'
import type { ClockParameters, SurfaceParameters } from './surface-types.ts'

/** VIX the model is checked for; outside it is held at the end. */
export const VIX_LOW = 5
export const VIX_HIGH = 150
/** Tenors below an hour of variance time are held there. */
const YEARS_MIN = 1 / (365 * 24)

/** One expiry of the surface, on the variance clock. */
export interface SurfaceSmile {
  /** Years on the variance clock. */
  readonly years: number
  /** Per year of the variance clock, decimal. */
  readonly atmVol: number
  /** Total (not annualised) variance at log-moneyness k = ln(K/F). */
  totalVariance(k: number): number
}

/** What a modelled chain is made of: a smile for every stretch of the surface's own clock. */
export interface Surface {
  readonly clock: ClockParameters
  smile(varianceYears: number): SurfaceSmile
}

/** The surface that VIX alone sets. */
export interface VixSurface extends Surface {
  readonly vix_points: number
  readonly level: number
  readonly parameters: SurfaceParameters
}

/** The surface of a day whose VIX is given. `window` tells which two expiries VIX was made of; plain 30 days without it. */
export function calibrateSurface(
  vix_points: number,
  options: { readonly window?: VixWindow; readonly parameters?: SurfaceParameters } = {},
): VixSurface {
  assert(Number.isFinite(vix_points) && vix_points > 0, 'VIX must be positive', { vix_points })
  const parameters = options.parameters ?? SURFACE_PARAMETERS
  const held = Math.min(VIX_HIGH, Math.max(VIX_LOW, vix_points))
  const level = mustAccept(solveLevel(held, options.window ?? PLAIN_WINDOW, parameters.term))
  return {
    vix_points: held,
    level,
    parameters,
    clock: parameters.clock,
    // What calibrated the surface is asked for again by its chain.
    smile: keptByNumber((varianceYears) => smileAt(varianceYears, level, parameters)),
  }
}

function smileAt(varianceYears: number, level: number, parameters: SurfaceParameters): SurfaceSmile {
  assert(Number.isFinite(varianceYears) && varianceYears > 0, 'a smile needs time to expiry', {
    varianceYears,
  })
  const years = Math.max(YEARS_MIN, varianceYears)
  const variance = totalVariance(level, years, parameters.term) / years
  const atmVol = atmFromVariance(variance, years, parameters.smile)
  const amplitude = skewAmplitude(years, parameters.smile)
  const atmTotal = atmVol * atmVol * years
  const deviation = Math.sqrt(atmTotal)
  return {
    years,
    atmVol,
    totalVariance: (k) => atmTotal * relativeVariance(k / deviation, amplitude, parameters.smile),
  }
}

/**
 * Implied volatility (decimal, per calendar year) at a tenor and a strike, given the day's VIX. `years` on the calendar-365
 * clock; `varianceYears` the same stretch on the variance clock, equal to `years` where not given.
 */
export function surfaceVol(input: {
  readonly vix_points: number
  readonly years: number
  readonly varianceYears?: number
  /** ln(strike / forward). */
  readonly logMoneyness: number
  readonly parameters?: SurfaceParameters
}): number {
  const { vix_points, years, logMoneyness, parameters } = input
  assert(Number.isFinite(years) && years > 0, 'an implied volatility needs time to expiry', { years })
  const surface = calibrateSurface(vix_points, parameters === undefined ? {} : { parameters })
  return Math.sqrt(surface.smile(input.varianceYears ?? years).totalVariance(logMoneyness) / years)
}

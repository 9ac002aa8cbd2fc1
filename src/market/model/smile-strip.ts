/** The model smile's own fair variance, by the continuous form of the Cboe strip, and its inverse: the at-the-money volatility. */
import { millsRatio } from '../../base/numerics/mills.ts'
import { relativeVariance, skewAmplitude } from './smile-shape.ts'
import type { SmileParameters } from './surface-types.ts'

/** The strip runs over these standard deviations; Simpson panels are a fifth each, which is good to 1e-6 of the volatility. */
const Z_LOW = -20
const Z_HIGH = 6
const PANELS = 130
const STEP = (Z_HIGH - Z_LOW) / PANELS
const STEPS_MAX = 40

/** The last arrays made: a calibration asks for the same two tenors at several levels. */
const recent = new Map<number, { readonly smile: SmileParameters; readonly vols: Float64Array }>()
const RECENT_MAX = 8

function relativeVols(years: number, smile: SmileParameters): Float64Array {
  const known = recent.get(years)
  if (known?.smile === smile) return known.vols
  const vols = relativeVolsAnew(years, smile)
  if (recent.size >= RECENT_MAX) recent.clear()
  recent.set(years, { smile, vols })
  return vols
}

/** Volatility at each panel's end over the at-the-money volatility: the same at every level of volatility. */
function relativeVolsAnew(years: number, smile: SmileParameters): Float64Array {
  const amplitude = skewAmplitude(years, smile)
  const vols = new Float64Array(PANELS + 1)
  for (let i = 0; i <= PANELS; i += 1) {
    vols[i] = Math.sqrt(relativeVariance(Z_LOW + i * STEP, amplitude, smile))
  }
  return vols
}

/** Annualised fair variance of the smile with this at-the-money volatility: 2/T times the integral of OTM(k) exp(-k) dk. */
function stripVariance(atmVol: number, years: number, vols: Float64Array): number {
  const deviation = atmVol * Math.sqrt(years)
  let sum = 0
  for (let i = 0; i <= PANELS; i += 1) {
    const k = (Z_LOW + i * STEP) * deviation
    const weight = i === 0 || i === PANELS ? 1 : i % 2 === 1 ? 4 : 2
    // Over the forward a put is worth exp(k) beta and a call beta, see normalised-black.ts.
    const price = outOfTheMoney(Math.abs(k), deviation * vols[i])
    sum += weight * (k > 0 ? price * Math.exp(-k) : price)
  }
  return (2 * sum * STEP * deviation) / (3 * years)
}

const INV_SQRT_TWO_PI = 0.3989422804014327

/** beta(x, s) of normalised-black.ts by plain subtraction: the strip's tails need no digits of their own. */
function outOfTheMoney(x: number, s: number): number {
  const low = x / s - 0.5 * s
  return INV_SQRT_TWO_PI * Math.exp(-0.5 * low * low) * (millsRatio(low) - millsRatio(low + s))
}

/**
 * The at-the-money volatility whose strip has the fair variance given, by the secant in logarithms. The ratio of the two
 * hardly moves, so the first step assumes that it does not, and three more are enough.
 */
export function atmFromVariance(variance: number, years: number, smile: SmileParameters): number {
  const vols = relativeVols(years, smile)
  let vol = 0.9 * Math.sqrt(variance)
  let slope = 2
  let before: { readonly vol: number; readonly gap: number } | null = null
  for (let i = 0; i < STEPS_MAX; i += 1) {
    const gap = Math.log(variance / stripVariance(vol, years, vols))
    if (before !== null && vol !== before.vol) slope = (before.gap - gap) / Math.log(vol / before.vol)
    before = { vol, gap }
    vol *= Math.exp(gap / slope)
    // The step just made leaves the product of the gap and the slope's own error.
    if (Math.abs(gap) < 1e-9) break
  }
  return vol
}

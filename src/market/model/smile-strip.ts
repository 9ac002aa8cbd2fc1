/** The model smile's own fair variance, by the continuous form of the Cboe strip, and its inverse: the at-the-money volatility. */
import { normalCdf } from '../../base/numerics/normal.ts'
import { relativeVariance, skewAmplitude } from './smile-shape.ts'
import type { SmileParameters } from './surface-types.ts'

/** The strip runs over these standard deviations; Simpson panels are a tenth each. */
const Z_LOW = -20
const Z_HIGH = 6
const PANELS = 260
const STEPS_MAX = 40

/** Annualised fair variance of the smile with this at-the-money volatility: 2/T times the integral of OTM(k) exp(-k) dk. */
function stripVariance(atmVol: number, years: number, smile: SmileParameters): number {
  const amplitude = skewAmplitude(years, smile)
  const deviation = atmVol * Math.sqrt(years)
  const step = (Z_HIGH - Z_LOW) / PANELS
  let sum = 0
  for (let i = 0; i <= PANELS; i += 1) {
    const z = Z_LOW + i * step
    const k = z * deviation
    const weight = i === 0 || i === PANELS ? 1 : i % 2 === 1 ? 4 : 2
    sum += weight * otmPrice(k, deviation * Math.sqrt(relativeVariance(z, amplitude, smile))) * Math.exp(-k)
  }
  return (2 * sum * step * deviation) / (3 * years)
}

/** The at-the-money volatility whose strip has the fair variance given. The ratio of the two hardly moves, so this settles fast. */
export function atmFromVariance(variance: number, years: number, smile: SmileParameters): number {
  let vol = 0.9 * Math.sqrt(variance)
  for (let i = 0; i < STEPS_MAX; i += 1) {
    const next = vol * Math.sqrt(variance / stripVariance(vol, years, smile))
    const done = Math.abs(next / vol - 1) < 1e-12
    vol = next
    if (done) break
  }
  return vol
}

/** Undiscounted out-of-the-money price over the forward, log-moneyness k and total volatility v. */
function otmPrice(k: number, v: number): number {
  const up = -k / v + v / 2
  const down = up - v
  return k >= 0
    ? normalCdf(up) - Math.exp(k) * normalCdf(down)
    : Math.exp(k) * normalCdf(-down) - normalCdf(-up)
}

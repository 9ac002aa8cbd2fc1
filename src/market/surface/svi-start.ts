/**
 * Where to begin a fit of SVI: with m and s held, total variance is linear in the other three (Zeliade Systems,
 * "Quasi-explicit calibration of Gatheral's SVI model", 2009), so a small grid of (m, s), each solved exactly, finds the
 * basin of the best fit without guessing.
 */
import type { SviData } from './svi.ts'

/** SVI by its asymptotic slopes: left b (1 - rho), right b (1 + rho), and its least total variance. */
export interface SviSlopes {
  readonly left: number
  readonly right: number
  readonly m: number
  readonly s: number
  readonly least: number
}

/** In units of the at-the-money deviation. */
const CENTRES = [-1.5, -0.5, 0, 0.5, 1.5, 4]
const WIDTHS = [0.3, 1, 3, 10]

/** Grid starts, best first; `limits.slopeMax` caps both slopes. */
export function sviStarts(data: SviData, slopeMax: number): SviSlopes[] {
  const { ks, vols, weights, years } = data
  const central = vols[ks.reduce((best, k, i) => (Math.abs(k) < Math.abs(ks[best]) ? i : best), 0)]
  const deviation = central * Math.sqrt(years)
  const starts: { readonly slopes: SviSlopes; readonly cost: number }[] = []
  // An error of total variance is an error of volatility times 2 sigma T.
  const rowWeights = weights.map((weight, i) => weight / (2 * vols[i] * years))
  for (const centre of CENTRES) {
    for (const width of WIDTHS) {
      const m = centre * deviation
      const s = width * deviation
      const found = solveLinear(data, rowWeights, m, s)
      if (found === null) continue
      const smallest = 1e-3 * deviation
      const left = clamp(found.bend - found.tilt, smallest, 0.95 * slopeMax)
      const right = clamp(found.bend + found.tilt, smallest, 0.95 * slopeMax)
      const least = Math.max(found.level + s * Math.sqrt(left * right), 1e-3 * deviation * deviation)
      const slopes = { left, right, m, s, least }
      starts.push({ slopes, cost: costOf(data, rowWeights, slopes) })
    }
  }
  return starts.sort((one, other) => one.cost - other.cost).map(({ slopes }) => slopes)
}

export function slopesTotalVariance({ left, right, m, s, least }: SviSlopes, k: number): number {
  const x = k - m
  const root = Math.sqrt(x * x + s * s)
  return least - s * Math.sqrt(left * right) + ((right - left) * x + (right + left) * root) / 2
}

function costOf({ ks, vols, years }: SviData, rowWeights: Float64Array, slopes: SviSlopes): number {
  let cost = 0
  for (let i = 0; i < ks.length; i++) {
    const error = rowWeights[i] * (slopesTotalVariance(slopes, ks[i]) - vols[i] * vols[i] * years)
    cost += error * error
  }
  return cost
}

/** Weighted least squares of w = level + tilt x + bend sqrt(x^2 + s^2) by Gram-Schmidt; null where it is singular. */
function solveLinear(
  { ks, vols, years }: SviData,
  rowWeights: Float64Array,
  m: number,
  s: number,
): { readonly level: number; readonly tilt: number; readonly bend: number } | null {
  let n = 0
  let meanX = 0
  let meanRoot = 0
  let meanW = 0
  for (let i = 0; i < ks.length; i++) {
    const weight = rowWeights[i] * rowWeights[i]
    const x = ks[i] - m
    n += weight
    meanX += weight * x
    meanRoot += weight * Math.sqrt(x * x + s * s)
    meanW += weight * vols[i] * vols[i] * years
  }
  meanX /= n
  meanRoot /= n
  meanW /= n
  let xx = 0
  let xr = 0
  let rr = 0
  let xw = 0
  let rw = 0
  for (let i = 0; i < ks.length; i++) {
    const weight = rowWeights[i] * rowWeights[i]
    const x = ks[i] - m
    const dx = x - meanX
    const dr = Math.sqrt(x * x + s * s) - meanRoot
    const dw = vols[i] * vols[i] * years - meanW
    xx += weight * dx * dx
    xr += weight * dx * dr
    rr += weight * dr * dr
    xw += weight * dx * dw
    rw += weight * dr * dw
  }
  const determinant = xx * rr - xr * xr
  if (!(determinant > 1e-12 * xx * rr)) return null
  const tilt = (xw * rr - rw * xr) / determinant
  const bend = (rw * xx - xw * xr) / determinant
  return { level: meanW - tilt * meanX - bend * meanRoot, tilt, bend }
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)

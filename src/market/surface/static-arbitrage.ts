/**
 * Static arbitrage of fitted smiles. Butterfly: Durrleman's condition, as in Gatheral and Jacquier, "Arbitrage-free SVI
 * volatility surfaces", 2014, equation 2.1: the density implied by a smile has the sign of
 * g(k) = (1 - k w' / (2 w))^2 - w'^2 / 4 (1 / w + 1 / 4) + w'' / 2. Calendar: total variance must not fall with time.
 */
import { type SviParameters, type SviPoint, sviPoint, sviTotalVariance } from './svi-formula.ts'

const POINTS = 201
/** Total variances nearer than this share of each other are equal: two fits of one truth differ by rounding. */
const CALENDAR_TOLERANCE = 1e-9

export function durrleman(k: number, { w, slope, curvature }: SviPoint): number {
  const lean = 1 - (k * slope) / (2 * w)
  return lean * lean - ((slope * slope) / 4) * (1 / w + 0.25) + curvature / 2
}

export interface LeastDurrleman {
  readonly k: number
  readonly g: number
}

/** The least g on an even grid of 201 points over [kLow, kHigh], and where. Negative means butterfly arbitrage. */
export function leastDurrleman(parameters: SviParameters, kLow: number, kHigh: number): LeastDurrleman {
  let least = { k: kLow, g: Infinity }
  for (let i = 0; i < POINTS; i++) {
    const k = kLow + ((kHigh - kLow) * i) / (POINTS - 1)
    const g = durrleman(k, sviPoint(parameters, k))
    if (g < least.g) least = { k, g }
  }
  return least
}

export interface RangedSmile {
  readonly parameters: SviParameters
  readonly kLow: number
  readonly kHigh: number
}

/**
 * How far the later smile lies below the earlier at worst, in the range they share: the largest shortfall in units of the
 * later's volatility (decimal), 0 where there is none. `years` are the later's.
 */
export function calendarShortfall(earlier: RangedSmile, later: RangedSmile, years: number): number {
  const low = Math.max(earlier.kLow, later.kLow)
  const high = Math.min(earlier.kHigh, later.kHigh)
  if (!(low < high)) return 0
  let largest = 0
  for (let i = 0; i < POINTS; i++) {
    const k = low + ((high - low) * i) / (POINTS - 1)
    const before = sviTotalVariance(earlier.parameters, k)
    const after = sviTotalVariance(later.parameters, k)
    if (after >= before * (1 - CALENDAR_TOLERANCE)) continue
    largest = Math.max(largest, Math.sqrt(before / years) - Math.sqrt(after / years))
  }
  return largest
}

/**
 * Looks for static arbitrage in the surface model on a grid: butterflies by Durrleman's condition (Gatheral and Jacquier
 * 2014, equation 2.1), calendars by total variance that falls with time at one log-moneyness.
 */
import type { Surface, SurfaceSmile } from './surface-model.ts'

export interface ArbitrageCheck {
  /** Least value of Durrleman's g over the grid; negative is a butterfly for free. */
  readonly leastDensity: number
  readonly leastDensityAt: { readonly years: number; readonly k: number } | null
  /** Least rise of total variance from one tenor to the next, over the earlier variance; negative is a calendar for free. */
  readonly leastRise: number
  readonly leastRiseAt: { readonly years: number; readonly k: number } | null
  readonly points: number
}

export interface ArbitrageGrid {
  /** Years on the variance clock, ascending. */
  readonly years: readonly number[]
  /** Strikes as shares of the forward, between these. */
  readonly lowestStrike: number
  readonly highestStrike: number
  /** Standard deviations beyond which a strike is worthless and not looked at. */
  readonly deviationsDown: number
  readonly deviationsUp: number
  readonly steps: number
}

export const WORKING_GRID: ArbitrageGrid = {
  years: [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 545, 730].map((days) => days / 365),
  lowestStrike: 0.4,
  highestStrike: 1.6,
  deviationsDown: 12,
  deviationsUp: 4,
  steps: 120,
}

export function checkArbitrage(surface: Surface, grid: ArbitrageGrid = WORKING_GRID): ArbitrageCheck {
  let leastDensity = Infinity
  let leastDensityAt: ArbitrageCheck['leastDensityAt'] = null
  let leastRise = Infinity
  let leastRiseAt: ArbitrageCheck['leastRiseAt'] = null
  let points = 0
  let earlier: SurfaceSmile | null = null
  for (const years of grid.years) {
    const smile = surface.smile(years)
    const deviation = smile.atmVol * Math.sqrt(smile.years)
    const low = Math.max(Math.log(grid.lowestStrike), -grid.deviationsDown * deviation)
    const high = Math.min(Math.log(grid.highestStrike), grid.deviationsUp * deviation)
    for (let i = 0; i <= grid.steps; i += 1) {
      const k = low + ((high - low) * i) / grid.steps
      points += 1
      const density = durrlemanAt(smile, k, deviation * 1e-3)
      if (density < leastDensity) {
        leastDensity = density
        leastDensityAt = { years, k }
      }
      const before = earlier === null ? 0 : earlier.totalVariance(k)
      const rise = before > 0 ? smile.totalVariance(k) / before - 1 : Infinity
      if (rise < leastRise) {
        leastRise = rise
        leastRiseAt = { years, k }
      }
    }
    earlier = smile
  }
  return { leastDensity, leastDensityAt, leastRise, leastRiseAt, points }
}

/** Durrleman's g with derivatives by central differences of width `h`. */
function durrlemanAt(smile: SurfaceSmile, k: number, h: number): number {
  const here = smile.totalVariance(k)
  const up = smile.totalVariance(k + h)
  const down = smile.totalVariance(k - h)
  const slope = (up - down) / (2 * h)
  const curvature = (up - 2 * here + down) / (h * h)
  const lean = 1 - (k * slope) / (2 * here)
  return lean * lean - ((slope * slope) / 4) * (1 / here + 0.25) + curvature / 2
}

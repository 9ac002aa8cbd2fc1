import { type Result, accepted } from '../../base/vocabulary/result.ts'
import type { BookItem } from '../ledger/book-item.ts'
import { coverageKappa } from '../structure/lvr.ts'
import { type Convexity, convexityByDriver } from './convexity.ts'

/** A variance somebody forecast, with the forecaster's name: coverage without it means nothing. */
export interface NamedVariance {
  /** `EWMA 0.94 of daily closes`, `HAR`, `given`. */
  readonly forecaster: string
  /** Decimal squared, per year, on the clock of the implied volatilities. */
  readonly variance: number
}

/** What one driver's items earn and lose by their curvature, money per year; signs follow the seller. */
export interface RentAndBleed {
  readonly driver: string
  readonly forecaster: string | null
  /** Gamma rent at each leg's own implied variance plus fee income; interest and dividends left out. */
  readonly rent_per_year: number
  /** LVR at the forecast variance; null without a forecast. Negative where the items are long gamma. */
  readonly bleed_per_year: number | null
  /** rent / bleed; null without a forecast or where the items together are not short gamma. */
  readonly kappa: number | null
  /** Volatility at which bleed would equal rent; null where the items are not short gamma or earn no rent. */
  readonly breakEvenRealisedVol: number | null
  readonly convexity: Convexity
}

export interface YieldInputs {
  readonly items: readonly BookItem[]
  /** By driver. */
  readonly forecasts: ReadonlyMap<string, NamedVariance>
  /** Fee income by driver, money per year: pools earn fees where options earn theta. */
  readonly fees_per_year?: ReadonlyMap<string, number>
}

/** Rent, bleed and coverage by driver (MATH: rent - bleed is the edge, kappa their ratio). */
export function rentAndBleed(inputs: YieldInputs): Result<readonly RentAndBleed[]> {
  const found = convexityByDriver(inputs.items)
  if (!found.ok) return found
  return accepted(
    found.value.map((convexity) => {
      const { driver, dollarGamma, dollarGammaVariance } = convexity
      const forecast = inputs.forecasts.get(driver) ?? null
      // Fees enter as the implied variance at which the dollar gamma would earn them: one formula for both worlds.
      const fees = inputs.fees_per_year?.get(driver) ?? 0
      const gammaVariance = dollarGammaVariance - 2 * fees
      const short = dollarGamma < 0
      return {
        driver,
        forecaster: forecast?.forecaster ?? null,
        rent_per_year: -gammaVariance / 2 + 0,
        bleed_per_year: forecast === null ? null : (-dollarGamma * forecast.variance) / 2 + 0,
        kappa: coverageKappa({ gamma: dollarGamma, gammaVariance }, forecast?.variance ?? null),
        breakEvenRealisedVol: short && gammaVariance < 0 ? Math.sqrt(gammaVariance / dollarGamma) : null,
        convexity,
      }
    }),
  )
}

/**
 * The one-period move at which gamma's loss equals theta's gain: sqrt(2 |theta| / |gamma|), in the unit of S, theta per that
 * period. Null where the two have one sign or gamma is zero: then no move breaks even.
 */
export function breakEvenMove(theta_per_period: number, gamma: number): number | null {
  return theta_per_period * gamma < 0 ? Math.sqrt((2 * Math.abs(theta_per_period)) / Math.abs(gamma)) : null
}

/**
 * Break-even realised volatility over a path: sqrt(sum G sigma_i^2 dt / sum G dt), G the dollar gamma and sigma_i the
 * implied volatility that paid for it. Steps where the position was not short gamma count with their sign. Null where the
 * sums leave no answer.
 */
export function breakEvenVolOverPath(
  steps: readonly {
    readonly years: number
    readonly convexity: Pick<Convexity, 'dollarGamma' | 'dollarGammaVariance'>
  }[],
): number | null {
  let gamma = 0
  let gammaVariance = 0
  for (const { years, convexity } of steps) {
    gamma += convexity.dollarGamma * years
    gammaVariance += convexity.dollarGammaVariance * years
  }
  return gamma < 0 && gammaVariance <= 0 ? Math.sqrt(gammaVariance / gamma) : null
}

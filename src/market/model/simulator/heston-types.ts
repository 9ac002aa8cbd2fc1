/**
 * Heston's model (1993): dv = meanReversion (longVariance - v) dt + volOfVariance sqrt(v) dB, index variance v a year,
 * correlation of dB with the index's own noise. Time is the variance clock, so that a weekend counts as it does everywhere.
 */
export interface HestonParameters {
  /** Per year of the variance clock. */
  readonly meanReversion: number
  /** Decimal per year: 0.04 is a volatility of 20 %. */
  readonly longVariance: number
  readonly volOfVariance: number
  /** Of index returns with variance: negative. */
  readonly correlation: number
}

/**
 * Chosen, not fitted: VIX near 17 and mean-reverting over a quarter, the vol of VIX near that of real VIX options at a month,
 * a month's skew near the surface model's. Feller's condition holds (0.28 > 0.25), so variance stays above zero.
 */
export const HESTON_DEFAULT: HestonParameters = {
  meanReversion: 4,
  longVariance: 0.035,
  volOfVariance: 0.5,
  correlation: -0.75,
}

/** Mean variance from now to `years` ahead, times years. */
export function expectedTotalVariance(p: HestonParameters, variance: number, years: number): number {
  return p.longVariance * years + ((variance - p.longVariance) * decay(p, years)) / p.meanReversion
}

/** Share of a deviation that is gone after `years`. */
const decay = (p: HestonParameters, years: number): number => -Math.expm1(-p.meanReversion * years)

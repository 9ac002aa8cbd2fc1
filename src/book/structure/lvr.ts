/**
 * Loss-versus-rebalancing of a structure (Milionis, Moallemi, Roughgarden, Zhang 2022, arXiv 2208.06046, section 4):
 * sigma^2 S^2 |Gamma| / 2 per year. Signs follow the seller: LVR and rent are positive where the position is short
 * gamma, negative where it is long. S is the forward of the expiry.
 */
import type { StructureGreeks } from './greeks.ts'
import type { StructureModel } from './structure-model.ts'

/** Trading days a year: rates "per trading day" are the year's over 252. */
export const TRADING_DAYS_PER_YEAR = 252

/** S^2 Gamma x multiplier in dollars (per 100 % move); negative where the position is short gamma. */
export function dollarGamma(model: StructureModel, greeks: StructureGreeks): number {
  return greeks.forward_points * greeks.forward_points * greeks.gamma * model.multiplier
}

/** LVR in dollars per trading day if the index realises `variance` (decimal squared, per year). */
export function lvrPerTradingDay(dollarGamma_dollars: number, variance: number): number {
  return (-dollarGamma_dollars * variance) / 2 / TRADING_DAYS_PER_YEAR
}

/**
 * Rent in dollars per trading day: the LVR at which each leg realises its own implied volatility, which is theta without
 * the interest on the premium. With one volatility for all legs rent and LVR are equal.
 */
export function rentPerTradingDay(model: StructureModel, greeks: StructureGreeks): number {
  const square = greeks.forward_points * greeks.forward_points
  return (-greeks.gammaVariance * square * model.multiplier) / 2 / TRADING_DAYS_PER_YEAR
}

/**
 * Coverage kappa: rent over bleed, sum(Gamma_i sigma_i^2) / (sigma_f^2 sum Gamma_i). Null where the forecast variance is
 * unknown or zero, or where the position is not short gamma: then there is no bleed to cover.
 */
export function coverageKappa(
  greeks: Pick<StructureGreeks, 'gamma' | 'gammaVariance'>,
  forecastVariance: number | null,
): number | null {
  if (forecastVariance === null || forecastVariance <= 0 || greeks.gamma >= 0) return null
  return greeks.gammaVariance / (forecastVariance * greeks.gamma)
}

/**
 * Value in dollars of the full-range constant-product pool with the same LVR: 4 x |dollar gamma|, since such a pool
 * bleeds sigma^2 / 8 of its value a year. Null where the position is not short gamma.
 */
export function equivalentPool(dollarGamma_dollars: number): number | null {
  return dollarGamma_dollars < 0 ? -4 * dollarGamma_dollars : null
}

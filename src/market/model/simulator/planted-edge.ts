/**
 * What is planted: the index realises `varianceShare` of the variance that options are priced with, step by step, and grows by
 * `driftShift` beyond its carry. Scaling Heston's variance gives Heston's model again, so what any option pays on average is
 * known in closed form; VIX, its futures and its options stay fair.
 */
import { expectedTotalVariance, type HestonParameters } from './heston-types.ts'

/** The model that the index itself follows: its variance is `varianceShare` times the priced one. */
export function physicalHeston(parameters: HestonParameters, varianceShare: number): HestonParameters {
  return {
    ...parameters,
    longVariance: varianceShare * parameters.longVariance,
    volOfVariance: Math.sqrt(varianceShare) * parameters.volOfVariance,
  }
}

/**
 * The mean gain, in total variance, of being short a variance swap struck at fair value for `years` of the variance clock:
 * (1 - varianceShare) E[integral of v]. A short option, delta-hedged without pause, gains half its dollar gamma times this, at
 * every instant.
 */
export function shortVarianceGain(
  parameters: HestonParameters,
  at: { readonly variance: number; readonly years: number; readonly varianceShare: number },
): number {
  return (1 - at.varianceShare) * expectedTotalVariance(parameters, at.variance, at.years)
}

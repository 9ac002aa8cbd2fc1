/**
 * One step of Heston's model. The variance is drawn from its exact law. Given both ends, the integral of variance over the step
 * is that of a squared Brownian bridge between their roots: its exact mean for one factor, plus lognormal noise of its variance
 * to leading order. Given that integral, the index is exactly lognormal. What is left over is the third order of a step no
 * longer than a session: a martingale defect near 1e-8 a step, 4e-6 a year, a thousandth of what a thousand years can see.
 */
import type { Random } from '../../../base/numerics/random.ts'
import { nextNoncentralChiSquare } from '../../../base/numerics/random-laws.ts'
import type { HestonParameters } from './heston-types.ts'
import { varianceLaw } from './variance-law.ts'

export interface HestonState {
  variance: number
  /** ln of the index, carry left out. */
  logLevel: number
}

/** A step of fixed length: its constants computed once, its states moved in place. */
export interface HestonStep {
  readonly years: number
  readonly advance: (state: HestonState, random: Random) => void
}

/**
 * `years` on the variance clock. `share` is what part of the variance the index realises: 1 in a fair market. The variance that
 * options are priced with moves as it does at 1, and the index is still a martingale.
 */
export function hestonStep(parameters: HestonParameters, years: number, share = 1): HestonStep {
  const { meanReversion, longVariance, volOfVariance, correlation } = parameters
  const { scale, freedom, noncentrality: perVariance } = varianceLaw(parameters, 1, years)
  const bridgeMean = (volOfVariance * volOfVariance * years) / 24
  const noiseScale = (volOfVariance * volOfVariance * years) / 12
  const root = Math.sqrt(share)
  const lean = (correlation * root) / volOfVariance
  const own = Math.sqrt(1 - correlation * correlation) * root
  const advance = (state: HestonState, random: Random): void => {
    const before = state.variance
    const after = scale * nextNoncentralChiSquare(random, freedom, perVariance * before)
    const mean = (before + Math.sqrt(before * after) + after) / 3 + bridgeMean
    const noise = Math.sqrt(Math.log1p((noiseScale * 0.5 * (before + after)) / (mean * mean)))
    const average = mean * Math.exp(noise * random.nextNormal() - 0.5 * noise * noise)
    const total = average * years
    state.logLevel +=
      lean * (after - before - meanReversion * (longVariance * years - total)) -
      0.5 * share * total +
      own * Math.sqrt(total) * random.nextNormal()
    state.variance = after
  }
  return { years, advance }
}

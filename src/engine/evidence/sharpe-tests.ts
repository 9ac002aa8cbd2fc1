/**
 * How much of a Sharpe ratio is luck. All ratios here are per step of the series (daily of a daily series), not annual, and all
 * kurtoses are those of which a normal law has 3. Steps are taken as independent: where they are not, read the bootstrap
 * interval beside it.
 */
import { normalCdf, normalQuantile } from '../../base/numerics/normal.ts'
import { assert } from '../../base/vocabulary/assert.ts'

export interface SharpeSample {
  readonly sharpe: number
  /** Number of steps. */
  readonly count: number
  readonly skewness: number
  readonly kurtosis: number
}

/** n x variance of the estimate: 1 - g3 SR + (g4 - 1) SR^2 / 4 (Mertens 2002). Never negative, by Pearson's inequality. */
const spreadOf = ({ sharpe, skewness, kurtosis }: SharpeSample): number =>
  Math.max(0, 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe)

/**
 * Chance that the true ratio exceeds `benchmark`: Phi((SR - SR*) sqrt(n - 1) / sqrt(1 - g3 SR + (g4 - 1) SR^2 / 4)) (Bailey and
 * Lopez de Prado, "The Sharpe ratio efficient frontier", 2012, section 3). Null where the ratio has no spread.
 */
export function probabilisticSharpe(sample: SharpeSample, benchmark: number): number | null {
  assert(sample.count > 1, 'a Sharpe ratio needs steps', { count: sample.count })
  const spread = spreadOf(sample)
  if (spread === 0) return null
  return normalCdf(((sample.sharpe - benchmark) * Math.sqrt(sample.count - 1)) / Math.sqrt(spread))
}

const EULER_MASCHERONI = 0.5772156649015329

/**
 * Expected highest ratio among `trials` independent ones without merit whose ratios have the variance given (Bailey and Lopez
 * de Prado, "The deflated Sharpe ratio", 2014, equation 1). 0 for a single trial.
 */
export function expectedMaximumSharpe(varianceOfSharpes: number, trials: number): number {
  assert(varianceOfSharpes >= 0 && Number.isInteger(trials) && trials >= 1, 'trials and their variance', {
    varianceOfSharpes,
    trials,
  })
  if (trials === 1) return 0
  const one = normalQuantile(1 - 1 / trials)
  const other = normalQuantile(1 - 1 / (trials * Math.E))
  return Math.sqrt(varianceOfSharpes) * ((1 - EULER_MASCHERONI) * one + EULER_MASCHERONI * other)
}

/** Probability that the best of the trials is better than luck: {@link probabilisticSharpe} against the expected maximum. */
export function deflatedSharpe(
  sample: SharpeSample,
  tried: { readonly trials: number; readonly varianceOfSharpes: number },
): number | null {
  return probabilisticSharpe(sample, expectedMaximumSharpe(tried.varianceOfSharpes, tried.trials))
}

/**
 * Number of steps at which a ratio of this size and shape would exceed `benchmark` with the confidence given: 1 + (1 - g3 SR +
 * (g4 - 1) SR^2 / 4) (z / (SR - SR*))^2 (Bailey and Lopez de Prado 2012, section 4). Null where it does not exceed it.
 */
export function minimumTrackRecord(
  sample: SharpeSample,
  benchmark: number,
  confidence = 0.95,
): number | null {
  const lead = sample.sharpe - benchmark
  if (!(lead > 0)) return null
  const z = normalQuantile(confidence) / lead
  return 1 + spreadOf(sample) * z * z
}

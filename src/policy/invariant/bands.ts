/** How far an invariant may deviate before somebody looks, and before somebody acts. Natural logs. */
import { type Noise, type NoiseSample, chanceOfHit, noiseScale } from './noise.ts'

/** How wide a band is: at its own tenor, and how much wider at shorter ones. */
export interface BandRule {
  readonly warn: number
  readonly act: number
  /** The band is multiplied by sqrt(tenor / days left), at most by `tenorScaleMax`. */
  readonly tenor_days: number
  readonly tenorScaleMax: number
}

/** Published for one formulation as "15-20 %"; the rest is ours. */
export const METHOD_BAND: BandRule = { warn: 0.15, act: 0.2, tenor_days: 45, tenorScaleMax: 5.5 }

/** sqrt(45 / days left), at most 5.5: a short life moves more for nothing. */
export function tenorScale(days: number, rule: BandRule = METHOD_BAND): number {
  return days > 0 ? Math.min(rule.tenorScaleMax, Math.sqrt(rule.tenor_days / days)) : rule.tenorScaleMax
}

export interface Bands {
  readonly warn: number
  readonly act: number
  readonly tenorScale: number
  /** |deviation| that noise stays below in one session with probability 0.68; null where it could not be simulated. */
  readonly noise: number | null
  /** True where the noise and not the tenor set the width. */
  readonly widenedByNoise: boolean
  /** Chance that noise alone reaches the act band in one session, and within all simulated ones. */
  readonly chanceOneSession: number | null
  readonly chanceAllSessions: number | null
}

/**
 * Bands scaled by tenor and never narrower than noise: `warn` is at least one standard deviation of a session's noise, and
 * `act` as much wider as it is without noise. Most paths past a guard have no logarithm; where more than 32 % of them do,
 * noise is unknown and the chance says why.
 */
export function bandsFor(
  days: number,
  noise: Noise | null,
  which: 'k' | 'ratio',
  rule: BandRule = METHOD_BAND,
): Bands {
  const scale = tenorScale(days, rule)
  const sample: NoiseSample | null = noise === null ? null : noise[which]
  const measured = sample === null ? null : noiseScale(sample)
  const floor = measured === null || !Number.isFinite(measured) ? null : measured
  const warn = Math.max(rule.warn * scale, floor ?? 0)
  const act = (warn * rule.act) / rule.warn
  return {
    warn,
    act,
    tenorScale: scale,
    noise: floor,
    widenedByNoise: warn > rule.warn * scale,
    chanceOneSession: sample === null ? null : chanceOfHit(sample.oneSession, act),
    chanceAllSessions: sample === null ? null : chanceOfHit(sample.allSessions, act),
  }
}

/** How far an invariant may deviate before somebody looks, and before somebody acts. Natural logs. */
import { type Noise, type NoiseSample, chanceOfHit, noiseScale } from './noise.ts'

/** Published for one formulation as "15-20 %"; the rest is ours. */
export const WARN_BAND = 0.15
export const ACT_BAND = 0.2
const REFERENCE_DAYS = 45
const TENOR_SCALE_MAX = 5.5

/** sqrt(45 / days left), at most 5.5: a short life moves more for nothing. */
export function tenorScale(days: number): number {
  return days > 0 ? Math.min(TENOR_SCALE_MAX, Math.sqrt(REFERENCE_DAYS / days)) : TENOR_SCALE_MAX
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
export function bandsFor(days: number, noise: Noise | null, which: 'k' | 'ratio'): Bands {
  const scale = tenorScale(days)
  const sample: NoiseSample | null = noise === null ? null : noise[which]
  const measured = sample === null ? null : noiseScale(sample)
  const floor = measured === null || !Number.isFinite(measured) ? null : measured
  const warn = Math.max(WARN_BAND * scale, floor ?? 0)
  const act = (warn * ACT_BAND) / WARN_BAND
  return {
    warn,
    act,
    tenorScale: scale,
    noise: floor,
    widenedByNoise: warn > WARN_BAND * scale,
    chanceOneSession: sample === null ? null : chanceOfHit(sample.oneSession, act),
    chanceAllSessions: sample === null ? null : chanceOfHit(sample.allSessions, act),
  }
}

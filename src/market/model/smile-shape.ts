import { power } from '../../base/numerics/power.ts'
import type { SmileParameters } from './surface-types.ts'

/** Variance never falls below this share of the at-the-money variance. */
const VARIANCE_SHARE_MIN = 0.01

/** Slope of relative variance per standard deviation at the money: rises with tenor towards `amplitudeLong`. */
export function skewAmplitude(years: number, smile: SmileParameters): number {
  return smile.amplitudeLong / (1 + power(smile.amplitudeYears / years, smile.amplitudePower))
}

/** Variance at z standard deviations from the forward, over the variance at the forward. 1 at z = 0. */
export function relativeVariance(z: number, amplitude: number, smile: SmileParameters): number {
  const { tilt, turn, roundness, wing, wingStart, wingReach } = smile
  const atMoney = Math.sqrt(turn * turn + roundness * roundness)
  const slope = turn / atMoney - tilt
  const away = z - turn
  const bend = (tilt * z + Math.sqrt(away * away + roundness * roundness) - atMoney) / slope
  const beyond = Math.max(0, -z - wingStart)
  const share = 1 + amplitude * bend + (wing * beyond * beyond) / (1 + beyond / wingReach)
  return Math.max(VARIANCE_SHARE_MIN, share)
}

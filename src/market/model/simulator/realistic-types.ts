import { PLAIN_WINDOW, totalVariance } from '../forward-variance.ts'
import { relativeVariance } from '../smile-shape.ts'
import { SURFACE_PARAMETERS } from '../surface-parameters.ts'
import type { SmileParameters } from '../surface-types.ts'

/** What VIX options and futures know of VIX to come: ln VIX as a process that reverts. */
interface VixDispersion {
  /** Of ln VIX, per square root of a year of the variance clock, at once. */
  readonly volOfVix: number
  /** Per year of the variance clock. */
  readonly reversion: number
}

/** Chosen so that at-the-money VIX options stand at 95, 75 and 60 % a month, a quarter and seven months ahead. */
const VIX_DISPERSION: VixDispersion = { volOfVix: 1.05, reversion: 2.4 }

/** Variance of ln VIX `years` of the variance clock ahead, total. */
const vixDispersion = ({ volOfVix, reversion }: VixDispersion, years: number): number =>
  (volOfVix * volOfVix * -Math.expm1(-2 * reversion * years)) / (2 * reversion)

/** What a VX future's value is made of. */
export interface VxPoint {
  readonly vix_vol_points: number
  /** Of the surface at that VIX. */
  readonly level: number
  /** To settlement, on the variance clock. */
  readonly varianceYears: number
}

/** What a VIX option's volatility is made of. */
export interface VixSmilePoint {
  readonly vix_vol_points: number
  readonly varianceYears: number
  /** ln(strike / future). */
  readonly k: number
}

export interface RealisticParameters {
  /**
   * Variance that the next session realises on average, over the surface's own for that session, where the latter is that of
   * `anchorVolatility`; elsewhere it is pulled towards the anchor by `anchorPull`, in logs.
   */
  readonly sessionVarianceShare: number
  readonly anchorVolatility: number
  readonly anchorPull: number
  /** The climate: ln of a slow factor on realised volatility that VIX learns of only through returns. Kept per session, and its news. */
  readonly climatePersistence: number
  readonly climateSize: number
  /** Growth of the index beyond its carry, per calendar-365 year. */
  readonly equityPremium: number
  /** Returns over their own volatility are variance-gamma: the shape of the gamma (smaller is fatter), and the lean of big moves. */
  readonly tailShape: number
  readonly tailLean: number
  /** ln(VIX / path-dependent VIX): kept from session to session, and the size of a session's news. */
  readonly vixNoisePersistence: number
  readonly vixNoiseSize: number
  /** Settlement value of a VX future, vol points. */
  readonly vxFuture: (point: VxPoint) => number
  /** Black-76 variance of a VIX option, total (not annualised). */
  readonly vixSmile: (point: VixSmilePoint) => number
}

/** The skew of VIX options is that of the index mirrored: calls are dear. Hyperbola of `smile-shape.ts`, no wing. */
const VIX_SKEW: SmileParameters = {
  tilt: -0.3,
  turn: 1,
  roundness: 0.8,
  amplitudeLong: 0,
  amplitudeYears: 0,
  amplitudePower: 0,
  wing: 0,
  wingStart: 0,
  wingReach: 1,
}
/** Relative variance rises by this per standard deviation at the money. */
const VIX_SKEW_AMPLITUDE = 0.25

/** At-the-money dispersion, dearer for strikes above the future and cheaper below. */
function defaultVixSmile({ varianceYears, k }: VixSmilePoint): number {
  const dispersion = vixDispersion(VIX_DISPERSION, varianceYears)
  return dispersion * relativeVariance(-k / Math.sqrt(dispersion), VIX_SKEW_AMPLITUDE, VIX_SKEW)
}

/** A future is an expected volatility, the surface says the root of an expected variance: in logs half the dispersion apart. */
function defaultVxFuture({ level, varianceYears }: VxPoint): number {
  const thirtyDays = PLAIN_WINDOW.nearYears
  const to = varianceYears + thirtyDays
  const forward = totalVariance(level, to, SURFACE_PARAMETERS.term, varianceYears) / thirtyDays
  return 100 * Math.sqrt(forward) * Math.exp(-0.5 * vixDispersion(VIX_DISPERSION, varianceYears))
}

/** Set by hand until the facts of docs/concepts/simulator.md came out near those of the S&P 500 and VIX, 2000 to 2020. */
export const REALISTIC_DEFAULT: RealisticParameters = {
  sessionVarianceShare: 1,
  anchorVolatility: 0.15,
  anchorPull: 0.5,
  climatePersistence: 0.988,
  climateSize: 0.05,
  equityPremium: 0.04,
  tailShape: 1.15,
  tailLean: -0.28,
  vixNoisePersistence: 0.9,
  vixNoiseSize: 0.03,
  vxFuture: defaultVxFuture,
  vixSmile: defaultVixSmile,
}

/**
 * Fits raw SVI to the volatilities of one expiry by Levenberg-Marquardt on weighted volatility errors.
 *
 * The parameters are bounded by transformation, so that no step can leave what is sensible: both asymptotic slopes of total
 * variance, b (1 - rho) and b (1 + rho), lie in (0, 2), Lee's bound ("The moment formula for implied volatility at extreme
 * strikes", 2004); the least total variance is positive; m lies within half the quoted width beyond the quotes; s between a
 * hundredth of the at-the-money deviation and three (log-strike units).
 *
 * A fit with butterfly arbitrage inside the quoted range is tried once more with the violation of Durrleman's condition
 * among the residuals. The second fit stands only where it is free of it and costs little accuracy; otherwise the first
 * stands and the arbitrage is reported.
 */
import { levenbergMarquardt } from '../../base/numerics/least-squares.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { durrleman, leastDurrleman } from './static-arbitrage.ts'
import { type SviParameters, sviPoint } from './svi-formula.ts'
import { type SviSlopes, slopesTotalVariance, sviStarts } from './svi-start.ts'

/** Columns of one length, ascending in k. */
export interface SviData {
  /** ln(K/F). */
  readonly ks: Float64Array
  /** Decimal per year, positive. */
  readonly vols: Float64Array
  /** Relative precision of each volatility, positive: vega / spread. */
  readonly weights: Float64Array
  readonly years: number
}

export interface SviFit {
  readonly parameters: SviParameters
  /** Weighted root mean square error, decimal. */
  readonly rmse: number
  /** Largest absolute error, decimal. */
  readonly largestError: number
  /** Least of Durrleman's g on the fitted range. */
  readonly leastG: number
  readonly refit: 'none' | 'against-butterfly'
}

/** Lee's bound on the slopes of total variance. */
export const SLOPE_MAX = 2
const S_MAX = 3
const QUOTES_MIN = 6
const STARTS_TRIED = 3
/** Half a vol point: a fit this good needs no second start. */
const GOOD_RMSE = 5e-3
const TOLERANCE = 1e-8
/**
 * A far wing that no quote pins down makes a long flat valley, where hundreds of steps gain a thousandth of a vol point. So
 * the search goes by stages, and ends with the first that lowers the error by less than one percent (its square by two).
 */
const STAGE_ITERATIONS = 30
const STAGES_MAX = 8
const STAGE_COST_RATIO = 0.98
const PENALTY_POINTS = 41
/** In residual units per unit of g: violations of 0.01 then weigh as much as errors of one weighted vol point. */
const PENALTY = 1
/** The refit aims a little inside the bound, so that the points between its own are inside too. */
const G_AIM = 2e-3
const REFIT_RMSE_RATIO_MAX = 1.5
const REFIT_RMSE_ROOM = 5e-4
/** Fits worse than this share of the volatility at the money are no description of the quotes. */
const RMSE_SHARE_MAX = 0.15

/** Refuses `surface.fit-failed` with fewer than six quotes, broken input, or a fit that does not describe the quotes. */
export function fitSvi(data: SviData, source: string): Result<SviFit> {
  const { ks, vols, weights } = data
  if (ks.length < QUOTES_MIN) return failed(source, `${ks.length} volatilities`, 'at least 6')
  if (!isUsable(data))
    return failed(source, 'columns with zeros, gaps or disorder', 'positive, finite, ascending')
  const scale = Math.sqrt(ks.length / weights.reduce((sum, weight) => sum + weight * weight, 0))
  const scaled = { ...data, weights: weights.map((weight) => weight * scale) }
  const best = bestFit(scaled)
  if (best === null) return failed(source, 'no start that converges', 'a finite fit')
  const first = describe(scaled, best)
  const central = vols[ks.reduce((near, k, i) => (Math.abs(k) < Math.abs(ks[near]) ? i : near), 0)]
  if (!(first.rmse <= RMSE_SHARE_MAX * central)) {
    return failed(
      source,
      `an error of ${(100 * first.rmse).toFixed(2)} vol points`,
      'less than 15 % of the volatility',
    )
  }
  if (first.leastG >= 0) return accepted(first)
  const again = optimise(scaled, best, true)
  if (again === null) return accepted(first)
  const second = describe(scaled, again)
  const close = second.rmse <= Math.max(REFIT_RMSE_RATIO_MAX * first.rmse, first.rmse + REFIT_RMSE_ROOM)
  return accepted(second.leastG >= 0 && close ? { ...second, refit: 'against-butterfly' } : first)
}

function bestFit(data: SviData): Float64Array | null {
  let best: { readonly x: Float64Array; readonly cost: number } | null = null
  for (const start of sviStarts(data, SLOPE_MAX).slice(0, STARTS_TRIED)) {
    const x = optimise(data, toFree(start, boundsOf(data)), false)
    if (x === null) continue
    const { rmse } = describe(data, x)
    if (best === null || rmse < best.cost) best = { x, cost: rmse }
    if (best.cost <= GOOD_RMSE) break
  }
  return best?.x ?? null
}

/** Bounds of m and of ln s. */
interface Bounds {
  readonly mLow: number
  readonly mWidth: number
  readonly lnSLow: number
  readonly lnSWidth: number
}

function boundsOf({ ks, vols, years }: SviData): Bounds {
  const width = ks[ks.length - 1] - ks[0]
  const lowest = vols.reduce((least, vol) => Math.min(least, vol))
  const lnSLow = Math.log(0.01 * lowest * Math.sqrt(years))
  return {
    mLow: ks[0] - width / 2,
    mWidth: 2 * width,
    lnSLow,
    lnSWidth: Math.max(Math.log(S_MAX) - lnSLow, 1),
  }
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
const logit = (share: number): number => {
  const inside = Math.min(Math.max(share, 1e-6), 1 - 1e-6)
  return Math.log(inside / (1 - inside))
}

function toFree({ left, right, m, s, least }: SviSlopes, bounds: Bounds): Float64Array {
  return Float64Array.of(
    logit(left / SLOPE_MAX),
    logit(right / SLOPE_MAX),
    logit((m - bounds.mLow) / bounds.mWidth),
    logit((Math.log(s) - bounds.lnSLow) / bounds.lnSWidth),
    Math.log(least),
  )
}

function toSlopes(x: Float64Array, bounds: Bounds): SviSlopes {
  return {
    left: SLOPE_MAX * logistic(x[0]),
    right: SLOPE_MAX * logistic(x[1]),
    m: bounds.mLow + bounds.mWidth * logistic(x[2]),
    s: Math.exp(bounds.lnSLow + bounds.lnSWidth * logistic(x[3])),
    least: Math.exp(x[4]),
  }
}

function toRaw({ left, right, m, s, least }: SviSlopes): SviParameters {
  const b = (left + right) / 2
  return { a: least - s * Math.sqrt(left * right), b, rho: (right - left) / (right + left), m, s }
}

/** Residuals are in vol points times weight, so that tolerances and the penalty have a plain meaning. */
function optimise(data: SviData, start: Float64Array, withPenalty: boolean): Float64Array | null {
  const { ks, vols, weights, years } = data
  const bounds = boundsOf(data)
  const n = ks.length
  const residuals = (x: Float64Array, out: Float64Array): void => {
    const slopes = toSlopes(x, bounds)
    for (let i = 0; i < n; i++) {
      const w = slopesTotalVariance(slopes, ks[i])
      out[i] = 100 * weights[i] * (Math.sqrt(Math.max(w, 1e-300) / years) - vols[i])
    }
    if (!withPenalty) return
    const raw = toRaw(slopes)
    for (let j = 0; j < PENALTY_POINTS; j++) {
      const k = ks[0] + ((ks[n - 1] - ks[0]) * j) / (PENALTY_POINTS - 1)
      out[n + j] = 100 * PENALTY * Math.max(0, G_AIM - durrleman(k, sviPoint(raw, k))) * Math.sqrt(n)
    }
  }
  const jacobian = (x: Float64Array, out: Float64Array): void => writeJacobian(data, x, bounds, out)
  let best: Float64Array | null = null
  let cost = Infinity
  for (let stage = 0; stage < STAGES_MAX; stage++) {
    const fit = levenbergMarquardt({
      start: best ?? start,
      residualCount: withPenalty ? n + PENALTY_POINTS : n,
      residuals,
      ...(withPenalty ? {} : { jacobian }),
      iterationsMax: STAGE_ITERATIONS,
      tolerance: TOLERANCE,
    })
    if (!fit.ok || !Number.isFinite(fit.value.cost)) return best
    const gained = fit.value.cost < STAGE_COST_RATIO * cost
    best = fit.value.parameters
    cost = fit.value.cost
    if (fit.value.converged || !gained) break
  }
  return best
}

function writeJacobian(data: SviData, x: Float64Array, bounds: Bounds, out: Float64Array): void {
  const { ks, weights, years } = data
  const slopes = toSlopes(x, bounds)
  const { left, right, m, s, least } = slopes
  const ratio = Math.sqrt(right / left)
  const product = Math.sqrt(left * right)
  const share = logistic(x[2])
  const sShare = logistic(x[3])
  const perLeft = left * (1 - left / SLOPE_MAX)
  const perRight = right * (1 - right / SLOPE_MAX)
  const perM = bounds.mWidth * share * (1 - share)
  const perS = s * bounds.lnSWidth * sShare * (1 - sShare)
  for (let i = 0; i < ks.length; i++) {
    const z = ks[i] - m
    const root = Math.sqrt(z * z + s * s)
    const w = Math.max(slopesTotalVariance(slopes, ks[i]), 1e-300)
    const front = (50 * weights[i]) / Math.sqrt(w * years)
    out[5 * i] = front * perLeft * ((root - z - s * ratio) / 2)
    out[5 * i + 1] = front * perRight * ((root + z - s / ratio) / 2)
    out[5 * i + 2] = -front * perM * ((right - left + ((right + left) * z) / root) / 2)
    out[5 * i + 3] = front * perS * (((right + left) * s) / (2 * root) - product)
    out[5 * i + 4] = front * least
  }
}

function describe(data: SviData, x: Float64Array): SviFit {
  const { ks, vols, weights, years } = data
  const slopes = toSlopes(x, boundsOf(data))
  let squares = 0
  let weight = 0
  let largestError = 0
  for (let i = 0; i < ks.length; i++) {
    const error = Math.sqrt(slopesTotalVariance(slopes, ks[i]) / years) - vols[i]
    squares += weights[i] * weights[i] * error * error
    weight += weights[i] * weights[i]
    largestError = Math.max(largestError, Math.abs(error))
  }
  const parameters = toRaw(slopes)
  const leastG = leastDurrleman(parameters, ks[0], ks[ks.length - 1]).g
  return { parameters, rmse: Math.sqrt(squares / weight), largestError, leastG, refit: 'none' }
}

function isUsable({ ks, vols, weights, years }: SviData): boolean {
  const positive = (value: number): boolean => value > 0 && value < Infinity
  return (
    positive(years) &&
    vols.length === ks.length &&
    weights.length === ks.length &&
    vols.every(positive) &&
    weights.every(positive) &&
    ks.every((k, i) => Number.isFinite(k) && (i === 0 || k > ks[i - 1]))
  )
}

function failed(source: string, was: string, wanted: string): Result<never> {
  return refused(refuse('surface.fit-failed', { field: 'smile', was, wanted, source }))
}

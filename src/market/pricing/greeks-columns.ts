import { densityColumn } from '../../base/numerics/density-column.ts'
import { millsRatio, millsRatioInside, millsSlopeInside } from '../../base/numerics/mills.ts'
import { CALL } from '../../base/vocabulary/option-right.ts'
import type { OptionalColumn } from '../quote/chain.ts'
import { checkedTerms, type ExpiryTerms, isUsable, logRatio } from './expiry-terms.ts'

/** Price and the five Greeks of daily use, on the forward: see `greeks.ts` for units. */
export interface GreeksColumns {
  readonly present: Uint8Array
  readonly price: Float64Array
  readonly delta: Float64Array
  readonly gamma: Float64Array
  readonly vega: Float64Array
  readonly theta: Float64Array
  readonly rho: Float64Array
}

/** As far as Mills' rational goes. */
const RATIONAL_LIMIT = 40
/** Total volatility below which an option is its intrinsic value and a row is absent. */
const TOTAL_MIN = 1e-290

export function greeksColumnsOf(length: number): GreeksColumns {
  return {
    present: new Uint8Array(length),
    price: new Float64Array(length),
    delta: new Float64Array(length),
    gamma: new Float64Array(length),
    vega: new Float64Array(length),
    theta: new Float64Array(length),
    rho: new Float64Array(length),
  }
}

/**
 * Price, delta, gamma, vega, theta and rho of one side, in four passes over the columns. Each pass is a short loop without
 * calls (V8 boxes a double that crosses a call it has not inlined) and with independent rows, so that the processor works on
 * several at once; the output columns carry what one pass leaves for the next. One exponential serves the density and both
 * distribution functions. A row with no volatility to speak of (s at or below
 * 1e-290, where gamma leaves the range of a double) is absent. `out` may be longer than the strikes. Returns how many rows are
 * present.
 */
export function greeksColumns(
  terms: ExpiryTerms,
  right: number,
  strikes_points: Float64Array,
  volatilities: OptionalColumn,
  out: GreeksColumns,
): number {
  const { forward_points, years } = checkedTerms(terms)
  const count = distances(forward_points, Math.sqrt(years), strikes_points, volatilities, out)
  densityColumn(out.gamma, out.vega, out.theta, strikes_points.length)
  farTails(out, strikes_points.length)
  finish(terms, right === CALL, strikes_points, out)
  if (count < strikes_points.length) clearAbsent(out, strikes_points.length)
  return count
}

/**
 * Leaves delta = x = ln(F / K), gamma = a = |x| / s, vega = s, the total volatility. An absent row computes along as an
 * at-the-money one and is cleared at the end.
 */
function distances(
  F: number,
  rootT: number,
  strikes_points: Float64Array,
  volatilities: OptionalColumn,
  out: GreeksColumns,
): number {
  const { delta, gamma, vega, present } = out
  let count = 0
  for (let i = 0; i < strikes_points.length; i += 1) {
    const total = volatilities.values[i] * rootT
    const usable = isUsable(volatilities, strikes_points, i) && total > TOTAL_MIN && total < Infinity
    present[i] = usable ? 1 : 0
    if (usable) count += 1
    const s = usable ? total : 1
    const x = usable ? logRatio(F, strikes_points[i]) : 0
    delta[i] = x
    gamma[i] = (x < 0 ? -x : x) / s
    vega[i] = s
  }
  return count
}

/** Leaves rho = R(a + t) with t = s / 2: the farther of the two tails, needed whichever way the nearer one is found. */
function farTails(out: GreeksColumns, length: number): void {
  const { gamma, vega, rho } = out
  let farthest = 0
  for (let i = 0; i < length; i += 1) {
    const z = gamma[i] + 0.5 * vega[i]
    if (z > farthest) farthest = z
    rho[i] = millsRatioInside(z)
  }
  if (farthest <= RATIONAL_LIMIT) return
  for (let i = 0; i < length; i += 1) {
    const z = gamma[i] + 0.5 * vega[i]
    if (z > RATIONAL_LIMIT) rho[i] = millsRatio(z)
  }
}

/**
 * R(a - t) - R(a + t) is summed from the odd derivatives of R while t is small (base/numerics/mills.ts has the recursion), so
 * that a short or far option keeps its digits; beyond, a plain difference costs a / (2 t) units in the last place.
 */
function finish(terms: ExpiryTerms, isCall: boolean, strikes_points: Float64Array, out: GreeksColumns): void {
  const { forward_points: F, years, discount } = terms
  const { price, delta, gamma, vega, theta, rho } = out
  const rootT = Math.sqrt(years)
  const rate = -Math.log(discount) / years
  const vegaPerDensity = F * rootT
  const thetaPerVega = -0.5 / (rootT * years)
  const inverseF = 1 / F
  for (let i = 0; i < strikes_points.length; i += 1) {
    const K = strikes_points[i]
    const x = delta[i]
    const a = gamma[i]
    const s = vega[i]
    const density = theta[i]
    const far = rho[i]
    const t = 0.5 * s
    const z = a - t
    // The density is 0 beyond 38 deviations, so that the tail may be cut at 40 where it multiplies the density alone.
    // Undiscounted value over min(F, K); Phi(-z), and Phi(-z) - 1, each without cancellation.
    let value = 0
    let share = 0
    let shareLessOne = 0
    if (t < 0.05 && a * t < 1) {
      const tt = t * t
      const aa = a * a
      const i1 = millsSlopeInside(a < RATIONAL_LIMIT ? a : RATIONAL_LIMIT)
      const i3 = (3 + aa) * i1 - 1
      const i5 = (7 + aa) * i3 - 6 * i1
      const i7 = (11 + aa) * i5 - 20 * i3
      const i9 = (15 + aa) * i7 - 42 * i5
      const sum =
        i1 + tt * (i3 * (1 / 6) + tt * (i5 * (1 / 120) + tt * (i7 * (1 / 5040) + tt * (i9 * (1 / 362_880)))))
      const gap = s * sum
      value = density * gap
      share = density * (far + gap)
      shareLessOne = share - 1
    } else {
      const distance = z < 0 ? -z : z
      const near = density * millsRatioInside(distance < RATIONAL_LIMIT ? distance : RATIONAL_LIMIT)
      share = z < 0 ? 1 - near : near
      shareLessOne = z < 0 ? -near : near - 1
      value = share - density * far
    }
    // phi(d1): phi(a - t) itself at or below the strike, K / F of it above, where it belongs to d2.
    const assetDensity = discount * (x <= 0 ? density : K * inverseF * density)
    const inside = isCall ? F - K : K - F
    const outside = (F < K ? F : K) * value
    const present = discount * (inside > 0 ? inside + outside : outside)
    const complement = assetDensity * far
    const above = isCall ? discount - complement : 0 - complement
    const below = discount * (isCall ? share : shareLessOne)
    const sensitivity = vegaPerDensity * assetDensity
    price[i] = present
    delta[i] = x > 0 ? above : below
    gamma[i] = assetDensity / (F * s)
    vega[i] = sensitivity
    theta[i] = sensitivity * s * thetaPerVega + rate * present
    rho[i] = -years * present
  }
}

function clearAbsent(out: GreeksColumns, length: number): void {
  const { present, price, delta, gamma, vega, theta, rho } = out
  for (let i = 0; i < length; i += 1) {
    if (present[i] === 1) continue
    for (const column of [price, delta, gamma, vega, theta, rho]) column[i] = 0
  }
}

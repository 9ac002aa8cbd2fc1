import { millsRatio, millsSlope } from '../../base/numerics/mills.ts'
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

const INV_SQRT_TWO_PI = 0.3989422804014327

/**
 * Price, delta, gamma, vega, theta and rho of one side in two passes: the first does the transcendental work of a row from one
 * exponential and two rationals, the second is plain arithmetic. Rows with volatility 0 are absent. Returns how many rows are
 * present.
 */
export function greeksColumns(
  terms: ExpiryTerms,
  right: number,
  strikes_points: Float64Array,
  volatilities: OptionalColumn,
  out: GreeksColumns,
): number {
  const { forward_points: F, years, discount } = checkedTerms(terms)
  const isCall = right === CALL
  const rootT = Math.sqrt(years)
  const rate = -Math.log(discount) / years
  const { price, delta, gamma, vega, theta, rho, present } = out
  tails(F, rootT, isCall, strikes_points, volatilities, out)
  let count = 0
  for (let i = 0; i < strikes_points.length; i += 1) {
    if (present[i] === 0) {
      theta[i] = 0
      rho[i] = 0
      continue
    }
    count += 1
    const inside = isCall ? F - strikes_points[i] : strikes_points[i] - F
    const total = vega[i]
    const density = discount * gamma[i]
    const value = discount * (inside > 0 ? inside + price[i] : price[i])
    const sensitivity = F * density * rootT
    price[i] = value
    delta[i] *= discount
    gamma[i] = density / (F * total)
    vega[i] = sensitivity
    theta[i] = (-0.5 * sensitivity * total) / (rootT * years) + rate * value
    rho[i] = -years * value
  }
  return count
}

/**
 * The first pass leaves in `out`: price = undiscounted out-of-the-money value, delta = undiscounted delta, gamma = phi(d1),
 * vega = total volatility s. With a = |ln(F/K)| / s and t = s / 2 the even and odd parts of Mills' ratio around a give R(a - t)
 * (delta) and R(a - t) - R(a + t) (price) at once; see base/numerics/mills.ts for the recursions.
 */
function tails(
  F: number,
  rootT: number,
  isCall: boolean,
  strikes_points: Float64Array,
  volatilities: OptionalColumn,
  out: GreeksColumns,
): void {
  const { price, delta, gamma, vega, present } = out
  for (let i = 0; i < strikes_points.length; i += 1) {
    const s = volatilities.values[i] * rootT
    const usable = isUsable(volatilities, strikes_points, i) && s > 0
    present[i] = usable ? 1 : 0
    const K = strikes_points[i]
    const x = usable ? logRatio(F, K) : 0
    const a = (x < 0 ? -x : x) / s
    const t = 0.5 * s
    const z = a - t
    vega[i] = usable ? s : 0
    if (!usable || z > 38) {
      // Beyond 38 deviations: a forward or nothing.
      price[i] = 0
      gamma[i] = 0
      delta[i] = !usable || isCall !== x > 0 ? 0 : isCall ? 1 : -1
      continue
    }
    // phi(a - t): belongs to d1 where the call is the out-of-the-money side, to d2 where the put is.
    const density = INV_SQRT_TWO_PI * Math.exp(-0.5 * z * z)
    const isSeries = t < 0.05 && a * t < 1
    const first = millsRatio(isSeries ? a : z < 0 ? -z : z)
    let near = first
    let far = 0
    let value = 0
    if (isSeries) {
      const tt = t * t
      const i1 = millsSlope(a)
      const aa = a * a
      const i2 = (1 + aa) * first - a
      const i3 = (3 + aa) * i1 - 1
      const i4 = (5 + aa) * i2 - 2 * first
      const i5 = (7 + aa) * i3 - 6 * i1
      const i6 = (9 + aa) * i4 - 12 * i2
      const i7 = (11 + aa) * i5 - 20 * i3
      const i8 = (13 + aa) * i6 - 30 * i4
      const i9 = (15 + aa) * i7 - 42 * i5
      const odd =
        t *
        (i1 + tt * (i3 * (1 / 6) + tt * (i5 * (1 / 120) + tt * (i7 * (1 / 5040) + tt * i9 * (1 / 362_880)))))
      const even =
        first + tt * (i2 * 0.5 + tt * (i4 * (1 / 24) + tt * (i6 * (1 / 720) + tt * i8 * (1 / 40_320))))
      near = even + odd
      far = even - odd
      value = 2 * odd * density
    } else {
      // The half-width is now large enough for a plain difference: it costs a / (2 t) units in the last place.
      far = millsRatio(a + t)
      value = (z < 0 ? 1 - density * near : density * near) - density * far
    }
    // Phi(z) or its complement, whichever is the smaller; in the series z may be negative but near is R(z) itself.
    const smaller = density * near
    const flipped = z < 0 && !isSeries
    const assetDensity = x <= 0 ? density : (K / F) * density
    price[i] = (F < K ? F : K) * value
    gamma[i] = assetDensity
    delta[i] =
      x > 0
        ? deltaAbove(isCall, assetDensity * far)
        : deltaBelow(isCall, flipped ? 1 - smaller : smaller, smaller, flipped)
  }
}

/** Forward above the strike, from Phi(-d1) = phi(d1) R(a + t), the put's. */
function deltaAbove(isCall: boolean, complement: number): number {
  return isCall ? 1 - complement : -complement
}

/** Forward at or below the strike: `share` is Phi(d1); `smaller` is its complement where `flipped`. */
function deltaBelow(isCall: boolean, share: number, smaller: number, flipped: boolean): number {
  if (isCall) return share
  return flipped ? -smaller : share - 1
}

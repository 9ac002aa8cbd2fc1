/**
 * Pricing by column: one expiry and one side at a time, so that discount, root of time and forward are worked out once. No
 * allocation per row; a row whose input is absent or unusable is absent in the output, never NaN. Units as in `greeks.ts`.
 */
import { assert } from '../../base/vocabulary/assert.ts'
import { millsGap, millsRatio, millsSlope } from '../../base/numerics/mills.ts'
import { CALL } from '../../base/vocabulary/option-right.ts'
import type { OptionalColumn } from '../quote/chain.ts'
import { impliedVolOrMissing } from './implied-volatility.ts'
import { outOfTheMoneyValue } from './normalised-black.ts'

/** What all strikes of an expiry share. */
export interface ExpiryTerms {
  readonly forward_points: number
  /** To settlement, > 0. */
  readonly years: number
  readonly discount: number
}

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

/** Present values of one side. Returns how many rows are present. */
export function priceColumn(
  terms: ExpiryTerms,
  right: number,
  strikes_points: Float64Array,
  volatilities: OptionalColumn,
  out: OptionalColumn,
): number {
  const { forward_points: F, discount } = checkedTerms(terms)
  const rootT = Math.sqrt(terms.years)
  let count = 0
  for (let i = 0; i < strikes_points.length; i += 1) {
    const usable = isUsable(volatilities, strikes_points, i)
    out.present[i] = usable ? 1 : 0
    if (!usable) {
      out.values[i] = 0
      continue
    }
    const K = strikes_points[i]
    const x = Math.abs(logRatio(F, K))
    const intrinsic = Math.max(right === CALL ? F - K : K - F, 0)
    const outside = Math.min(F, K) * outOfTheMoneyValue(x, volatilities.values[i] * rootT)
    out.values[i] = discount * (intrinsic + outside)
    count += 1
  }
  return count
}

/** Vega of every strike (call and put have the same), per 1.00 of volatility. Returns how many rows are present. */
export function vegaColumn(
  terms: ExpiryTerms,
  strikes_points: Float64Array,
  volatilities: OptionalColumn,
  out: OptionalColumn,
): number {
  const { forward_points: F, discount } = checkedTerms(terms)
  const rootT = Math.sqrt(terms.years)
  const scale = INV_SQRT_TWO_PI * F * discount * rootT
  let count = 0
  for (let i = 0; i < strikes_points.length; i += 1) {
    const usable = isUsable(volatilities, strikes_points, i) && volatilities.values[i] > 0
    out.present[i] = usable ? 1 : 0
    out.values[i] = 0
    if (!usable) continue
    const s = volatilities.values[i] * rootT
    const d1 = logRatio(F, strikes_points[i]) / s + 0.5 * s
    out.values[i] = Math.abs(d1) > 39 ? 0 : scale * Math.exp(-0.5 * d1 * d1)
    count += 1
  }
  return count
}

/**
 * Price, delta, gamma, vega, theta and rho of one side from one exponential and two rationals a row: with a = |ln(F/K)| / s
 * and t = s / 2, even and odd parts of Mills' ratio around a give R(a - t) (delta) and R(a - t) - R(a + t) (price) at once.
 * Rows with volatility 0 are absent. Returns how many rows are present.
 */
export function greeksColumns(
  terms: ExpiryTerms,
  right: number,
  strikes_points: Float64Array,
  volatilities: OptionalColumn,
  out: GreeksColumns,
): number {
  const { forward_points: F, years, discount } = checkedTerms(terms)
  const rootT = Math.sqrt(years)
  const rate = -Math.log(discount) / years
  const isCall = right === CALL
  let count = 0
  for (let i = 0; i < strikes_points.length; i += 1) {
    const usable = isUsable(volatilities, strikes_points, i) && volatilities.values[i] > 0
    out.present[i] = usable ? 1 : 0
    if (!usable) {
      clearRow(out, i)
      continue
    }
    count += 1
    const K = strikes_points[i]
    const s = volatilities.values[i] * rootT
    const x = logRatio(F, K)
    const a = (x < 0 ? -x : x) / s
    const t = 0.5 * s
    const z = a - t
    if (z > 38) {
      farRow(out, i, F, K, isCall, discount, years, rate)
      continue
    }
    // phi(a - t): belongs to d1 where the call is the out-of-the-money side, to d2 where the put is.
    const density = INV_SQRT_TWO_PI * Math.exp(-0.5 * z * z)
    let tail = 0
    let rest = 0
    let far = 0
    let value = 0
    if (t < 0.05 && a * t < 1) {
      const tt = t * t
      const i0 = millsRatio(a)
      const i1 = millsSlope(a)
      const i2 = i0 - a * i1
      const i3 = 2 * i1 - a * i2
      const i4 = 3 * i2 - a * i3
      const i5 = 4 * i3 - a * i4
      const i6 = 5 * i4 - a * i5
      const i7 = 6 * i5 - a * i6
      const i8 = 7 * i6 - a * i7
      const i9 = 8 * i7 - a * i8
      const odd =
        t *
        (i1 + tt * (i3 * (1 / 6) + tt * (i5 * (1 / 120) + tt * (i7 * (1 / 5040) + tt * i9 * (1 / 362_880)))))
      const even =
        i0 + tt * (i2 * 0.5 + tt * (i4 * (1 / 24) + tt * (i6 * (1 / 720) + tt * i8 * (1 / 40_320))))
      tail = density * (even + odd)
      rest = 1 - tail
      far = even - odd
      value = 2 * odd * density
    } else {
      const smaller = density * millsRatio(z < 0 ? -z : z)
      tail = z >= 0 ? smaller : 1 - smaller
      rest = z >= 0 ? 1 - smaller : smaller
      far = millsRatio(a + t)
      value = z < 0 && t >= 0.25 ? tail - density * far : density * millsGap(a, t)
    }
    const outside = (F < K ? F : K) * value
    const assetDensity = x <= 0 ? density : (K / F) * density
    // Out-of-the-money call: Phi(d1) = phi R(a - t). Out-of-the-money put: Phi(-d1) = phi(a + t) R(a + t).
    const callDelta = x <= 0 ? tail : 1 - assetDensity * far
    const putDelta = x <= 0 ? -rest : -assetDensity * far
    const inside = isCall ? F - K : K - F
    const price = discount * (inside > 0 ? inside + outside : outside)
    const vega = discount * F * assetDensity * rootT
    out.price[i] = price
    out.delta[i] = discount * (isCall ? callDelta : putDelta)
    out.gamma[i] = (discount * assetDensity) / (F * s)
    out.vega[i] = vega
    out.theta[i] = (-0.5 * vega * volatilities.values[i]) / years + rate * price
    out.rho[i] = -years * price
  }
  return count
}

/** Implied volatilities of one side; absent where there is no price or no volatility explains it. Returns how many. */
export function impliedVolColumn(
  terms: ExpiryTerms,
  right: number,
  strikes_points: Float64Array,
  prices_points: OptionalColumn,
  out: OptionalColumn,
): number {
  const { forward_points: F, years, discount } = checkedTerms(terms)
  const side = right === CALL ? 'C' : 'P'
  let count = 0
  for (let i = 0; i < strikes_points.length; i += 1) {
    let volatility = -1
    if (prices_points.present[i] === 1) {
      volatility = impliedVolOrMissing(side, F, strikes_points[i], years, discount, prices_points.values[i])
    }
    const found = volatility > 0
    out.present[i] = found ? 1 : 0
    out.values[i] = found ? volatility : 0
    if (found) count += 1
  }
  return count
}

function checkedTerms(terms: ExpiryTerms): ExpiryTerms {
  const { forward_points, years, discount } = terms
  assert(forward_points > 0 && forward_points < Infinity, 'forward must be positive', { forward_points })
  assert(years > 0 && years < Infinity, 'years must be positive: an expired slice is not priced', { years })
  assert(discount > 0 && discount < Infinity, 'discount must be positive', { discount })
  return terms
}

function isUsable(column: OptionalColumn, strikes_points: Float64Array, i: number): boolean {
  const value = column.values[i]
  return column.present[i] === 1 && value >= 0 && value < Infinity && strikes_points[i] > 0
}

/**
 * ln(F / K). Within 30 % of the forward by the series of 2 atanh(y), y = (F - K) / (F + K), which is exact where the two are
 * close and needs no call; beyond, by log.
 */
function logRatio(F: number, K: number): number {
  const y = (F - K) / (F + K)
  const yy = y * y
  if (yy > 0.0177) return Math.log(F / K)
  const sum =
    1 +
    yy *
      (1 / 3 +
        yy *
          (1 / 5 +
            yy * (1 / 7 + yy * (1 / 9 + yy * (1 / 11 + yy * (1 / 13 + yy * (1 / 15 + yy * (1 / 17))))))))
  return 2 * y * sum
}

function clearRow(out: GreeksColumns, i: number): void {
  out.price[i] = 0
  out.delta[i] = 0
  out.gamma[i] = 0
  out.vega[i] = 0
  out.theta[i] = 0
  out.rho[i] = 0
}

/** Beyond 38 deviations: a forward or nothing. */
function farRow(
  out: GreeksColumns,
  i: number,
  F: number,
  K: number,
  isCall: boolean,
  discount: number,
  years: number,
  rate: number,
): void {
  clearRow(out, i)
  const inside = isCall ? F - K : K - F
  if (inside <= 0) return
  const price = discount * inside
  out.price[i] = price
  out.delta[i] = isCall ? discount : -discount
  out.theta[i] = rate * price
  out.rho[i] = -years * price
}

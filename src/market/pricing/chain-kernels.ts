/**
 * Pricing by column: one expiry and one side at a time, so that discount, root of time and forward are worked out once. No
 * allocation per row; a row whose input is absent or unusable is absent in the output, never NaN. Units as in `greeks.ts`.
 */
import { CALL } from '../../base/vocabulary/option-right.ts'
import type { OptionalColumn } from '../quote/chain.ts'
import { checkedTerms, type ExpiryTerms, isUsable, logRatio } from './expiry-terms.ts'
import { impliedVolOrMissing } from './implied-volatility.ts'
import { outOfTheMoneyValue } from './normalised-black.ts'

export type { ExpiryTerms } from './expiry-terms.ts'
export { greeksColumns, type GreeksColumns, greeksColumnsOf } from './greeks-columns.ts'

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

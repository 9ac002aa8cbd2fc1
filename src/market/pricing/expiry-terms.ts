/** What the column kernels share: the terms of an expiry, and what makes a row usable. */
import { assert } from '../../base/vocabulary/assert.ts'
import type { OptionalColumn } from '../quote/chain.ts'

/** What all strikes of an expiry share. */
export interface ExpiryTerms {
  readonly forward_points: number
  /** To settlement, > 0. */
  readonly years: number
  readonly discount: number
}

/** The terms, or a stop where they are not of an expiry that can be priced. */
export function checkedTerms(terms: ExpiryTerms): ExpiryTerms {
  const { forward_points, years, discount } = terms
  assert(forward_points > 0 && forward_points < Infinity, 'forward must be positive', { forward_points })
  assert(years > 0 && years < Infinity, 'years must be positive: an expired slice is not priced', { years })
  assert(discount > 0 && discount < Infinity, 'discount must be positive', { discount })
  return terms
}

/** True where the row has a volatility >= 0 and a strike. */
export function isUsable(column: OptionalColumn, strikes_points: Float64Array, i: number): boolean {
  const value = column.values[i]
  return column.present[i] === 1 && value >= 0 && value < Infinity && strikes_points[i] > 0
}

/**
 * ln(F / K). Within 30 % of the forward by the series of 2 atanh(y), y = (F - K) / (F + K), which is exact where the two are
 * close and needs no call; beyond, by log.
 */
export function logRatio(F: number, K: number): number {
  const y = (F - K) / (F + K)
  const yy = y * y
  if (yy > 0.0177) return Math.log(F / K)
  const y4 = yy * yy
  const sum =
    1 +
    yy * (1 / 3) +
    y4 * (1 / 5 + yy * (1 / 7) + y4 * (1 / 9 + yy * (1 / 11) + y4 * (1 / 13 + yy * (1 / 15) + y4 * (1 / 17))))
  return 2 * y * sum
}

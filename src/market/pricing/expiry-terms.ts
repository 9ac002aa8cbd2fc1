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

/** ratio - 1 over ratio + 1, squared, for a ratio of two (and a bit, so that two itself is inside). */
const SERIES_LIMIT = 0.1124

/**
 * ln(F / K). Between half and twice the forward as 2 atanh(y), y = (F - K) / (F + K), which is exact where the two are close
 * and needs no call (a polynomial in y^2, relative error 1.5e-19); beyond, by log.
 */
export function logRatio(F: number, K: number): number {
  const y = (F - K) / (F + K)
  const w = y * y
  if (w > SERIES_LIMIT) return Math.log(F / K)
  const w2 = w * w
  const w4 = w2 * w2
  const low =
    0.6666666666666666 + w * 0.3999999999999946 + w2 * (0.2857142857162022 + w * 0.22222222195731717)
  const middle =
    0.1818182005532686 + w * 0.15384538318190966 + w2 * (0.13335301392921553 + w * 0.11732634143645689)
  const high = 0.10858448695504595 + w * 0.0743306640107317 + w2 * 0.1574202838231113
  return 2 * y + y * (w * (low + w4 * (middle + w4 * high)))
}

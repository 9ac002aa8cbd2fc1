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

/** (2 atanh(y) / y - 2) / y^2 by rising powers of y^2; a table, because V8 builds a literal double anew at every use. */
// prettier-ignore
const LOG = Float64Array.of(
  0.6666666666666666, 0.3999999999999946, 0.2857142857162022, 0.22222222195731717, 0.1818182005532686, 0.15384538318190966,
  0.13335301392921553, 0.11732634143645689, 0.10858448695504595, 0.0743306640107317, 0.1574202838231113,
)

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
  const low = LOG[0] + w * LOG[1] + w2 * (LOG[2] + w * LOG[3])
  const middle = LOG[4] + w * LOG[5] + w2 * (LOG[6] + w * LOG[7])
  const high = LOG[8] + w * LOG[9] + w2 * LOG[10]
  return 2 * y + y * (w * (low + w4 * (middle + w4 * high)))
}

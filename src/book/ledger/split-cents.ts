import { assert } from '../../base/vocabulary/assert.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'

/**
 * Whole cents for each part (dollars) so that they add up to `total` exactly: the method of largest remainders (Hamilton).
 * Every part is first rounded down; the cents left over go one each to the parts that lost most, the earlier of equals
 * first. A part is off by less than a cent, or by as much more as the parts themselves miss the total.
 */
export function splitCents(total: Cents, parts_dollars: readonly number[]): Cents[] {
  assert(parts_dollars.length > 0 || total === 0, 'money cannot be split over nothing', { total })
  const scaled = parts_dollars.map((dollars) => dollars * 100)
  const cents = scaled.map((value) => Math.floor(value))
  assert(cents.every(Number.isSafeInteger), 'parts of booked money must be finite', { total })
  const order = cents.map((_, i) => i).sort((a, b) => scaled[b] - cents[b] - (scaled[a] - cents[a]) || a - b)
  let left = total - cents.reduce((sum, value) => sum + value, 0)
  const rounds = Math.trunc(left / Math.max(1, order.length))
  if (rounds !== 0) for (const i of order) cents[i] += rounds
  left -= rounds * order.length
  // Missing cents go to the largest remainders, superfluous ones come from the smallest.
  const takers = left > 0 ? order : order.toReversed()
  for (let i = 0; i < Math.abs(left); i += 1) cents[takers[i]] += Math.sign(left)
  return cents.map((value) => (value + 0) as Cents)
}

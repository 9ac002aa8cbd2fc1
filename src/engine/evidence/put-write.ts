/**
 * The algebra of the Cboe S&P 500 PutWrite index (PUT): N at-the-money puts sold against bills that will be worth N strikes at
 * their expiry, rolled on the third Friday. Source: Cboe, "Description of the Cboe S&P 500 PutWrite index" (2014 text), from
 * which the published roll points in the test also come.
 */
import { assert } from '../../base/vocabulary/assert.ts'

export interface PutWriteRoll {
  /** Index value brought into the roll, after the old put has settled. */
  readonly value: number
  readonly strike_points: number
  /** What each new put was sold at. */
  readonly premium_points: number
  /** Simple return of the bills until the new expiry, decimal. */
  readonly billsReturn: number
}

/** Puts sold per index unit: value / (K / (1 + r) - P). The premium is invested in bills with the rest. */
export function putWriteContracts({
  value,
  strike_points,
  premium_points,
  billsReturn,
}: PutWriteRoll): number {
  const each = strike_points / (1 + billsReturn) - premium_points
  assert(each > 0, 'a put costs less than its discounted strike', {
    strike_points,
    premium_points,
    billsReturn,
  })
  return value / each
}

/** Index value between rolls: N x (bills' value per put - put). At the roll itself the bills are worth K / (1 + r). */
export function putWriteValue(contracts: number, billsPerPut_points: number, put_points: number): number {
  return contracts * (billsPerPut_points - put_points)
}

/** Index value at settlement: the bills have grown to the strike, and the put pays max(0, K - SOQ). */
export function putWriteSettlement(
  contracts: number,
  strike_points: number,
  settlement_points: number,
): number {
  return putWriteValue(contracts, strike_points, Math.max(0, strike_points - settlement_points))
}

/** Strike to sell: the first listed below the last index value before 11:00 in New York (for PUT), or above it (for BXM). */
export function strikeBeside(
  listed_points: ArrayLike<number>,
  index_points: number,
  side: 'below' | 'above',
): number | null {
  let best: number | null = null
  for (let i = 0; i < listed_points.length; i += 1) {
    const strike = listed_points[i]
    const fits = side === 'below' ? strike < index_points : strike > index_points
    if (fits && (best === null || Math.abs(strike - index_points) < Math.abs(best - index_points)))
      best = strike
  }
  return best
}

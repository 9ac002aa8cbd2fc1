import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import { QUOTE_STATE, type SideColumns } from '../../market/quote/chain.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'

/** A quote that stood still while the forward moved. */
export interface StaleVol {
  readonly right: OptionRight
  readonly strike_points: number
  /** What delta alone would have moved it by, index points. */
  readonly expectedMove_points: number
  readonly spread_points: number
}

/**
 * Quotes of an expiry whose bid and ask are both unchanged between two readings although the forward moved by enough that
 * delta alone should have carried the price across the whole spread. `deltaOf` gives |delta| to the forward of a strike at
 * the later reading. Null where the two are not of one root and expiry, or time did not pass.
 */
export function staleVols(
  before: ExpiryState,
  after: ExpiryState,
  deltaOf: (right: OptionRight, strike_points: number) => number,
): readonly StaleVol[] | null {
  const same = before.slice.root === after.slice.root && before.slice.expiration === after.slice.expiration
  if (!same || after.years >= before.years) return null
  const move = Math.abs(after.forward.forward_points - before.forward.forward_points)
  const placeOf = new Map(Array.from(before.slice.strikes_points, (strike, i) => [strike, i]))
  const found: StaleVol[] = []
  after.slice.strikes_points.forEach((strike, i) => {
    const j = placeOf.get(strike)
    if (j === undefined) return
    for (const right of ['P', 'C'] as const) {
      const [old, now] = [sideOf(before, right), sideOf(after, right)]
      if (!unchanged(old, j, now, i)) continue
      const expectedMove_points = move * Math.abs(deltaOf(right, strike))
      const spread_points = now.asks_points[i] - now.bids_points[i]
      if (expectedMove_points > spread_points)
        found.push({ right, strike_points: strike, expectedMove_points, spread_points })
    }
  })
  return found
}

const sideOf = (expiry: ExpiryState, right: OptionRight): SideColumns =>
  right === 'P' ? expiry.slice.puts : expiry.slice.calls

function unchanged(old: SideColumns, j: number, now: SideColumns, i: number): boolean {
  const quoted = old.state[j] & now.state[i] & QUOTE_STATE.HAS_QUOTE
  return (
    quoted !== 0 &&
    now.bids_points[i] > 0 &&
    old.bids_points[j] === now.bids_points[i] &&
    old.asks_points[j] === now.asks_points[i]
  )
}

import { assert } from '../../base/vocabulary/assert.ts'
import type { ExpiryState } from './market-state.ts'

/** The carry is read between the first expiry and the one nearest to this many days after it. */
const CARRY_DAYS = 30
const CARRY_DAYS_MIN = 5
/** A carry beyond this per year is a wrong forward, not a financing rate less a dividend yield. */
const CARRY_MAX = 0.15

/**
 * Spot as the options see it: the shortest forward taken back to the instant of the quotes at the carry (rate less
 * dividends) that the forwards themselves show over the month after it; at its own discount where the chain shows none.
 *
 * @param expiries ascending by settlement, at least one
 */
export function impliedSpot(expiries: readonly ExpiryState[]): number {
  const first = expiries[0]
  assert(first !== undefined, 'a market has at least one expiry')
  const { forward_points: near, discount } = first.forward
  const distance = ({ days }: ExpiryState): number => Math.abs(days - first.days - CARRY_DAYS)
  const later = expiries
    .filter(({ days }) => days - first.days >= CARRY_DAYS_MIN)
    .reduce<ExpiryState | null>(
      (best, one) => (best === null || distance(one) < distance(best) ? one : best),
      null,
    )
  if (later !== null) {
    const perDay = Math.log(later.forward.forward_points / near) / (later.days - first.days)
    if (Math.abs(perDay) * 365 <= CARRY_MAX) return near * Math.exp(-perDay * first.days)
  }
  return near * discount
}

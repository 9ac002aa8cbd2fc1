import type { OptionLeg } from './legs.ts'

/** Shares of the index by Cboe Rule 10.3 for an uncovered option on a broad index. */
const SHARE = 0.15
const LEAST_SHARE = 0.1

/**
 * Margin in index points of one uncovered short option on a broad index: 15 % of the index less what it is out of the money, at
 * least 10 % of the index (a call) or of the strike (a put). The rule adds the option's price, which the account's value
 * already counts against it.
 */
export function shortOptionMargin(
  { right, strike_points }: Pick<OptionLeg, 'right' | 'strike_points'>,
  index_points: number,
): number {
  const out = Math.max(0, right === 'C' ? strike_points - index_points : index_points - strike_points)
  const least = LEAST_SHARE * (right === 'C' ? index_points : strike_points)
  return Math.max(SHARE * index_points - out, least)
}

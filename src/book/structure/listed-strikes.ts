import { normalCdf } from '../../base/numerics/normal.ts'
import { keptWith } from '../../base/vocabulary/kept-with.ts'
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import { smileVol } from '../../market/surface/smile-vol.ts'

/**
 * What is known of an expiry's listed strikes: their volatilities, then their calls' deltas, then their puts', in one column. Every
 * rule set and every structure asks for the same few, many times over, so each is computed at the first question and kept as long
 * as the expiry is. 0 is what has not been asked for; a delta that underflowed to it is merely computed again.
 */
const listedStrikes = keptWith(({ slice }: ExpiryState) => new Float64Array(3 * slice.strikes_points.length))

/** The smile's volatility of a listed strike, as {@link smileVol} gives it. */
export function smileVolAt(expiry: ExpiryState, index: number): number {
  const known = listedStrikes(expiry)
  if (known[index] === 0) known[index] = smileVol(expiry, expiry.slice.strikes_points[index])
  return known[index]
}

/** {@link optionDelta} of a listed strike. */
export function deltaAt(expiry: ExpiryState, right: OptionRight, index: number): number {
  const { strikes_points } = expiry.slice
  const known = listedStrikes(expiry)
  const at = index + (right === 'C' ? 1 : 2) * strikes_points.length
  if (known[at] === 0) known[at] = deltaAtVol(expiry, right, strikes_points[index], smileVolAt(expiry, index))
  return known[at]
}

/**
 * Undiscounted forward delta of one long option at the smile's volatility of its strike: N(d1) for a call, N(d1) - 1
 * for a put. With no dividend yield known, it is what traders read as "the delta": the spot delta of an option whose
 * carry is all in the forward. The smile's volatility rather than the quote's keeps the choice of strikes from jumping
 * with one noisy quote.
 */
export const optionDelta = (expiry: ExpiryState, right: OptionRight, strike_points: number): number =>
  deltaAtVol(expiry, right, strike_points, smileVol(expiry, strike_points))

function deltaAtVol(
  expiry: ExpiryState,
  right: OptionRight,
  strike_points: number,
  volatility: number,
): number {
  const total = volatility * Math.sqrt(expiry.years)
  const d1 = Math.log(expiry.forward.forward_points / strike_points) / total + total / 2
  // N(-d1) and not 1 - N(d1): the difference loses its digits for far puts.
  return right === 'C' ? normalCdf(d1) : -normalCdf(-d1)
}

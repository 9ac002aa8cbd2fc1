import { normalCdf } from '../../base/numerics/normal.ts'
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import { smileVol } from '../../market/surface/smile-vol.ts'

/**
 * What is known of an expiry's listed strikes, by index. Every rule set and every structure asks for the same few numbers of
 * the same strikes, many times over, so each is computed at the first question and kept as long as the expiry is.
 */
interface ListedStrikes {
  /** 0: not asked for yet; a volatility is positive. */
  readonly vols: Float64Array
  /** NaN: not asked for yet. */
  readonly callDeltas: Float64Array
  readonly putDeltas: Float64Array
}

const known = new WeakMap<ExpiryState, ListedStrikes>()

function listedStrikes(expiry: ExpiryState): ListedStrikes {
  const found = known.get(expiry)
  if (found !== undefined) return found
  const n = expiry.slice.strikes_points.length
  const made = {
    vols: new Float64Array(n),
    callDeltas: new Float64Array(n).fill(Number.NaN),
    putDeltas: new Float64Array(n).fill(Number.NaN),
  }
  known.set(expiry, made)
  return made
}

/** The smile's volatility of a listed strike, as {@link smileVol} gives it. */
export function smileVolAt(expiry: ExpiryState, index: number): number {
  const { vols } = listedStrikes(expiry)
  if (vols[index] === 0) vols[index] = smileVol(expiry, expiry.slice.strikes_points[index])
  return vols[index]
}

/** {@link optionDelta} of a listed strike. */
export function deltaAt(expiry: ExpiryState, right: OptionRight, index: number): number {
  const { callDeltas, putDeltas } = listedStrikes(expiry)
  const deltas = right === 'C' ? callDeltas : putDeltas
  if (Number.isNaN(deltas[index])) {
    deltas[index] = deltaAtVol(expiry, right, expiry.slice.strikes_points[index], smileVolAt(expiry, index))
  }
  return deltas[index]
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

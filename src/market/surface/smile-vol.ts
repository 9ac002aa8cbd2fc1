import { assert } from '../../base/vocabulary/assert.ts'
import type { Volatility } from '../../base/vocabulary/quantity.ts'
import type { ExpiryState, SmileFit } from './market-state.ts'
import { SLOPE_MAX } from './svi.ts'
import { sviPoint, sviTotalVariance } from './svi-formula.ts'

/**
 * Volatility of any strike of an expiry, decimal per year; always positive and finite. A model's own smile where the expiry
 * has one; otherwise:
 *
 * Inside the range of the quotes: the fitted smile. Outside: total variance goes on in a straight line from the range's end
 * at the fit's own slope there, held between flat and Lee's bound of 2, so that it can neither fall to zero nor grow faster
 * than any distribution allows. Where the fit was refused: total variance between the nearest out-of-the-money mids, in a
 * straight line over log-strike, and flat beyond the outermost.
 */
export function smileVol(expiry: ExpiryState, strike_points: number): Volatility {
  const forward = expiry.forward.forward_points
  assert(strike_points > 0 && Number.isFinite(strike_points), 'a strike must be positive', { strike_points })
  const k = Math.log(strike_points / forward)
  if (expiry.volatilityAt !== undefined) return expiry.volatilityAt(k) as Volatility
  const w = expiry.smile.ok ? fittedVariance(expiry.smile.value, k) : quotedVariance(expiry, k)
  return Math.sqrt(w / expiry.years) as Volatility
}

/** Total variance of a fit, its straight wings included. */
export function fittedVariance({ parameters, kLow, kHigh }: SmileFit, k: number): number {
  if (k >= kLow && k <= kHigh) return sviTotalVariance(parameters, k)
  const end = k < kLow ? kLow : kHigh
  const { w, slope } = sviPoint(parameters, end)
  const outward = k < kLow ? -slope : slope
  return w + Math.min(Math.max(outward, 0), SLOPE_MAX) * Math.abs(k - end)
}

function quotedVariance(expiry: ExpiryState, k: number): number {
  const { slice, callVols, putVols, forward, years } = expiry
  let below: { readonly k: number; readonly w: number } | null = null
  for (let i = 0; i < slice.strikes_points.length; i++) {
    const column = slice.strikes_points[i] >= forward.forward_points ? callVols : putVols
    if (column.present[i] === 0) continue
    const here = {
      k: Math.log(slice.strikes_points[i] / forward.forward_points),
      w: column.values[i] * column.values[i] * years,
    }
    if (here.k >= k) {
      if (below === null) return here.w
      return below.w + ((k - below.k) / (here.k - below.k)) * (here.w - below.w)
    }
    below = here
  }
  // An expiry without a single volatility does not become an ExpiryState.
  assert(below !== null, 'an expiry must have a volatility', { expiration: slice.expiration })
  return below.w
}

import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import { impliedVolOrMissing } from '../../market/pricing/implied-volatility.ts'
import { QUOTE_STATE } from '../../market/quote/chain.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import { smileVol } from '../../market/surface/smile-vol.ts'

/** A quote whose own volatilities, bid to ask, do not hold the fitted smile's. */
export interface DislocatedVol {
  readonly right: OptionRight
  readonly strike_points: number
  readonly bid_vol_points: number
  readonly ask_vol_points: number
  readonly smile_vol_points: number
  /** How far outside: positive where the quote is rich (its bid over the smile), negative where cheap. */
  readonly distance_vol_points: number
}

/**
 * Out-of-the-money quotes of an expiry that disagree with the smile by more than `deviations` of its own error beyond their
 * spread: one can trade there at a volatility the rest of the chain does not believe. Only within the range of the fit;
 * null where there is no fit to disagree with. Furthest first.
 */
export function dislocatedVols(expiry: ExpiryState, deviations = 3): readonly DislocatedVol[] | null {
  if (!expiry.smile.ok) return null
  const { kLow, kHigh, rmse_vol_points } = expiry.smile.value
  const found: DislocatedVol[] = []
  const { strikes_points } = expiry.slice
  strikes_points.forEach((strike, i) => {
    const k = Math.log(strike / expiry.forward.forward_points)
    if (k < kLow || k > kHigh) return
    const right = k < 0 ? 'P' : 'C'
    const vols = quoteVols(expiry, right, i)
    if (vols === null) return
    const smile = 100 * smileVol(expiry, strike)
    const distance = smile < vols.bid ? vols.bid - smile : smile > vols.ask ? vols.ask - smile : 0
    if (Math.abs(distance) <= deviations * rmse_vol_points) return
    found.push({
      right,
      strike_points: strike,
      bid_vol_points: vols.bid,
      ask_vol_points: vols.ask,
      smile_vol_points: smile,
      distance_vol_points: distance,
    })
  })
  return found.sort((a, b) => Math.abs(b.distance_vol_points) - Math.abs(a.distance_vol_points))
}

function quoteVols(
  expiry: ExpiryState,
  right: OptionRight,
  i: number,
): { readonly bid: number; readonly ask: number } | null {
  const side = right === 'P' ? expiry.slice.puts : expiry.slice.calls
  if ((side.state[i] & QUOTE_STATE.HAS_QUOTE) === 0 || !(side.bids_points[i] > 0)) return null
  const vol = (price_points: number): number =>
    impliedVolOrMissing(
      right,
      expiry.forward.forward_points,
      expiry.slice.strikes_points[i],
      expiry.years,
      expiry.forward.discount,
      price_points,
    )
  const [bid, ask] = [vol(side.bids_points[i]), vol(side.asks_points[i])]
  return bid < 0 || ask < 0 ? null : { bid: 100 * bid, ask: 100 * ask }
}

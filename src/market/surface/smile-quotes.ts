/**
 * The quotes a smile is fitted to: out-of-the-money mids (puts below the forward, calls from it up) with a bid, out to a
 * delta of 0.3 % (|d1| <= 2.75). Beyond lie options of a tick or two, whose mid says little but that the bid is not zero.
 * Each weighs by vega over spread: the inverse of the half-spread in units of volatility.
 */
import { normalPdf } from '../../base/numerics/normal.ts'
import type { ExpirySlice } from '../quote/chain.ts'
import type { MidVols } from './mid-vols.ts'
import type { SviData } from './svi.ts'

const D1_MAX = 2.75
/** As a share of the forward, about a tick: a locked quote is not infinitely precise. */
const SPREAD_SHARE_MIN = 1e-5

export function smileQuotes(
  slice: ExpirySlice,
  vols: MidVols,
  forward_points: number,
  years: number,
): SviData {
  const { strikes_points, calls, puts } = slice
  const rootT = Math.sqrt(years)
  const ks: number[] = []
  const chosen: number[] = []
  const weights: number[] = []
  for (let i = 0; i < strikes_points.length; i++) {
    const isCall = strikes_points[i] >= forward_points
    const column = isCall ? vols.callVols : vols.putVols
    if (column.present[i] === 0) continue
    const deviation = column.values[i] * rootT
    const k = Math.log(strikes_points[i] / forward_points)
    const d1 = -k / deviation + deviation / 2
    if (!(Math.abs(d1) <= D1_MAX)) continue
    const side = isCall ? calls : puts
    const spread = side.asks_points[i] - side.bids_points[i]
    ks.push(k)
    chosen.push(column.values[i])
    weights.push(
      (forward_points * normalPdf(d1) * rootT) / Math.max(spread, SPREAD_SHARE_MIN * forward_points),
    )
  }
  return {
    ks: Float64Array.from(ks),
    vols: Float64Array.from(chosen),
    weights: Float64Array.from(weights),
    years,
  }
}

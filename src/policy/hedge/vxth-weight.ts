/**
 * The weighting of the Cboe VIX Tail Hedge index (VXTH): at each VIX expiration the share of the portfolio that buys one-month VIX
 * calls of 30 delta, by the VX future of the new expiration. Cboe, press release of 29 July 2011: none outside 15 to 50; the shares
 * between as in the prospectus of the fund that tracked it. A band holds its upper edge.
 */
import { assert } from '../../base/vocabulary/assert.ts'

const BANDS: readonly { readonly upTo_vol_points: number; readonly share: number }[] = [
  { upTo_vol_points: 15, share: 0 },
  { upTo_vol_points: 30, share: 0.01 },
  { upTo_vol_points: 50, share: 0.005 },
]

/** Share of the portfolio's value to spend on calls, decimal; `future_vol_points` is the future of the calls' own expiration. */
export function vxthWeight(future_vol_points: number): number {
  assert(future_vol_points > 0 && future_vol_points < Infinity, 'a VX future is positive', {
    future_vol_points,
  })
  return BANDS.find(({ upTo_vol_points }) => future_vol_points <= upTo_vol_points)?.share ?? 0
}

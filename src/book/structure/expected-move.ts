import type { ExpiryState } from '../../market/surface/market-state.ts'
import { isBuyable, sideOf } from './strike-candidates.ts'

/** Share of the at-the-money straddle that traders call the expected move. */
const STRADDLE_SHARE = 0.85

/** The expected move to settlement in points, one standard deviation: forward x at-the-money volatility x sqrt(years). */
export function expectedMoveOf(expiry: ExpiryState): number {
  return expiry.forward.forward_points * expiry.atmVol * Math.sqrt(expiry.years)
}

/**
 * The other convention, shown beside: 0.85 x the mid of the straddle at the listed strike nearest the forward (a
 * straddle costs about 0.8 standard deviations, so this is about 0.68 of one). Null where that strike lacks a quote.
 */
export function straddleMove(expiry: ExpiryState): number | null {
  const { strikes_points: strikes } = expiry.slice
  let nearest = -1
  for (let i = 0; i < strikes.length; i += 1) {
    if (!isBuyable(sideOf(expiry, 'C'), i) || !isBuyable(sideOf(expiry, 'P'), i)) continue
    const error = Math.abs(strikes[i] - expiry.forward.forward_points)
    if (nearest < 0 || error < Math.abs(strikes[nearest] - expiry.forward.forward_points)) nearest = i
  }
  if (nearest < 0) return null
  const mid = (side: ReturnType<typeof sideOf>): number =>
    (side.bids_points[nearest] + side.asks_points[nearest]) / 2
  return STRADDLE_SHARE * (mid(sideOf(expiry, 'C')) + mid(sideOf(expiry, 'P')))
}

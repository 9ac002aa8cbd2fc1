import type { MarketState } from '../surface/market-state.ts'
import { calibrateSurface, type VixSurface } from './surface-model.ts'
import type { QuotedVol } from './surface-errors.ts'
import { varianceYears } from './variance-clock.ts'
import { vixWindow } from './vix-window.ts'

/** Out-of-the-money volatilities of a real chain, as the surface model is compared with them. */
export function quotedVols(market: MarketState): QuotedVol[] {
  const quotes: QuotedVol[] = []
  for (const { slice, years, forward, callVols, putVols } of market.expiries) {
    if (years <= 0) continue
    const time = varianceYears(market.chain.quotedAt, slice.settlesAt)
    slice.strikes_points.forEach((strike, i) => {
      const side = strike >= forward.forward_points ? slice.calls : slice.puts
      const vols = strike >= forward.forward_points ? callVols : putVols
      if (vols.present[i] !== 1 || !((side.bids_points[i] ?? 0) > 0)) return
      quotes.push({
        years,
        varianceYears: time,
        k: Math.log(strike / forward.forward_points),
        vol: vols.values[i] ?? 0,
      })
    })
  }
  return quotes
}

/** The surface given the chain's own VIX and the two expiries it was made of; null where the chain has no VIX. */
export function surfaceOfMarket(market: MarketState): VixSurface | null {
  if (!market.vix.ok) return null
  const { level_vol_points, nearRoot, nearExpiration, nextRoot, nextExpiration } = market.vix.value
  const settlements = market.expiries
    .filter(
      ({ slice }) =>
        (slice.root === nearRoot && slice.expiration === nearExpiration) ||
        (slice.root === nextRoot && slice.expiration === nextExpiration),
    )
    .map(({ slice }) => slice.settlesAt)
  return calibrateSurface(level_vol_points, { window: vixWindow(market.chain.quotedAt, settlements) })
}

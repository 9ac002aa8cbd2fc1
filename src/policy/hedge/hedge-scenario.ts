/** What a hedge would be worth elsewhere: its own future moved, or time passed along the curve. */
import { black76Price } from '../../market/pricing/black76.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import { vxRolledDown } from '../../market/surface/vx-curve.ts'
import type { OrderLeg } from '../intent.ts'
import { type HedgeContract, hedgeContract } from './hedge-contract.ts'

/**
 * Points of all legs together at a future and so many days to expiry; the volatility is that of the new distance and tenor,
 * so the smile rides with the future. In real spikes the volatility of volatility rises too: this does not count on it.
 */
export function worthAt(
  legs: readonly OrderLeg[],
  market: VolatilityMarket,
  future_vol_points: number,
  days: number,
): number {
  let worth = 0
  for (const { instrument, quantity } of legs) {
    const contract = hedgeContract(instrument)
    if (contract !== null) worth += quantity * contractWorth(contract, market, future_vol_points, days)
  }
  return worth
}

function contractWorth(
  contract: HedgeContract,
  market: VolatilityMarket,
  future_vol_points: number,
  days: number,
): number {
  if (contract.kind === 'future') return future_vol_points
  const { right, strike_vol_points } = contract
  const years = Math.max(0, days) / 365
  return black76Price({
    right,
    forward_points: future_vol_points,
    strike_points: strike_vol_points,
    years,
    volatility: market.optionVols.vol(days, Math.log(strike_vol_points / future_vol_points)),
    discount: Math.exp(-market.rate_per_year * years),
  })
}

/** Where the future of an expiry stands after `later` days if the curve keeps its shape: it rolls down (or up) the curve. */
export function rolledFuture(
  market: VolatilityMarket,
  target: { readonly days: number; readonly future_vol_points: number },
  later: number,
): number {
  if (later <= 0) return target.future_vol_points
  const { futures, vix_vol_points, asOfDay } = market
  return vxRolledDown(futures, vix_vol_points, asOfDay, Math.max(0, target.days - later))
}

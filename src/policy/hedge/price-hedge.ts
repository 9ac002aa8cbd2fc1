import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { tickFor } from '../../market/quote/ticks.ts'
import { priceVixOption } from '../../market/surface/vix-option-price.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import { vxFutureOf } from '../../market/surface/vx-curve.ts'
import type { HedgeContract } from './hedge-contract.ts'

/** One contract, long, off the future of its own expiry. */
export interface HedgePrice {
  readonly future_vol_points: number
  readonly years: number
  /** 0 for a future, which has none. */
  readonly volatility: number
  readonly delta: number
  readonly mid_points: number
  readonly bid_points: number
  readonly ask_points: number
}

/** Refuses `series.missing` where the VX future of its expiry is not known, or has settled. A future is one tick wide either side. */
export function priceHedge(contract: HedgeContract, market: VolatilityMarket): Result<HedgePrice> {
  if (contract.kind === 'option') return priceVixOption(market, contract)
  const future = vxFutureOf(market.futures, contract.expirationDay)
  if (future === null || contract.expirationDay <= market.asOfDay) {
    return refused(
      refuse('series.missing', {
        field: `VX ${isoOfDay(quantity<DayNumber>(contract.expirationDay))}`,
        was: 'no settlement',
        wanted: 'a settlement price of this contract',
        source: market.source,
      }),
    )
  }
  const mid_points = future.settle_vol_points
  const tick = tickFor('VX', mid_points, isoOfDay(quantity<DayNumber>(market.asOfDay)))
  return accepted({
    future_vol_points: mid_points,
    years: (contract.expirationDay - market.asOfDay) / 365,
    volatility: 0,
    delta: 1,
    mid_points,
    bid_points: mid_points - tick,
    ask_points: mid_points + tick,
  })
}

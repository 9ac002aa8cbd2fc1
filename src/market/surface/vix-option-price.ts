import { isoOfDay } from '../../base/calendar/civil.ts'
import { normalCdf } from '../../base/numerics/normal.ts'
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { black76Price } from '../pricing/black76.ts'
import { snapToTick, tickFor } from '../quote/ticks.ts'
import type { VolatilityMarket } from './volatility-market.ts'
import { vxFutureOf } from './vx-curve.ts'

export interface VixOptionTerms {
  /** `VIX`, or `VIXW` for a weekly: they differ in ticks only. */
  readonly root: string
  readonly right: OptionRight
  readonly strike_vol_points: number
  readonly expirationDay: number
}

export interface VixOptionPrice {
  readonly future_vol_points: number
  /** Calendar days over 365. */
  readonly years: number
  /** Decimal per year. */
  readonly volatility: number
  readonly rate_per_year: number
  /** N(d1), or N(d1) - 1, on the future of the option's own expiry, undiscounted. */
  readonly delta: number
  readonly mid_points: number
  /** Zero where nobody would pay a tick. */
  readonly bid_points: number
  readonly ask_points: number
}

/**
 * Assumed distance between bid and ask: one tick and a twentieth of the mid, then outwards to legal ticks. A call of two points is
 * 1.90 at 2.10 before the pennies of 2022.
 */
const WIDTH_SHARE = 0.05

/**
 * Price of an option on VIX: Black-76 on the VX future of its own expiry. Refuses `series.missing` where that future is not
 * known: spot VIX is not an underlying, and on 2018-02-05 it stood four points above the front future.
 */
export function priceVixOption(market: VolatilityMarket, terms: VixOptionTerms): Result<VixOptionPrice> {
  const { root, right, strike_vol_points, expirationDay } = terms
  const date = isoOfDay(quantity<DayNumber>(market.asOfDay))
  const future = vxFutureOf(market.futures, expirationDay)
  if (future === null || expirationDay <= market.asOfDay) {
    return refused(
      refuse('series.missing', {
        field: `VX ${isoOfDay(quantity<DayNumber>(expirationDay))}`,
        was: 'no settlement',
        wanted: `the VX future of the option's own expiry on ${date}; spot VIX is never used instead`,
        source: market.source,
      }),
    )
  }
  const days = expirationDay - market.asOfDay
  const years = days / 365
  const future_vol_points = future.settle_vol_points
  const volatility = market.optionVols.vol(days, Math.log(strike_vol_points / future_vol_points))
  const discount = Math.exp(-market.rate_per_year * years)
  const mid_points = black76Price({
    right,
    forward_points: future_vol_points,
    strike_points: strike_vol_points,
    years,
    volatility,
    discount,
  })
  const half = (tickFor(root, mid_points, date) + WIDTH_SHARE * mid_points) / 2
  return accepted({
    future_vol_points,
    years,
    volatility,
    rate_per_year: market.rate_per_year,
    delta: vixDelta(right, future_vol_points, strike_vol_points, years, volatility),
    mid_points,
    bid_points: Math.max(0, snapToTick(root, mid_points - half, date, 'down')),
    ask_points: snapToTick(root, mid_points + half, date, 'up'),
  })
}

/** N(d1), or N(d1) - 1, on the future, undiscounted. `years` and `volatility` above 0. */
export function vixDelta(
  right: OptionRight,
  future_vol_points: number,
  strike_vol_points: number,
  years: number,
  volatility: number,
): number {
  const s = volatility * Math.sqrt(years)
  const d1 = Math.log(future_vol_points / strike_vol_points) / s + s / 2
  return right === 'C' ? normalCdf(d1) : 0 - normalCdf(-d1)
}

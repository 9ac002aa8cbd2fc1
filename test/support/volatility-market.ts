/** A volatility market of invented settlements at the standard VIX months. */
import { dayNumber, isoDate } from '../../src/base/calendar/civil.ts'
import { listedExpirations } from '../../src/base/calendar/expirations.ts'
import { vixOptionVols } from '../../src/market/surface/vix-option-vols.ts'
import type { VolatilityMarket } from '../../src/market/surface/volatility-market.ts'

/** Futures at every listed month on the date; `level` gives their settlement by days to expiry. */
export function inventedMarket(
  date: string,
  level: (days: number) => number,
  more: Partial<VolatilityMarket> = {},
): VolatilityMarket {
  const asOfDay = dayNumber(isoDate(date))
  return {
    asOfDay,
    vix_vol_points: level(0),
    futures: listedExpirations('VX', isoDate(date), { daysMax: 400 })
      .map((expiration) => dayNumber(expiration))
      .filter((day) => day > asOfDay)
      .map((expirationDay) => ({ expirationDay, settle_vol_points: level(expirationDay - asOfDay) })),
    rung: 'quoted',
    source: 'invented settlements',
    optionVols: vixOptionVols(),
    rate_per_year: 0,
    notes: [],
    ...more,
  }
}

/**
 * A curve of VX futures where none is at hand: ln F(T) lies between ln VIX and a level that follows the recent mean of VIX,
 *
 *   ln F = w ln VIX + (1 - w) (base + recentWeight ln M),   w = exp(-(T / memoryDays)^memoryPower),
 *
 * so that the curve starts at spot, rises from a low VIX (the premium is in the level) and falls from a high one. Four numbers,
 * fitted by `scripts/fit-vx-curve.ts` on real settlements of 2004 to 2012. An estimate of a settlement, never a quote.
 */
import { dayNumber, isoOfDay } from '../../base/calendar/civil.ts'
import { listedExpirations } from '../../base/calendar/expirations.ts'
import { power } from '../../base/numerics/power.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { vixOptionVols } from '../surface/vix-option-vols.ts'
import type { VixOptionVols, VolatilityMarket } from '../surface/volatility-market.ts'
import { VX_CURVE_PARAMETERS } from './vx-curve-parameters.ts'
import type { VxCurveParameters } from './vx-curve-types.ts'

/** Modelled settlement of a VX future, vol points. `days` are calendar days to its expiration, 0 or more. */
export function modelledVx(
  state: { readonly vix_vol_points: number; readonly recentMean_vol_points: number },
  days: number,
  parameters: VxCurveParameters = VX_CURVE_PARAMETERS,
): number {
  const { base, recentWeight } = parameters
  const w = vxShareOfVix(days, parameters)
  const level = base + recentWeight * Math.log(state.recentMean_vol_points)
  return Math.exp(w * Math.log(state.vix_vol_points) + (1 - w) * level)
}

/** How much of a move of ln VIX the logarithm of a future takes: 1 at expiry, falling with tenor. */
export function vxShareOfVix(days: number, parameters: VxCurveParameters = VX_CURVE_PARAMETERS): number {
  const { memoryDays, memoryPower } = parameters
  return days > 0 ? Math.exp(-power(days / memoryDays, memoryPower)) : 1
}

/**
 * Geometric mean of the last closes of VIX that the model looks back on, the last one included; null with fewer than half of them,
 * or where one is not positive.
 */
export function recentVixMean(
  closes: Float64Array,
  parameters: VxCurveParameters = VX_CURVE_PARAMETERS,
): number | null {
  const recent = closes.subarray(Math.max(0, closes.length - parameters.recentSessions))
  if (recent.length < parameters.recentSessions / 2) return null
  let sum = 0
  for (const close of recent) {
    if (!(close > 0)) return null
    sum += Math.log(close)
  }
  return Math.exp(sum / recent.length)
}

const LONGEST_DAYS = 300

/** The volatility market of a day without VX settlements: modelled futures at the listed monthly VIX expirations. */
export function modelledVolatilityMarket(inputs: {
  readonly asOfDay: number
  readonly vix_vol_points: number
  readonly recentMean_vol_points: number
  readonly optionVols?: VixOptionVols
  readonly rate_per_year?: number
}): VolatilityMarket {
  const { asOfDay, vix_vol_points, optionVols = vixOptionVols(), rate_per_year = 0 } = inputs
  const date = isoOfDay(quantity<DayNumber>(asOfDay))
  const futures = listedExpirations('VIX', date, { daysMax: LONGEST_DAYS })
    .map(dayNumber)
    .filter((expirationDay) => expirationDay > asOfDay)
    .map((expirationDay) => ({
      expirationDay,
      settle_vol_points: modelledVx(inputs, expirationDay - asOfDay),
    }))
  return {
    asOfDay,
    vix_vol_points,
    futures,
    rung: 'indexed',
    source: 'VX curve modelled from VIX and its recent mean',
    optionVols,
    rate_per_year,
    notes: ['No VX settlement was read: futures are modelled, and so is every price of a hedge.'],
  }
}

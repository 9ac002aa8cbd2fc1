import { black76Greeks } from '../../market/pricing/black76.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { StructureModel } from './structure-model.ts'

/**
 * Greeks of a whole position, one contract a leg quantity, in index points (not dollars), against the expiry's forward.
 *
 * | field | per |
 * |---|---|
 * | value | points |
 * | delta | points per point of the forward |
 * | gamma | points per point of the forward, squared |
 * | vega | points per 1.00 of volatility, all legs together |
 * | theta | points per year of calendar time |
 * | gammaVariance | sum of each leg's gamma times its own implied variance: points per point squared, per year |
 */
export interface StructureGreeks {
  readonly forward_points: number
  readonly value: number
  readonly delta: number
  readonly gamma: number
  readonly vega: number
  readonly theta: number
  readonly gammaVariance: number
}

/** Greeks at the model's forward, or at another with each leg's volatility unchanged (sticky strike). */
export function structureGreeks(
  model: StructureModel,
  forward_points: number = model.forward_points,
): StructureGreeks {
  assert(model.years > 0, 'Greeks exist before expiry only', { years: model.years })
  const { years } = model
  const discount = Math.exp(-model.rate * years)
  const sum = { value: 0, delta: 0, gamma: 0, vega: 0, theta: 0, gammaVariance: 0 }
  for (const { right, strike_points, quantity, volatility } of model.legs) {
    const input = { right, forward_points, strike_points, years, volatility, discount }
    const one = mustAccept(black76Greeks(input))
    sum.value += quantity * one.price
    sum.delta += quantity * one.delta
    sum.gamma += quantity * one.gamma
    sum.vega += quantity * one.vega
    sum.theta += quantity * one.theta
    sum.gammaVariance += quantity * one.gamma * volatility * volatility
  }
  return { forward_points, ...sum }
}

/** Greeks in dollars, as traders say them. Theta is per calendar day: the year's theta over 365. */
export interface DollarGreeks {
  readonly delta_dollars_per_point: number
  readonly gamma_dollars_per_point2: number
  readonly vega_dollars_per_vol_point: number
  readonly theta_dollars_per_day: number
}

const CALENDAR_DAYS_PER_YEAR = 365
const VOL_POINTS_PER_UNIT = 100

export function dollarGreeks(greeks: StructureGreeks, multiplier: number): DollarGreeks {
  return {
    delta_dollars_per_point: greeks.delta * multiplier,
    gamma_dollars_per_point2: greeks.gamma * multiplier,
    vega_dollars_per_vol_point: (greeks.vega * multiplier) / VOL_POINTS_PER_UNIT,
    theta_dollars_per_day: (greeks.theta * multiplier) / CALENDAR_DAYS_PER_YEAR,
  }
}

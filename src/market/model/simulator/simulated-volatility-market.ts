/** What hedges on volatility are priced from on a simulated row. */
import { assert } from '../../../base/vocabulary/assert.ts'
import type { DayNumber } from '../../../base/vocabulary/quantity.ts'
import type { VixOptionVols, VolatilityMarket } from '../../surface/volatility-market.ts'
import type { SimulatedMarket } from './simulated-market.ts'

/** A strike too far out to have a volatility takes that of one half as far, and so on; at the future there always is one. */
const HALVINGS_MAX = 12

/**
 * `expirationDays` ascending, at least one, each settling after the row's quotes. Volatilities are those of the market's own options
 * on the expiry nearest the days asked for, so that in the fair market Black-76 on them is the fair price.
 */
export function simulatedVolatilityMarket(
  market: SimulatedMarket,
  row: number,
  expirationDays: readonly number[],
): VolatilityMarket {
  assert(expirationDays.length > 0, 'a volatility market needs an expiry', { row })
  const asOfDay = market.days[row]
  const settles = market.vxCurveAt(row, expirationDays)
  const vol = (days: number, k: number): number => {
    let nearest = 0
    expirationDays.forEach((day, i) => {
      const best = Math.abs(expirationDays[nearest] - asOfDay - days)
      if (Math.abs(day - asOfDay - days) < best) nearest = i
    })
    const expirationDay = expirationDays[nearest] as DayNumber
    let held = k
    for (let halving = 0; halving <= HALVINGS_MAX; halving += 1) {
      const strike_points = settles[nearest] * Math.exp(held)
      // Out of the money, where a price is all time value.
      const right = held >= 0 ? 'C' : 'P'
      const { volatility } = market.vixOptionAt(row, { expirationDay, strike_points, right })
      if (volatility !== null) return volatility
      held = halving + 1 === HALVINGS_MAX ? 0 : held / 2
    }
    assert(false, 'a VIX option at the future must have a volatility', { row, days, k })
  }
  const optionVols: VixOptionVols = {
    atmVol: (days) => vol(days, 0),
    vol,
    says: `simulated ${market.mode} market, seed ${market.seed}`,
  }
  return {
    asOfDay,
    vix_vol_points: market.vix_vol_points[row],
    futures: expirationDays.map((expirationDay, i) => ({ expirationDay, settle_vol_points: settles[i] })),
    rung: 'simulated',
    source: optionVols.says,
    optionVols,
    rate_per_year: market.rate,
    notes: [],
  }
}

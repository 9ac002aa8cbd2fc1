import { assert } from '../../base/vocabulary/assert.ts'
import type { VixOptionVols } from './volatility-market.ts'

/**
 * Assumptions, none of them measured here: no option chain on VIX is at hand. Vary them before believing a cost.
 *
 * A future on a mean-reverting volatility moves less the further off it is. With ln VIX an Ornstein-Uhlenbeck process of
 * volatility nu and speed kappa, the average volatility of a future to its expiry T is nu sqrt((1 - e^(-2 kappa T)) / (2 kappa T)).
 */
export interface VixVolAssumptions {
  /** nu, decimal per year: volatility of a future about to expire. */
  readonly volOfVol: number
  /** kappa, per year. */
  readonly reversion_per_year: number
  /** Multiplies every volatility: 0.8 and 1.3 for a cheap and a dear market. */
  readonly scale: number
  /** Rise of the volatility per standard deviation of the strike, a share of that at the money: calls above are dearer. */
  readonly callSkew: number
}

/** Strikes this many standard deviations out have about 0.7 of the skew's straight line; it levels off beyond. */
const SKEW_REACH = 3

/**
 * Least squares in logs through 95, 72 and 60 % at 30, 110 and 220 days (an assumption of the cost check of the 4/4/2 ladder),
 * which it meets to 93.5, 74.8 and 58.7 %; the skew is that of an ordinary VIX smile from memory.
 */
export const VIX_VOL_ASSUMPTIONS: VixVolAssumptions = {
  volOfVol: 1.029,
  reversion_per_year: 2.405,
  scale: 1,
  callSkew: 0.15,
}

/** Black-76 volatilities of options on VX futures under stated assumptions. */
export function vixOptionVols(assumptions: VixVolAssumptions = VIX_VOL_ASSUMPTIONS): VixOptionVols {
  const { volOfVol, reversion_per_year: kappa, scale, callSkew } = assumptions
  assert(volOfVol > 0 && kappa > 0 && scale > 0, 'volatility of volatility must be positive', {
    volOfVol,
    kappa,
    scale,
  })
  assert(callSkew >= 0 && callSkew < 0.3, 'a call skew beyond 0.3 admits arbitrage', { callSkew })
  const atmVol = (days: number): number => {
    const x = (2 * kappa * Math.max(0, days)) / 365
    return scale * volOfVol * (x < 1e-9 ? 1 : Math.sqrt(-Math.expm1(-x) / x))
  }
  return {
    atmVol,
    vol(days, k) {
      const atm = atmVol(days)
      const deviation = atm * Math.sqrt(Math.max(1, days) / 365)
      const z = k / deviation / SKEW_REACH
      return atm * (1 + (callSkew * SKEW_REACH * z) / Math.sqrt(1 + z * z))
    },
    says:
      `assumed: volatility of a VX future ${percent(scale * volOfVol)} at expiry, mean reversion ${kappa} a year ` +
      `(${[30, 110, 220].map((days) => `${percent(atmVol(days))} at ${days} days`).join(', ')}), ` +
      `call skew ${percent(callSkew)} of it per standard deviation`,
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

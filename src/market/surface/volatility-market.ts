/**
 * What hedges on volatility are priced from, as of one day: VX futures and options on them. An option on VIX is an option on
 * the VX future of its own expiry, never on VIX.
 */
import type { Rung } from '../../base/vocabulary/rung.ts'

/** One VX contract that has not settled. */
export interface VxFuture {
  /** Day of final settlement, days since 1970-01-01; a Wednesday thirty days before the next third Friday as a rule. */
  readonly expirationDay: number
  /** Settlement price, or the modelled one, vol points. */
  readonly settle_vol_points: number
}

/**
 * How options on VX are priced where nobody quotes them: Black-76 volatilities that fall with tenor and rise with the strike.
 * All are assumptions to vary.
 */
export interface VixOptionVols {
  /** At the future, decimal per year, by calendar days to expiry. */
  atmVol(days: number): number
  /** At a strike: k = ln(strike / future). */
  vol(days: number, k: number): number
  /** In words, with the parameters. */
  readonly says: string
}

export interface VolatilityMarket {
  readonly asOfDay: number
  /** Spot VIX: shown beside the curve, never an underlying. */
  readonly vix_vol_points: number | null
  /** Ascending by expiry. */
  readonly futures: readonly VxFuture[]
  /** Of the futures: `quoted` settlements, or a modelled curve. Options on them are modelled on either. */
  readonly rung: Rung
  readonly source: string
  readonly optionVols: VixOptionVols
  /** Continuously compounded: discounts option premiums, nothing else. */
  readonly rate_per_year: number
  /** What a reader must know: contracts left out and why, the day of the settlements where it is an earlier one. */
  readonly notes: readonly string[]
}

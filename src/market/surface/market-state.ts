/**
 * A chain, read: what the rest of Kondor knows of the market at one instant. Built by `readMarket` from a
 * {@link ChainSnapshot}; the same for a quoted and a modelled chain.
 */
import type { YearClock } from '../../base/calendar/year-fraction.ts'
import type { EpochMs, IndexPoints, Volatility, VolPoints, Years } from '../../base/vocabulary/quantity.ts'
import type { Result } from '../../base/vocabulary/result.ts'
import type { ChainSnapshot, ExpirySlice, OptionalColumn } from '../quote/chain.ts'

/** Where an expiry's rate came from. Short expiries take the curve's, because their own parity rate is noise. */
export type RateSource = 'parity' | 'curve' | 'given'

/** Forward and discount of one expiry from put-call parity: C - P = D (F - K). */
export interface ExpiryForward {
  readonly forward_points: IndexPoints
  /** Discount factor to settlement, in (0, 1.1]. */
  readonly discount: number
  /** Continuously compounded, per year, on the market's year clock. */
  readonly rate: number
  readonly rateSource: RateSource
  /** Strikes whose call and put were both used. */
  readonly strikesUsed: number
  readonly outliersRejected: number
  /** Root mean square parity residual of the strikes used, index points. */
  readonly residual_points: number
}

/** A fitted smile in total variance over log-moneyness k = ln(K/F). */
export interface SmileFit {
  readonly model: 'svi'
  /** Raw SVI: w(k) = a + b (rho (k - m) + sqrt((k - m)^2 + s^2)). */
  readonly parameters: {
    readonly a: number
    readonly b: number
    readonly rho: number
    readonly m: number
    readonly s: number
  }
  /** Weighted root mean square error against mid implied volatilities, vol points. */
  readonly rmse_vol_points: VolPoints
  readonly largestError_vol_points: VolPoints
  readonly quotesUsed: number
  /** Log-moneyness range of the quotes used; outside it the smile is an extrapolation. */
  readonly kLow: number
  readonly kHigh: number
  /** Durrleman's g(k) < 0 somewhere in [kLow, kHigh]. */
  readonly butterflyArbitrage: boolean
  /** Total variance below the previous expiry's somewhere in the common range. */
  readonly calendarArbitrage: boolean
  /** How far below at worst, as volatility of this expiry; shortfalls within the two fits' errors are noise. */
  readonly calendarShortfall_vol_points: VolPoints
  /** `against-butterfly`: fitted again under Durrleman's condition, at a small cost in error. */
  readonly refit: 'none' | 'against-butterfly'
}

/** One expiry, read. Columns run along `slice.strikes_points`. */
export interface ExpiryState {
  readonly slice: ExpirySlice
  /** To settlement, on the market's year clock. */
  readonly years: Years
  /** Calendar days to settlement, with the fraction of the day. */
  readonly days: number
  readonly forward: ExpiryForward
  /** Implied volatility of the mid of each side; absent where there is no two-sided quote or no volatility. */
  readonly callVols: OptionalColumn
  readonly putVols: OptionalColumn
  /** At-the-forward volatility from the smile, or from the nearest out-of-the-money mids where the fit failed. */
  readonly atmVol: Volatility
  /** The fit, or why there is none. */
  readonly smile: Result<SmileFit>
  /** Volatility at ln(K / F), decimal per year, where a model gives it: nothing is fitted then, and nothing needs to be. */
  volatilityAt?(logMoneyness: number): number
}

/** An implied 30-day (or other horizon) volatility index by the Cboe method. */
export interface VixReading {
  /** Index level: 13.35. */
  readonly level_vol_points: VolPoints
  readonly horizonDays: number
  /** How the two expiries were chosen; see `vix-terms.ts`. */
  readonly rule: 'friday-series' | 'standard-months' | 'nearest-expiries'
  readonly nearRoot: string
  readonly nearExpiration: string
  readonly nextRoot: string
  readonly nextExpiration: string
  readonly nearVariance: number
  readonly nextVariance: number
  readonly nearForward_points: IndexPoints
  readonly nextForward_points: IndexPoints
}

export type { YearClock }

export interface MarketState {
  readonly chain: ChainSnapshot
  readonly asOf: EpochMs
  readonly yearClock: YearClock
  /** Only expiries with a forward; ascending by settlement, then root. */
  readonly expiries: readonly ExpiryState[]
  /** Expiries left out, with the reason. */
  readonly leftOut: readonly { readonly root: string; readonly expiration: string; readonly reason: string }[]
  /** Spot implied by the shortest reliable parity forward: what "spot" means where the vendor's is stale. */
  readonly impliedSpot_points: IndexPoints
  readonly vix: Result<VixReading>
  /** The same method at nine days. */
  readonly vix9d: Result<VixReading>
}

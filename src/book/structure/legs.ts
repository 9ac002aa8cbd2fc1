/**
 * Legs of a structure on one root and one expiry. Quantities are signed: short is negative.
 */
import { assert } from '../../base/vocabulary/assert.ts'
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'

/** Dollars per index point of one SPX, SPXW or XSP contract. */
export const INDEX_OPTION_MULTIPLIER = 100

/** What a payoff needs of a leg. */
export interface OptionLeg {
  readonly right: OptionRight
  readonly strike_points: number
  /** Signed contracts; short is negative. */
  readonly quantity: number
}

/** What a mark needs of a leg. */
export interface QuotedLeg extends OptionLeg {
  readonly bid_points: number
  readonly ask_points: number
  /** The bid is zero: such a leg is never sold and never marked at mid. */
  readonly zeroBid: boolean
}

/** Where the volatility that re-prices a leg came from: its own mid, or the fitted smile at its strike. */
export type VolatilitySource = 'mid' | 'smile'

/** A leg bound to a listed strike, with its quote and the volatility that re-prices it. */
export interface ResolvedLeg extends QuotedLeg {
  readonly bidSize_contracts: number | null
  readonly askSize_contracts: number | null
  readonly openInterest_contracts: number | null
  /** Traded on the day of the quotes. */
  readonly volume_contracts: number | null
  /** Decimal per year. */
  readonly volatility: number
  readonly volatilitySource: VolatilitySource
  /** Undiscounted forward delta of one long option at the smile volatility of its strike: N(d1), or N(d1) - 1. */
  readonly delta: number
}

/** Long put, short put, short call, long call: ascending strikes, the order of every condor in Kondor. */
export type CondorLegs<L extends OptionLeg = ResolvedLeg> = readonly [L, L, L, L]

/**
 * OCC symbol, 21 characters: root padded to six, expiration YYMMDD, right, strike x 1000 in eight digits
 * (OCC Options Symbology Initiative). `SPXW  240216P04500000`.
 */
export function occSymbol(
  root: string,
  expiration: IsoDate,
  right: OptionRight,
  strike_points: number,
): string {
  const thousandths = Math.round(strike_points * 1000)
  assert(root.length >= 1 && root.length <= 6, 'an OCC root has one to six characters', { root })
  assert(thousandths > 0 && thousandths < 100_000_000, 'an OCC strike has eight digits', { strike_points })
  const date = expiration.slice(2, 4) + expiration.slice(5, 7) + expiration.slice(8, 10)
  return root.padEnd(6, ' ') + date + right + String(thousandths).padStart(8, '0')
}

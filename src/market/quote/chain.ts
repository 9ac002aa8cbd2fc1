/**
 * A chain is columns, from the importer to the kernel: one {@link ExpirySlice} per root and expiry, strike-major, the
 * call and the put of a strike side by side. Nothing here is an array of objects per quote.
 */
import type { DayNumber, EpochMs, IndexPoints, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { Refusal } from '../../base/vocabulary/refusal.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'

/** How an index option settles: on the special opening quotation, or on the close. */
export type SettlementStyle = 'AM' | 'PM'

/**
 * What is known of one side (call or put) at one strike. A bit set, so that a loop can test several at once.
 * `HAS_QUOTE` unset means: not listed, or refused; bid and ask then hold 0 and must not be read.
 */
export const QUOTE_STATE = {
  HAS_QUOTE: 1,
  /** Bid is zero: never sold, never marked at mid. */
  ZERO_BID: 2,
  /** Bid equals ask: accepted, flagged. */
  LOCKED: 4,
  /** Accepted under a flag although off the tick grid (vendors that average). */
  OFF_TICK: 8,
} as const

/** A column some rows lack: `present[i]` is 1 where `values[i]` means something, and 0 where it must not be read. */
export interface OptionalColumn {
  readonly values: Float64Array
  readonly present: Uint8Array
}

/** One side of an expiry: arrays of the slice's length, in the slice's strike order. */
export interface SideColumns {
  /** Index points. 0 where there is no quote or no bid; see `state`. */
  readonly bids_points: Float64Array
  /** Index points. */
  readonly asks_points: Float64Array
  /** {@link QUOTE_STATE} bits. */
  readonly state: Uint8Array
  /** Contracts displayed. */
  readonly bidSizes: OptionalColumn
  readonly askSizes: OptionalColumn
  readonly volumes: OptionalColumn
  readonly openInterests: OptionalColumn
  /** The vendor's own implied volatility, decimal per year: kept for comparison, never used for a decision. */
  readonly vendorVols: OptionalColumn
}

/** All quotes of one root and one expiration date. SPX (AM) and SPXW (PM) of one date are two slices. */
export interface ExpirySlice {
  readonly root: string
  readonly expiration: IsoDate
  readonly expirationDay: DayNumber
  readonly settlement: SettlementStyle
  /** The instant at which the settlement value is struck: 09:30 New York for AM, the close for PM. */
  readonly settlesAt: EpochMs
  /** The last instant at which the series trades. */
  readonly lastTradeAt: EpochMs
  /** True where the series was not listed on the snapshot's date by the listing table: model expiries only. */
  readonly counterfactual: boolean
  /** Ascending, unique. */
  readonly strikes_points: Float64Array
  readonly calls: SideColumns
  readonly puts: SideColumns
}

/** Where a chain came from, so that a decision can be reproduced from its record. */
export interface ChainSource {
  /** File name or series name, as the user knows it. */
  readonly name: string
  /** Importer id, such as `cboe-quotedata`, or `model` for a modelled chain. */
  readonly format: string
  /** SHA-256 of the accepted content, hexadecimal; of parameters and inputs for a modelled chain. */
  readonly contentHash: string
  /** Moves made by hand, in words; left out where this is the market as somebody or a model gave it. */
  readonly shock?: string
}

/** One underlying's chain at one instant. */
export interface ChainSnapshot {
  /** `SPX`, `VIX`, `SPY`... without caret. */
  readonly underlying: string
  /** Trading date of the quotes. */
  readonly sessionDate: IsoDate
  /** When the quotes were struck; see `quotedAtNote` for how that is known. */
  readonly quotedAt: EpochMs
  /** For example: "file says download time; quotes taken as of the 16:15 close of the last session before it". */
  readonly quotedAtNote: string
  readonly rung: Rung
  readonly source: ChainSource
  /** The vendor's last index value: shown, never used where parity gives a forward. */
  readonly underlyingLast_points: IndexPoints | null
  /** Ascending by settlement instant, then root. */
  readonly expiries: readonly ExpirySlice[]
  readonly counts: ChainCounts
  /** The first refusals of each code (at most 100 in all); `counts.refusedByCode` has them all, counted. */
  readonly refusals: readonly Refusal[]
}

/** A quote is one side (call or put) of one strike. */
export interface ChainCounts {
  readonly quotesRead: number
  readonly quotesAccepted: number
  readonly refusedByCode: Readonly<Record<string, number>>
  readonly zeroBids: number
  readonly locked: number
}

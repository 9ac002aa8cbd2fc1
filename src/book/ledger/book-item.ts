import type { Revaluable } from './revaluable.ts'
import type { RiskFactors } from './risk-factors.ts'

/**
 * One position of a book, as every report of the ledger and of yields takes it. A book is a list of these, each with its
 * own factors: legs of one condor share a forward and have a volatility each, a VIX call reads its own future.
 */
export interface BookItem {
  readonly id: string
  /** `core`, or the name of a hedge layer: `hedge:vix-30d`, `hedge:delta`. A report adds up by layer. */
  readonly layer: string
  /** The trade it belongs to; rolls chain trades, see `book/position/trade-chain.ts`. */
  readonly trade: string
  readonly position: Revaluable
  readonly factors: RiskFactors
  /**
   * Whose realised variance makes it bleed: `SPX`, `VX 2024-03-20`, `ETH/USDC`. Gammas add up within one driver only: a
   * VIX call's gamma is per point of its future, not of the index.
   */
  readonly driver: string
  /** How the position's own factors move when the index does, see `move-book.ts`. */
  readonly exposure: Exposure
}

export type Exposure =
  /** The underlying moves in proportion to the index. `smile` is null where the volatility cannot move (futures). */
  | { readonly to: 'index'; readonly smile: LegSmile | null }
  /** A VIX option or future: its future takes `share` of a move of the VIX, its own volatility stays. */
  | { readonly to: 'vix'; readonly share: number }
  /** Nothing the index does is known to move it: a pool on another market. */
  | { readonly to: 'none' }

/** The smile of a leg's expiry, which says how its volatility moves with the index. */
export interface LegSmile {
  readonly strike_points: number
  /** Volatility (decimal) at log-moneyness ln(K / F). */
  readonly volatilityAt: (logMoneyness: number) => number
}

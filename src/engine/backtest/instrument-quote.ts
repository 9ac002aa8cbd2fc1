/** What one instrument is quoted at on one snapshot, and what the ledger prices it from. */
import type { RiskFactors } from '../../book/ledger/risk-factors.ts'

export interface InstrumentQuote {
  readonly root: string
  readonly bid_points: number
  readonly ask_points: number
  /** Dollars per point. */
  readonly multiplier: number
  /** Settled in cash every day: no premium changes hands. */
  readonly future: boolean
  readonly factors: RiskFactors
}

/** The middle; without a bid there is none: what is held long is then worth nothing, and what is short costs its ask. */
export function markOf({ bid_points, ask_points }: InstrumentQuote, quantity: number): number {
  if (bid_points > 0) return (bid_points + ask_points) / 2
  return quantity > 0 ? 0 : ask_points
}

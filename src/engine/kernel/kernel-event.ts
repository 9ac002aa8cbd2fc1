/** What can happen to an account. Each event is plain data and carries every number it needs, so that a record replays. */
import type { Cents, EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { Intent } from '../../policy/intent.ts'
import type { CondorTerms, TradeChainState } from './account-state.ts'

/** One leg of an order, filled. */
export interface LegFill {
  readonly instrument: string
  /** Signed contracts of all units together: bought is positive. */
  readonly quantity: number
  readonly price_points: number
  readonly multiplier: number
  readonly fees_cents: Cents
  /** A future: settled daily, no premium changes hands. */
  readonly future: boolean
}

export type KernelEvent =
  | { readonly kind: 'session-opened'; readonly at: EpochMs; readonly date: IsoDate }
  | { readonly kind: 'interest-accrued'; readonly at: EpochMs; readonly cents: Cents }
  | { readonly kind: 'orders-decided'; readonly at: EpochMs; readonly intents: readonly Intent[] }
  | {
      readonly kind: 'order-filled'
      readonly at: EpochMs
      readonly order: string
      /** Legs that close what is held; empty for an entry. */
      readonly closing: readonly LegFill[]
      /** Legs that open a condor; empty for a close. */
      readonly opening: readonly LegFill[]
      /** The condor opened. */
      readonly opened: CondorTerms | null
      /** `same-snapshot` or `next-snapshot`. */
      readonly how: string
    }
  | { readonly kind: 'order-lapsed'; readonly at: EpochMs; readonly order: string; readonly because: string }
  | {
      readonly kind: 'instrument-settled'
      readonly at: EpochMs
      readonly trade: string
      readonly instrument: string
      /** Of one contract: the intrinsic value, or a future's final settlement. */
      readonly price_points: number
      /** Settlement value of the underlying. */
      readonly value_points: number
      readonly basis: string
    }
  | { readonly kind: 'settlement-awaited'; readonly at: EpochMs; readonly instrument: string }
  | {
      readonly kind: 'futures-marked'
      readonly at: EpochMs
      readonly marks: readonly {
        readonly trade: string
        readonly instrument: string
        readonly settle_points: number
      }[]
    }
  | {
      readonly kind: 'day-closed'
      readonly at: EpochMs
      readonly equity_cents: Cents
      readonly margin_cents: Cents
      /** What the session's ledger and margin say of each chain. */
      readonly chains: readonly {
        readonly id: string
        readonly lvr_cents: Cents
        readonly margin_cents: Cents
      }[]
    }

/** What an event set off: for whoever records, prints or counts. */
export type KernelEffect =
  | { readonly kind: 'order-placed'; readonly order: string; readonly intent: Intent }
  | { readonly kind: 'trade-opened'; readonly trade: string; readonly chain: string; readonly layer: string }
  | { readonly kind: 'trade-closed'; readonly trade: string; readonly chain: string; readonly how: string }
  | { readonly kind: 'chain-closed'; readonly chain: TradeChainState }

/** One account, condors and hedges together: what `step` folds events into. Plain data, replaced and never changed. */
import type { Cents, EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { LotBook } from '../../book/position/lots.ts'
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import type { Intent } from '../../policy/intent.ts'
import type { InvariantState } from '../../policy/invariant/invariant.ts'

/** The condor a trade is. Legs are of one contract. */
export interface CondorTerms {
  readonly root: string
  readonly expiration: IsoDate
  readonly legs: CondorLegs<OptionLeg>
  /** Condors open. */
  readonly contracts: number
  /** Per condor, points, fees left out. */
  readonly entryCredit_points: number
  readonly entry: InvariantState | null
  readonly entryNote: string
}

/** Contracts of one VX future. It is settled in cash every day, so it has no value of its own, only a mark it is settled to. */
export interface HeldFuture {
  readonly instrument: string
  /** Signed. */
  readonly quantity: number
  /** Dollars per point. */
  readonly multiplier: number
  /** Of one contract, the price it was last settled to. */
  readonly mark_cents: Cents
}

/** The layer of what closes the delta of the condors. */
export const DELTA_LAYER = 'delta'
/** What the names of the hedge's layers begin with. */
export const HEDGE_LAYER = 'hedge:'

/** An open trade: a condor, what is left of one, or a hedge. */
export interface OpenTrade {
  readonly id: string
  /** First trade of its chain of rolls. */
  readonly chain: string
  /** `core`, `delta`, or `hedge:` and the layer. */
  readonly layer: string
  readonly openedAt: EpochMs
  /** Null for a hedge, and for a condor that was closed but for legs nobody bids for. */
  readonly condor: CondorTerms | null
  readonly lots: LotBook
  readonly futures: readonly HeldFuture[]
  /** Fills booked so far: names the next one. */
  readonly fills: number
}

/** A chain of rolls with an open trade, or closed in the session under way. */
export interface TradeChainState {
  readonly id: string
  readonly layer: string
  readonly structureId: string | null
  readonly openedAt: EpochMs
  readonly openedOn: IsoDate
  readonly trades: readonly string[]
  readonly contracts: number
  readonly entryCredit_points: number
  readonly cash_cents: Cents
  readonly fees_cents: Cents
  /** The most margin it took after any fill or at a close. */
  readonly marginMax_cents: Cents
  /** The most margin of each session, added up over those in which it took any, and those sessions: their quotient is the average. */
  readonly marginDays_cents: number
  readonly days: number
  /** Its ledger's LVR so far; negative where it was lost. */
  readonly lvr_cents: Cents
  readonly rolls: number
  readonly adjustments: number
  /** How its entry was filled, and how it ended. */
  readonly entryFill: string
  readonly ended: string | null
}

/** An intent that waits for a snapshot to be filled on. */
export interface PendingOrder {
  readonly id: string
  readonly decidedAt: EpochMs
  readonly intent: Exclude<Intent, { readonly kind: 'hold' | 'stand-aside' }>
}

export interface AccountState {
  /** Session under way, or the last one. */
  readonly date: IsoDate | null
  readonly at: EpochMs | null
  readonly cash_cents: Cents
  readonly trades: readonly OpenTrade[]
  readonly chains: readonly TradeChainState[]
  readonly pending: readonly PendingOrder[]
  /** Instruments that have expired and whose settlement value is not published. */
  readonly awaiting: readonly string[]
  /** Days (since 1970) of adjustments within the last week. */
  readonly adjustmentDays: readonly number[]
  /** Premium and fees of hedges by day within the last year; positive is paid. */
  readonly hedgeSpending: readonly { readonly day: number; readonly cents: number }[]
  /** At the last close. */
  readonly equity_cents: Cents
  /** The most that was taken after any fill of the last session and at its close. */
  readonly margin_cents: Cents
  readonly equityHigh_cents: Cents
  readonly drawdownMax_cents: Cents
  /** Of the next trade and the next order: ids are counted, so that a replay gives the same ones. */
  readonly nextTrade: number
  readonly nextOrder: number
}

export const openAccount = (cash_cents: Cents): AccountState => ({
  date: null,
  at: null,
  cash_cents,
  trades: [],
  chains: [],
  pending: [],
  awaiting: [],
  adjustmentDays: [],
  hedgeSpending: [],
  equity_cents: cash_cents,
  margin_cents: 0 as Cents,
  equityHigh_cents: cash_cents,
  drawdownMax_cents: 0 as Cents,
  nextTrade: 1,
  nextOrder: 1,
})

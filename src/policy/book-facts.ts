/** What a decision knows of the book: open condors with the state they were sold in, hedges held, and what was spent. */
import type { Cents, EpochMs, IsoDate } from '../base/vocabulary/quantity.ts'
import type { CondorLegs, OptionLeg } from '../book/structure/legs.ts'
import type { InvariantState } from './invariant/invariant.ts'

/** A chain by its name and the hash of its content. */
export interface EntrySource {
  readonly source: string
  readonly contentHash: string
  /** ISO with the New York offset. */
  readonly quotedAt: string
}

/** One open condor: a trade that is the last of its chain of rolls. */
export interface HeldPosition {
  readonly trade: string
  /** Trades of its chain of rolls, first to last, this one included. */
  readonly chain: readonly string[]
  /** Hash of the rules it was opened by; null where nobody said. */
  readonly rulesHash: string | null
  /** The structure of the rules it was opened as; null where nobody said. */
  readonly structureId: string | null
  readonly openedAt: EpochMs
  readonly root: string
  readonly expiration: IsoDate
  /** Condors; the legs are of one. */
  readonly contracts: number
  readonly legs: CondorLegs<OptionLeg>
  /** Credit of this trade per condor, points, fees left out. */
  readonly entryCredit_points: number
  /** The state it was sold in: what invariants are compared with. Null where it is not known; `entryNote` says why. */
  readonly entry: InvariantState | null
  readonly entryNote: string
  /** The chain it was read from and is to be recorded with; null where it is recorded already, or unknown. */
  readonly entrySource: EntrySource | null
  /** Cash of the whole chain, fees paid; received is positive. */
  readonly chainCash_cents: Cents
  /** Times it was rolled in time. */
  readonly rolls: number
  /** Times it was re-struck or resized, the whole chain. */
  readonly adjustments: number
}

/** One instrument on volatility that is held: an OCC symbol of a VIX option, or a VX future. */
export interface HeldHedge {
  readonly trade: string
  readonly instrument: string
  /** Signed contracts. */
  readonly quantity: number
  /** Paid for what is held, fees left out; positive is paid. */
  readonly cost_cents: Cents
  /** The layer it was bought for; null where nobody said. */
  readonly layerId: string | null
}

/** A trade that is held and that no rule speaks of: shown, never decided on. */
export interface HeldOther {
  readonly trade: string
  /** What it holds and why it is no condor. */
  readonly says: string
  /** What it ties up, no credit counted; null where that is unknown or has no bound. */
  readonly margin_dollars: number | null
}

/** Contracts of an index option that are held outside condors. */
export interface HeldIndexOption {
  readonly trade: string
  /** OCC symbol. */
  readonly instrument: string
  /** Signed contracts. */
  readonly quantity: number
  /** Bought to close delta; else a leg of a trade that no rule speaks of. */
  readonly closesDelta: boolean
}

export interface BookFacts {
  readonly positions: readonly HeldPosition[]
  readonly hedges: readonly HeldHedge[]
  /** Index options outside condors: they count for the book's delta. */
  readonly indexOptions: readonly HeldIndexOption[]
  readonly others: readonly HeldOther[]
  /** Re-strikes, resizes and early closes of the last seven days, whole book: what the motion budget counts. */
  readonly adjustmentsLastWeek: number
  /** Premium of hedges that counts against the yearly budget: `hedgeSpentLastYear` of policy/hedge/hedge-spent.ts. */
  readonly hedgeSpentLastYear_dollars: number
}

export const NOTHING_HELD: BookFacts = {
  positions: [],
  hedges: [],
  indexOptions: [],
  others: [],
  adjustmentsLastWeek: 0,
  hedgeSpentLastYear_dollars: 0,
}

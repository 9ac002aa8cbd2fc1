/** What a run hands over: plain columns, closed chains, and everything it has to say of itself. */
import type { LedgerLine } from '../../book/ledger/book-ledger.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { AccountState } from '../kernel/account-state.ts'

/** A closed chain of rolls, from first fill to last. */
export interface ClosedChain {
  readonly id: string
  readonly layer: string
  readonly structureId: string | null
  /** Days since 1970-01-01. */
  readonly entryDay: number
  readonly exitDay: number
  /** After all costs. */
  readonly pnl_cents: number
  readonly fees_cents: number
  /** Average over the closes it was held, and the most. */
  readonly margin_cents: number
  readonly marginMax_cents: number
  /** LVR lost over its life, positive where it was lost. */
  readonly lvr_cents: number
  readonly won: boolean
  readonly contracts: number
  readonly entryCredit_points: number
  readonly trades: number
  readonly rolls: number
  readonly adjustments: number
  readonly entryFill: string
  readonly ended: string
}

/** Something the run met and what it did, counted. */
export interface RunNote {
  readonly code: string
  readonly count: number
  readonly first: IsoDate
  readonly last: IsoDate
  /** The first of them, in words. */
  readonly example: string
}

/** One line of the ledger by day, cents; a gain is positive. */
export interface AttributionColumn {
  readonly id: string
  readonly label: string
  readonly cents: Float64Array
}

export interface BacktestRun {
  readonly label: string
  readonly rung: Rung
  readonly rulesHash: string
  /** Of everything the days held: snapshots, holes, bills, settlement values used. */
  readonly dataHash: string
  readonly optionsHash: string
  readonly seed: number | null
  /** Columns by session. */
  readonly days: Int32Array
  readonly equity_cents: Float64Array
  readonly cash_cents: Float64Array
  readonly margin_cents: Float64Array
  readonly billsReturns: Float64Array
  /** Null where any session's is unknown. */
  readonly marketReturns: Float64Array | null
  /** By layer (`core`, `hedge:...`, `cash`), each line of the ledger; together they are the change of equity, to the cent. */
  readonly ledger: ReadonlyMap<string, Readonly<Record<LedgerLine, Float64Array>>>
  /** Lines of the condors, a total of each hedge layer, and interest: together the change of equity. */
  readonly attribution: readonly AttributionColumn[]
  /** In order of entry. */
  readonly trades: readonly ClosedChain[]
  /** The account at the end: what is still held is in it. */
  readonly account: AccountState
  readonly log: readonly RunNote[]
  /** What must stand over every figure of the run: no costs, modelled settlement. */
  readonly banners: readonly string[]
  /** Banners and log as sentences. */
  readonly notes: readonly string[]
}

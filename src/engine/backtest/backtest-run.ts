/** What a run hands over: plain columns, closed chains, and everything it has to say of itself. */
import type { LedgerLine } from '../../book/ledger/book-ledger.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { ClosedTrade, RunRecord } from '../evidence/run-record.ts'
import type { AccountState } from '../kernel/account-state.ts'

/** A closed chain of rolls, from first fill to last, with what a report may ask beyond the evidence. */
export interface ClosedChain extends ClosedTrade {
  readonly id: string
  readonly layer: string
  readonly structureId: string | null
  readonly fees_cents: number
  readonly marginMax_cents: number
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

export interface BacktestRun extends RunRecord {
  readonly cash_cents: Float64Array
  readonly margin_cents: Float64Array
  /** By layer (`core`, `hedge:...`, `cash`), each line of the ledger; together they are the change of equity, to the cent. */
  readonly ledger: ReadonlyMap<string, Readonly<Record<LedgerLine, Float64Array>>>
  readonly trades: readonly ClosedChain[]
  /** The account at the end: what is still held is in it. */
  readonly account: AccountState
  readonly log: readonly RunNote[]
  /** What must stand over every figure of the run: no costs, modelled settlement. */
  readonly banners: readonly string[]
}

/** What a journal adds up to. Plain data, replaced and never changed; the same records always give the same state. */
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import type { Fill } from '../../book/position/fill.ts'
import { EMPTY_LOTS, type LotBook } from '../../book/position/lots.ts'
import type { BaselineRecorded, DecisionRecorded, PaperOpened, PaperSessionRecorded } from './event.ts'

export interface TradeState {
  readonly id: string
  /** The trade it was rolled from. */
  readonly parent: string | null
  readonly openedAt: EpochMs
  readonly rulesHash: string | null
  /** What was said of it when it was opened, or of the trade it was rolled from; null where nobody said. */
  readonly layer: string | null
  readonly structureId: string | null
  /** In the order recorded; settlements stand among them as fills at intrinsic value. */
  readonly fills: readonly Fill[]
  /** First in, first out within the trade. */
  readonly lots: LotBook
  /** When it was declared closed; null while it is not. */
  readonly closedAt: EpochMs | null
  readonly notes: readonly string[]
  /** The state it was sold in; null where none is recorded. */
  readonly baseline: BaselineRecorded | null
}

/** An account on paper: its terms, and what every session did. */
export interface PaperState {
  readonly opened: PaperOpened
  readonly sessions: readonly PaperSessionRecorded[]
}

export interface BookState {
  readonly trades: ReadonlyMap<string, TradeState>
  /** Every fill by its id, settlements included. */
  readonly fills: ReadonlyMap<string, Fill>
  /** Rule sets by hash. */
  readonly rules: ReadonlyMap<string, { readonly name: string; readonly rules: unknown }>
  readonly decisions: readonly DecisionRecorded[]
  /** Notes that belong to no trade. */
  readonly notes: readonly string[]
  /** Accounts on paper by name; nothing in them is held. */
  readonly papers: ReadonlyMap<string, PaperState>
}

export const EMPTY_BOOK: BookState = {
  trades: new Map(),
  fills: new Map(),
  rules: new Map(),
  decisions: [],
  notes: [],
  papers: new Map(),
}

export const newTrade = (
  trade: Pick<TradeState, 'id' | 'parent' | 'openedAt' | 'rulesHash' | 'layer' | 'structureId'>,
  note: string | null,
): TradeState => ({
  ...trade,
  fills: [],
  lots: EMPTY_LOTS,
  closedAt: null,
  notes: note === null ? [] : [note],
  baseline: null,
})

/** Signed contracts still held of each instrument, those of zero left out. */
export function holdings(trade: TradeState): ReadonlyMap<string, number> {
  const held = new Map<string, number>()
  for (const lot of trade.lots.open) held.set(lot.instrument, (held.get(lot.instrument) ?? 0) + lot.quantity)
  return held
}

/** A trade without fills is open until it is closed: its fills are still to come. */
export const isOpen = (trade: TradeState): boolean => trade.closedAt === null

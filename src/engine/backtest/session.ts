/** What a run keeps of a session under way, and of one snapshot of it. */
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { HeldStep } from '../../book/ledger/book-ledger.ts'
import type { BacktestDay } from './backtest-day.ts'
import type { AccountMargin } from './margin-of-account.ts'
import type { LinesByLayer } from './lines-by-layer.ts'
import type { QuoteBook } from './quote-book.ts'

/** Of one session, over its snapshots. */
export interface Session {
  readonly date: IsoDate
  /** What bills returned since the session before. */
  readonly bills: number
  /** The ledger so far, by layer. */
  lines: LinesByLayer
  /** LVR so far, by chain. */
  readonly lvr: Map<string, number>
  /** Margin of trades that a roll replaced today, by chain: held beside the new one. */
  readonly overlap: Map<string, number>
  readonly margin: SessionMargin
  /** Why condors were not opened; told of the session where none was. */
  readonly refused: Set<string>
  opened: boolean
}

export const newSession = (date: IsoDate, bills: number): Session => ({
  date,
  bills,
  lines: new Map(),
  lvr: new Map(),
  overlap: new Map(),
  margin: new SessionMargin(),
  refused: new Set(),
  opened: false,
})

/** The most margin taken after any fill of a session and at its close, in cents. */
class SessionMargin {
  total = 0
  readonly byChain = new Map<string, number>()

  note(now: AccountMargin, overlap: ReadonlyMap<string, number>): void {
    this.total = Math.max(this.total, now.total_cents + sumOf(overlap))
    for (const [chain, cents] of now.byChain) {
      const all = cents + (overlap.get(chain) ?? 0)
      this.byChain.set(chain, Math.max(this.byChain.get(chain) ?? 0, all))
    }
  }
}

export const sumOf = (cents: ReadonlyMap<string, number>): number => {
  let sum = 0
  for (const each of cents.values()) sum += each
  return sum
}

/** Of one snapshot, while it lasts. */
export interface Snapshot {
  readonly day: BacktestDay
  readonly quotes: QuoteBook
  readonly session: Session
  readonly steps: HeldStep[]
  /** Cash moved, by layer. */
  readonly cash: Map<string, number>
  /** What fills should have cost, by layer: spread and fees. */
  readonly expectedCosts: Map<string, number>
  /** Events that may have rounded a cent. */
  roundings: number
}

export const openSnapshot = (day: BacktestDay, quotes: QuoteBook, session: Session): Snapshot => ({
  day,
  quotes,
  session,
  steps: [],
  cash: new Map(),
  expectedCosts: new Map(),
  roundings: 1,
})

import type { HeldStep } from '../../book/ledger/book-ledger.ts'
import type { BacktestDay } from './backtest-day.ts'
import type { QuoteBook } from './quote-book.ts'

/** Of one session, while it lasts. */
export interface Session {
  readonly day: BacktestDay
  readonly quotes: QuoteBook
  readonly steps: HeldStep[]
  /** Cash moved, by layer. */
  readonly cash: Map<string, number>
  /** What fills should have cost, by layer: spread and fees. */
  readonly expectedCosts: Map<string, number>
  /** Events that may have rounded a cent. */
  roundings: number
  /** Margin of trades that a roll replaced today, by chain: held beside the new one. */
  readonly overlap: Map<string, number>
}

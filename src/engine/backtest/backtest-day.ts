/**
 * One snapshot of a session as a backtest is handed it: of most sessions the only one. A day without a snapshot is a day too: it
 * says why.
 */
import type { EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import type { InstrumentQuote } from './instrument-quote.ts'

/** A series that has expired and is to be settled. */
export interface ExpiredSeries {
  readonly root: string
  readonly expiration: IsoDate
  readonly style: 'AM' | 'PM'
  /** The session on which the value is struck. */
  readonly settlementDate: IsoDate
}

/** Where a settlement value came from: published, or by an assumption that the run states. */
export type SettlementBasis = 'official' | 'close' | 'prior-close'

export interface SettlementValue {
  readonly value_points: number
  readonly basis: SettlementBasis
}

export interface BacktestDay {
  readonly date: IsoDate
  /** Later snapshots of the same session follow: the session is not closed on this one. */
  readonly more?: boolean
  /** When the snapshot was struck; the close where there is none. */
  readonly at: EpochMs
  /** What may be known at the snapshot; null where the day has none. */
  readonly facts: MarketFacts | null
  /** Why there is no snapshot: halted, missing, refused. */
  readonly hole: string | null
  /** What is published of a series' settlement by `at`; null while it is not. Asked again on later days. */
  settlementValue(series: ExpiredSeries): SettlementValue | null
  /** Quotes of VIX options and VX futures where they are not to be priced off the VX curve of the facts. */
  quoteHedge?(instrument: string): InstrumentQuote | null
  /** Yield of T-bills, simple, decimal per 365-day year, known at the start of the day; null where unknown. */
  readonly billRate: number | null
  /** Simple total return of the index since the session before, read at the session's last snapshot; null where unknown. */
  readonly marketReturn: number | null
}

/** What days a backtest is handed, and what they stand on. */
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { BacktestDay } from '../../engine/backtest/backtest-day.ts'
import type { SimulationMode } from '../../market/model/simulator/simulated-market.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'

export type BacktestData = 'indexed' | 'quoted' | 'simulated'

export interface BacktestRequest {
  readonly data: BacktestData
  /** First and last day wanted; null: as far as the data reaches. */
  readonly from: IsoDate | null
  readonly to: IsoDate | null
  /** Of a simulated market. */
  readonly seed: number
  readonly mode: SimulationMode
  readonly years: number
  /**
   * Of a session. `all`: every one that is stored; a number: so many, which only a simulated market can give. Default: one, the
   * last.
   */
  readonly snapshots?: 'all' | number
  /** Whose series and regimes the days are to hold; default: none's. */
  readonly rules?: readonly RuleSet[]
}

/** One thing that the days stand on: `VIX`, `modelled from the index path`. */
export interface SourceNote {
  readonly what: string
  readonly says: string
  /** Null where the data has none. */
  readonly rung: Rung | null
}

/** Days to be run over as often as wanted: they are the same each time. */
export interface BacktestSource {
  readonly data: BacktestData
  readonly rung: Rung
  /** First and last session. */
  readonly from: IsoDate
  readonly to: IsoDate
  readonly sessions: number
  /** How many days come: with several snapshots a session, more than sessions. */
  readonly count: number
  /** SHA-256 of everything the days are made of. */
  readonly contentHash: string
  /** The same as one rule set sees it: series that only others read are not in it. */
  dataHashOf(rules: RuleSet): string
  readonly notes: readonly SourceNote[]
  /** Of the simulated market; null where there is none. */
  readonly seed: number | null
  /** The index and the other assets at hand, for correlations with an account; empty where there are no others. */
  proxies(): Promise<readonly DailyBars[]>
  days(): Iterable<BacktestDay> | AsyncIterable<BacktestDay>
  /** Lets go of files. */
  close(): void
}

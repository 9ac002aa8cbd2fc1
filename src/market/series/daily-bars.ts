/** Daily bars of one index as columns, ascending by day, one row a session. */
import type { Rung } from '../../base/vocabulary/rung.ts'

export interface DailyBars {
  readonly symbol: string
  readonly source: string
  readonly rung: Rung
  /** Days since 1970-01-01. */
  readonly days: Int32Array
  readonly closes: Float64Array
  /** Null where the source has no such column or it is unusable. */
  readonly opens: Float64Array | null
  readonly highs: Float64Array | null
  readonly lows: Float64Array | null
}

/** Series that are not daily bars: one value a date (FRED, Cboe single-value indices), and futures settlement histories. */
import type { Rung } from '../../base/vocabulary/rung.ts'

/** One value a date; missing values are absent rows, never zeros. */
export interface ValueSeries {
  readonly symbol: string
  readonly source: string
  readonly rung: Rung
  /** Days since 1970-01-01, ascending. */
  readonly days: Int32Array
  readonly values: Float64Array
  /** True where values are latest-vintage revisions, not as first published. */
  readonly revised: boolean
  /** Days on which the values became known, one a value; absent where the source does not say. */
  readonly publishedDays?: Int32Array
}

/** Settlement history of one futures contract, ascending by day. */
export interface FuturesHistory {
  /** `VX`. */
  readonly root: string
  /** Days since 1970-01-01 of final settlement. */
  readonly expirationDay: number
  readonly source: string
  readonly days: Int32Array
  /** Settlement prices in index points (the factor ten of before 2007-03-26 removed). Unsettled rows are absent. */
  readonly settles: Float64Array
  readonly volumes: Float64Array
  readonly openInterests: Float64Array
}

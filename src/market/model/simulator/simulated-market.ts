import type { OptionRight } from '../../../base/vocabulary/option-right.ts'
import type { DayNumber, EpochMs } from '../../../base/vocabulary/quantity.ts'
import type { Surface } from '../surface-model.ts'

/**
 * `realistic`: looks like the S&P 500 and VIX, prices by the fitted surface; rules can be seen at work in it, no claim can be
 * proved by it. `fair`: one Heston model prices and moves everything, no position has an edge. `planted`: as fair, but the
 * index realises a known share of the variance it is priced with, so that every held position has a known edge.
 */
export type SimulationMode = 'realistic' | 'fair' | 'planted'

/** A European option on the index. */
export interface SimulatedOption {
  /** After the row's quotes: a PM expiry's close or an AM expiry's opening. */
  readonly settlesAt: EpochMs
  readonly strike_points: number
  readonly right: OptionRight
}

export interface SimulatedVixOption {
  /** The date in the symbol; it settles to VIX at that morning's opening. */
  readonly expirationDay: DayNumber
  readonly strike_points: number
  readonly right: OptionRight
}

export interface VixOptionValue {
  /** Present value, vol points. */
  readonly price_points: number
  /** The VX future of the same expiry. */
  readonly forward_points: number
  /** Black-76 on that future, calendar-365 years; null where the price is too small, or too near its bound, to have one. */
  readonly volatility: number | null
}

/** What a path is. Columns by row, one row a snapshot: of a session one, at the close, or several. */
export interface SimulatedPath {
  /** Index at the row's quotes; at the close it is what PM expiries of that day settle to. */
  readonly spots_points: Float64Array
  /** Index at the opening of the row's session: what AM expiries settle to. Row 0 has no night before it and repeats its close. */
  readonly opens_points: Float64Array
  readonly vix_vol_points: Float64Array
  /** VIX at the opening: what VX and VIX options settle to. Row 0 repeats its close. */
  readonly openVix_vol_points: Float64Array
  /**
   * Decimal per year. Heston's instantaneous variance, as priced, in `fair` and `planted`; in `realistic` the variance the
   * next session, or what is left of this one, is drawn with.
   */
  readonly variances: Float64Array
}

/** One seed, one path, and what everything costs on it. All of it is on the rung `simulated`. */
export interface SimulatedMarket extends SimulatedPath {
  readonly mode: SimulationMode
  readonly seed: number
  /** Continuously compounded, per calendar-365 year; constant. */
  readonly rate: number
  readonly dividendYield: number
  /** Rows of every session but the first, which has its close alone: row 0. */
  readonly snapshots: number
  /** Session day numbers. */
  readonly days: Int32Array
  /** When each row's quotes are struck, epoch milliseconds: the close of index options, and times of the day before it. */
  readonly quotedAt: Float64Array
  /** Smiles are made when asked for, and kept until two other rows have been asked for. */
  surfaceAt(row: number): Surface
  /** Present value, index points, at the row's quotes. */
  optionPrice(row: number, option: SimulatedOption): number
  /** What the option pays on average, not discounted, given the row's state; null where that is not known (`realistic`). */
  expectedPayoff(row: number, option: SimulatedOption): number | null
  /** Settlement values of the VX futures with those expirations, vol points. Each must settle after the row's quotes. */
  vxCurveAt(row: number, expirationDays: ArrayLike<number>): Float64Array
  vixOptionAt(row: number, option: SimulatedVixOption): VixOptionValue
}

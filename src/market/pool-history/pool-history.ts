/**
 * The observed path of one pool: prices, liquidity and volume in columns, in units of whole tokens. Prices are numeraire per risky
 * token. Row i states the price at the end of its period and what was traded during it.
 */
import type { OptionalColumn } from '../quote/chain.ts'
import type { RefusalLog } from '../quote/refusal-log.ts'

export interface PoolHistory {
  readonly source: string
  /** Epoch milliseconds, strictly ascending: the label of each row's period. */
  readonly times: Float64Array
  readonly prices: Float64Array
  /** Active liquidity sqrt(x y) of the virtual reserves, whole tokens; may be 0. */
  readonly liquidities: Float64Array
  /** Value of what was paid in during the period, numeraire: the base of the fees. */
  readonly volumes: OptionalColumn
  /** What the pool's balances gained during the period, fees included. Null where the file does not say. */
  readonly flows: PoolFlows | null
  /** Most frequent spacing of rows, milliseconds; 0 for a single row. */
  readonly spacing: number
  readonly gaps: PoolGaps
  /** How liquidity is known, for the reader. */
  readonly liquidityNote: string
  /** What was assumed or set aside, counted. */
  readonly warnings: readonly string[]
}

interface PoolFlows {
  readonly risky: Float64Array
  readonly numeraire: Float64Array
}

/** Places where rows are further apart than usual. The move across one is a single move: nothing is filled in. */
export interface PoolGaps {
  readonly count: number
  /** Longest, milliseconds. */
  readonly longest: number
  /** Periods without a row between the first and the last. */
  readonly missingPeriods: number
}

/** Which token of a pair is risky, how amounts are scaled, what the fee is: what a file of raw integers does not say. */
export interface PoolTerms {
  readonly decimals0: number
  readonly decimals1: number
  readonly riskyToken: 0 | 1
  /** As a fraction of the input; null where unknown: fees are then unknown too. */
  readonly fee: number | null
  /** How the terms are known: stated, of a pool recognised by its address, or the default. */
  readonly note: string
}

/** A file as decoded: its history, or why it is unusable. */
export interface DecodedPool {
  readonly history: PoolHistory | null
  readonly refusals: RefusalLog
}

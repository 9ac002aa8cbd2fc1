/** What one run of the backtester hands over: everything that the evidence about it is computed from. Plain data. */
import type { Rung } from '../../base/vocabulary/rung.ts'

/**
 * A closed chain of trades: an entry and everything it was adjusted or rolled into, from first fill to last. A rolled loser is
 * part of its chain and not a trade of its own.
 */
export interface ClosedTrade {
  /**
   * Trades of `core`, or without a layer, are what expectancy and win rate are of. Hedges are judged by the ledger and by the
   * account, not by how often an insurance paid.
   */
  readonly layer?: string
  /** Days since 1970-01-01 of the first fill; what pairs the same cycle in two runs. */
  readonly entryDay: number
  readonly exitDay: number
  /** After all costs. */
  readonly pnl_cents: number
  /** Average margin over the days held. */
  readonly margin_cents: number
  /** LVR lost over its life, positive where it was lost. */
  readonly lvr_cents: number
  /** Ended above zero after costs. */
  readonly won: boolean
  /**
   * How a condor ended whose close was wanted once while it cost more than settlement can, and so was not made; null where that
   * never was. Absent where the run does not know.
   */
  readonly keptBack?: 'settled' | 'closed' | null
}

/** One line of the ledger of the whole run by day; a gain is positive, so LVR and costs are negative where they were lost. */
export interface AttributionLine {
  /**
   * `time`, `delta`, `lvr`, `volatility`, `rates`, `costs`, a total of each hedge layer and of `close-delta`, `interest`. The
   * figures read `time`, `lvr`, `costs` and `interest`.
   */
  readonly id: string
  readonly label: string
  /** One a day, aligned with `days`; the first is what happened before the first close, such as costs of an entry at it. */
  readonly cents: Float64Array
}

/** On how many sessions something kept new condors from being opened, in words without figures. */
export interface EntryRefusal {
  readonly because: string
  readonly sessions: number
}

export interface RunRecord {
  readonly label: string
  readonly rung: Rung
  readonly rulesHash: string
  readonly dataHash: string
  /** Of how the run was made apart from rules and data: fills, costs, entry days, account. */
  readonly optionsHash: string
  /** Of the simulated world or of random entries; null where the run has neither. */
  readonly seed: number | null
  /** Session days since 1970-01-01, ascending. */
  readonly days: Int32Array
  /**
   * Account value at the close of each day: cash, marks and the interest on cash, so that doing nothing earns the bills. Nothing
   * is paid in or out. Positive until the account is ruined.
   */
  readonly equity_cents: Float64Array
  /** Simple return of T-bills from the day before to each day, decimal; the first is not read. */
  readonly billsReturns: Float64Array
  /** Simple total return of the index over the same steps; null where there is none. */
  readonly marketReturns: Float64Array | null
  /** Lines that add up to the change of equity on every day after the first. */
  readonly attribution: readonly AttributionLine[]
  /** In order of entry. */
  readonly trades: readonly ClosedTrade[]
  /** Why nothing was opened on the sessions on which nothing was, most often first; absent where the run does not know. */
  readonly entryRefusals?: readonly EntryRefusal[]
  /** What the run says of itself: holes in the data, counterfactual expiries, zero costs. */
  readonly notes: readonly string[]
}

/**
 * Whether nothing but cash was held, by the ledger: every line but interest is zero throughout. What such an account earns beside the
 * bills is rounding and the days between yields, so ratios to its deviation say nothing. False where there is no ledger.
 */
export const heldOnlyCash = ({ attribution }: Pick<RunRecord, 'attribution'>): boolean =>
  attribution.length > 0 &&
  attribution.every(({ id, cents }) => id === 'interest' || cents.every((one) => one === 0))

/** The trades that expectancy, win rate and paired cycles are of: everything but hedges. */
export const coreTrades = (run: Pick<RunRecord, 'trades'>): readonly ClosedTrade[] =>
  run.trades.filter(({ layer = 'core' }) => layer === 'core')

/** Sessions on which any line of the ledger but interest moved; all of them where there is no ledger. */
export function sessionsHeld({ attribution, days }: Pick<RunRecord, 'attribution' | 'days'>): number {
  const lines = attribution.filter(({ id }) => id !== 'interest')
  if (attribution.length === 0) return days.length
  return days.reduce((count, _, i) => count + (lines.some(({ cents }) => cents[i] !== 0) ? 1 : 0), 0)
}

/** How a run is made, apart from its rules and its data. All of it is hashed. */
import type { LedgerConvention } from '../../book/ledger/book-ledger.ts'

/**
 * What a limit order does where natural is worse than its limit: `always` takes natural; `walk` gives way down to the natural
 * price decided on and no further; `limit` stays where it began.
 */
export type LimitPolicy = 'always' | 'walk' | 'limit'

export interface BacktestOptions {
  readonly account_dollars: number
  /**
   * `next-snapshot`: decided on one snapshot, filled on the next. `same-snapshot`: a scheduled entry is filled at natural on the
   * snapshot whose strikes it takes, on signals of the one before. Adjustments never are.
   */
  readonly entries: 'next-snapshot' | 'same-snapshot'
  readonly entryLimit: LimitPolicy
  readonly exitLimit: LimitPolicy
  /** Beyond the touch, each leg: this share of the quote's width, times VIX over 20 where VIX is above 20. 0 is the touch. */
  readonly slippage_share: number
  /** `table`: dated table; `rules`: what the rule set assumes. `none` is for studies of the arithmetic, and the run says so. */
  readonly costs: 'table' | 'rules' | 'none'
  readonly margin: 'reg-t' | 'portfolio'
  readonly ledger: LedgerConvention
  /** Sessions on which a new condor may be opened: every nth of the run, from `phase` (0 is the first). */
  readonly entryEvery: number
  readonly entryPhase: number
  readonly label: string
  readonly seed: number | null
}

export const BACKTEST_DEFAULTS: BacktestOptions = {
  account_dollars: 100_000,
  entries: 'same-snapshot',
  entryLimit: 'always',
  exitLimit: 'always',
  slippage_share: 0,
  costs: 'table',
  margin: 'reg-t',
  ledger: 'at-next',
  entryEvery: 1,
  entryPhase: 0,
  label: '',
  seed: null,
}

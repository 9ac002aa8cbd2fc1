/** What one run is made of, apart from its days. */
import type { BookFacts } from '../../policy/book-facts.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import type { Intent } from '../../policy/intent.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import type { AccountState } from '../kernel/account-state.ts'
import type { KernelEffect, KernelEvent } from '../kernel/kernel-event.ts'
import type { BacktestOptions } from './backtest-options.ts'

/** The decision: what live, paper and backtest share. */
export type Judge = (
  facts: MarketFacts,
  rules: RuleSet,
  book: BookFacts,
) => { readonly intents: readonly Intent[] }

export interface BacktestSetup {
  readonly rules: RuleSet
  readonly judge: Judge
  readonly options: BacktestOptions
  /** Hears every event and what it set off, in order: for journals, replays and tests. */
  readonly onEvent?: (event: KernelEvent, effects: readonly KernelEffect[], state: AccountState) => void
}

/** What one run is made of, apart from its days. */
import type { BookFacts } from '../../policy/book-facts.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import type { Intent } from '../../policy/intent.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import type { AccountState } from '../kernel/account-state.ts'
import type { KernelEffect, KernelEvent } from '../kernel/kernel-event.ts'
import type { BacktestOptions } from './backtest-options.ts'
import type { HeldItem } from './held-item.ts'
import type { LossBound } from './loss-bounds.ts'

/** The decision: what live, paper and backtest share. */
export type Judge = (facts: MarketFacts, rules: RuleSet, book: BookFacts) => Judged

/** A judge that tells the parts of its intents apart is asked for no more than the moment wants: new condors, or the rest. */
export interface Judged {
  readonly intents: readonly Intent[]
  readonly openings?: readonly Intent[]
  readonly upkeep?: readonly Intent[]
  /** Why no condor is opened, in words without figures; empty where one is. */
  readonly refusals?: readonly string[]
}

/** What a run carries from session to session beside its account: plain data, so that it can be kept. */
export interface CarriedRun {
  /** Last marks of what is held, and the state of the market behind them. */
  readonly items: readonly HeldItem[]
  readonly bounds: readonly LossBound[]
  /** Open chains whose close was kept back, and whether it was made later: see `ClosedTrade`. Absent in older records. */
  readonly keptBack?: readonly (readonly [chain: string, ended: 'settled' | 'closed'])[]
}

export interface ResumedRun extends CarriedRun {
  readonly account: AccountState
  /** Sessions behind it. */
  readonly sessions: number
  /** Of the last session that had a snapshot. */
  readonly before: MarketFacts | null
}

export interface BacktestSetup {
  readonly rules: RuleSet
  readonly judge: Judge
  readonly options: BacktestOptions
  /** Content hash of all data that the days are made of; by default of their snapshots and bills alone. */
  readonly dataHash?: string
  /** Where another process stopped; a run without begins with its options' cash. */
  readonly resume?: ResumedRun
  /** Hears every event and what it set off, in order: for journals, replays and tests. */
  readonly onEvent?: (event: KernelEvent, effects: readonly KernelEffect[], state: AccountState) => void
}

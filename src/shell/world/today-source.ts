/**
 * Where today's decision comes from: a chain file, else the newest stored chain, else the embedded index with a
 * modelled VIX and a modelled chain; for a day asked for by date, the newer of the last two. The same facts and the same rules whichever it is; only the rung differs.
 */
import type { Refusal } from '../../base/vocabulary/refusal.ts'
import type { Result } from '../../base/vocabulary/result.ts'
import type { MarketShock } from '../../market/model/shock-chain.ts'
import type { BookFacts } from '../../policy/book-facts.ts'
import type { Bridge } from '../../policy/bridge/bridge.ts'
import type { Decision } from '../../policy/decision.ts'
import type { IndicatorBoard } from '../../policy/indicator-board/board.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import type { AsOf } from './as-of.ts'
import type { StressAnswer, StressSubject } from './stress-of.ts'

export interface TodayRequest {
  /** Path of a chain file as the user wrote it, or null for what is at hand. */
  readonly chainFile: string | null
  readonly asOf: AsOf | null
  /** Decimal per year, continuously compounded; null takes the chain's own. */
  readonly rate: number | null
  readonly locale: string | null
  readonly allowPartial: boolean
  /** A rule set to decide by beside the presets: a rules file, or a preset's name, which needs no reading. */
  readonly rules?: string
  /** True: decide as if nothing were held. */
  readonly withoutBook?: boolean
  /** True: where the journal cannot be read, go on as if nothing were held; what depends on the book says why it is unknown. */
  readonly bookIfReadable?: boolean
  /** Markets moved by hand: of the whole decision, or of one trade. */
  readonly shocks?: readonly AskedShock[]
}

/** A move of the market that a person asks about. */
export interface AskedShock extends MarketShock {
  /** The trade it is for; null moves the market of the whole decision. */
  readonly trade: string | null
}

/** A rule set as a reader chooses it. */
export interface RulesAbout {
  readonly name: string
  readonly title: string
  readonly about: string
}

/** Facts read once; decisions by any rule set. */
export interface TodaySource {
  /** The rule sets one may decide by. */
  readonly rules: readonly RulesAbout[]
  decide(rulesName: string): Result<Decision>
  /** What is held, with the states it was sold in. */
  book(rulesName: string): Result<BookFacts>
  /** The rule set of a name in full: what a record of a decision keeps. */
  ruleSet(rulesName: string): Result<RuleSet>
  /** The decision's condor beside the pools it equals. */
  bridge(rulesName: string): Result<Bridge>
  /** The book, or the rules' condor, led through episodes of the past: an id, or `all`. */
  stress(rulesName: string, subject: StressSubject, episode: string): Promise<Result<StressAnswer>>
  /** Every indicator as of the decision's day. Reads what is stored anew; shocks do not move it. */
  indicators(rulesName: string): Promise<Result<IndicatorBoard>>
}

/** What a request points at, or why it cannot be used: the refusal of the whole, and of the rows behind it. */
export type Opened<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal; readonly rows: readonly Refusal[] }

export const opened = <T>(value: T): Opened<T> => ({ ok: true, value })
/** Not opened, for a reason that is not in single rows. */
export const notOpened = (refusal: Refusal): Opened<never> => ({ ok: false, refusal, rows: [] })

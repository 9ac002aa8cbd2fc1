import type { Reason } from '../../policy/decision.ts'
import type { Intent } from '../../policy/intent.ts'
import type { BookFacts } from '../../policy/book-facts.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import { canonicalHash } from '../../policy/rules/canonical.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import type { Judge } from './run-backtest.ts'

/** A judge that says why: `judge` of the policy is one. */
export type ReasonedJudge = (
  facts: MarketFacts,
  rules: RuleSet,
  book: BookFacts,
) => { readonly intents: readonly Intent[]; readonly reason: Reason }

/** One answer of a judge, as it is recorded and compared. */
export interface NotedJudgement {
  readonly intents: readonly Intent[]
  /** SHA-256 of the reason tree as canonical JSON. */
  readonly reasonHash: string
}

/** The same judge, each of its answers heard, whatever wiring asks it. */
export function notingJudge(judge: ReasonedJudge, note: (judgement: NotedJudgement) => void): Judge {
  return (facts, rules, book) => {
    const { intents, reason } = judge(facts, rules, book)
    note({ intents, reasonHash: canonicalHash(reason) })
    return { intents }
  }
}

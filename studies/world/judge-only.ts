import type { Judge } from '../../src/engine/backtest/run-backtest.ts'
import type { BookFacts, HeldPosition } from '../../src/policy/book-facts.ts'
import type { MarketFacts } from '../../src/policy/facts.ts'
import { judge } from '../../src/policy/judge.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'
import { isEntryCall } from './run-arms.ts'

/**
 * A judge of an arm that acts on some of what is held and leaves the rest alone. `picks` says on which, day by day; entries are those
 * of `entries`, default the arm's own rules.
 */
export function judgeOnly(
  picks: (facts: MarketFacts, book: BookFacts) => (position: HeldPosition) => boolean,
  entries?: RuleSet,
): Judge {
  return (facts, rules, book) =>
    isEntryCall(facts)
      ? judge(facts, entries ?? rules, { ...book, positions: [] })
      : judge(facts, rules, { ...book, positions: book.positions.filter(picks(facts, book)) })
}

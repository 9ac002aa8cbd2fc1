import type { MarketFacts } from '../../policy/facts.ts'
import type { IndicatorBoard } from '../../policy/indicator-board/board.ts'
import { type BoardInputs, indicatorBoard } from '../../policy/indicator-board/indicator-board.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import { boardInputs } from './board-inputs.ts'

/** The indicator board of a decision's facts, with what the store holds beside them. */
export async function indicatorsOf(
  facts: MarketFacts,
  rules: RuleSet,
  givenRate: number | null,
  book: BoardInputs['book'],
): Promise<IndicatorBoard> {
  return indicatorBoard(facts, { rules, book, ...(await boardInputs(facts, givenRate)) })
}

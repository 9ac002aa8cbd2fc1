import type { CandidateCore } from './candidate-core.ts'
import type { RuleSet, StructureRule } from './rules/rule-set.ts'

/** Contracts by each limit; null where the limit does not apply or its input is unknown. The least of them is the size. */
export interface Sizing {
  readonly byLvr: number | null
  readonly byMargin: number
  readonly byDisplayedSize: number | null
  readonly byMaximum: number
  readonly contracts: number
  /** Dollars of LVR per trading day the structure may use; null where the rules set no budget. */
  readonly lvrBudget_dollars_per_day: number | null
  readonly marginCap_dollars: number
}

/**
 * How many contracts: LVR at the forecast within the budget, margin within its share of the account, and no more than
 * every leg shows at the touch (bids of what is sold, asks of what is bought) where sizes are known. Each structure has
 * its share of the budget and of the margin.
 */
export function sizeOf(candidate: CandidateCore, structure: StructureRule, rules: RuleSet): Sizing {
  const { account_dollars, lvrBudget_bp_per_day, marginShareMax, contractsMax } = rules.sizing
  const share = structure.sizeShare
  const budget =
    lvrBudget_bp_per_day === null ? null : (account_dollars * lvrBudget_bp_per_day * share) / 10_000
  const marginCap = account_dollars * marginShareMax * share
  const lvr = candidate.lvr.atForecast_dollars_per_day
  const byLvr = budget === null || lvr === null || lvr <= 0 ? null : wholeOf(budget / lvr)
  const byMargin = candidate.margin_dollars > 0 ? wholeOf(marginCap / candidate.margin_dollars) : contractsMax
  const byDisplayedSize = displayedSize(candidate)
  return {
    byLvr,
    byMargin,
    byDisplayedSize,
    byMaximum: contractsMax,
    contracts: Math.min(byLvr ?? contractsMax, byMargin, byDisplayedSize ?? contractsMax, contractsMax),
    lvrBudget_dollars_per_day: budget,
    marginCap_dollars: marginCap,
  }
}

/** Whole contracts; a billionth forgives binary fractions. */
const wholeOf = (contracts: number): number => Math.floor(contracts + 1e-9)

function displayedSize(candidate: CandidateCore): number | null {
  let least: number | null = null
  for (const leg of candidate.legs) {
    const shown = leg.quantity < 0 ? leg.bidSize_contracts : leg.askSize_contracts
    if (shown === null) continue
    const size = Math.floor(shown / Math.abs(leg.quantity))
    least = least === null ? size : Math.min(least, size)
  }
  return least
}

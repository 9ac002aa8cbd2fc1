import { LVR_BUDGET_DEFAULTS, type LvrBudgetReading, readLvrBudget } from '../invariant/lvr-budget.ts'
import type { InvariantState } from '../invariant/invariant.ts'
import type { RuleSet } from '../rules/rule-set.ts'

/**
 * The LVR budget as a control of what is held: k* is the budget's share of one position, act above it by the act band (by
 * default half as much again). Null where the rules budget no LVR, or do not answer a k that is up with a cut.
 */
export function keepBudget(rules: RuleSet, now: InvariantState, contracts: number): LvrBudgetReading | null {
  const { lvrBudget_bp_per_day: budget, account_dollars, positionsMax } = rules.sizing
  if (budget === null || rules.invariant === null || rules.actions?.kUp !== 'resize') return null
  return readLvrBudget(now.model, contracts, now.forecastVariance, {
    ...LVR_BUDGET_DEFAULTS,
    budget_dollars_per_day: (account_dollars * budget) / 10_000 / (positionsMax ?? 1),
    actMultiple: Math.exp(rules.invariant.band.act),
    // What is held is not refused for its coverage: that gate is of entries.
    kappaMin: 0,
  })
}

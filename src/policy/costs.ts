import type { CandidateCore } from './candidate-core.ts'
import type { CostRules } from './rules/rule-set.ts'

/** Cost in dollars of trading one condor once at natural: what the spread takes from mid, and commission and fees. */
export function tradeCost(candidate: CandidateCore, costs: CostRules): number {
  const { mid_points, natural_points } = candidate.credit
  const spread = Math.max(0, mid_points - natural_points) * candidate.multiplier
  return spread + legCosts(candidate.legs, costs)
}

/** Commission and fees in dollars of trading one condor once. */
export function legCosts(legs: readonly { readonly quantity: number }[], costs: CostRules): number {
  let contracts = 0
  for (const leg of legs) contracts += Math.abs(leg.quantity)
  return contracts * (costs.commission_dollars + costs.fees_dollars)
}

import { structureGreeks } from '../../book/structure/greeks.ts'
import { INDEX_OPTION_MULTIPLIER } from '../../book/structure/legs.ts'
import { dollarGamma, lvrPerTradingDay } from '../../book/structure/lvr.ts'
import { marginRequirement } from '../../book/structure/margin.ts'
import type { UsedBudgets } from '../sizing.ts'
import type { JudgedPosition } from './judge-position.ts'

/**
 * What open positions use of the margin and of the LVR budget, those being closed included: until an order is filled its
 * position is there. LVR is unknown without a forecast, and where a condor cannot be marked; a condor that is long gamma
 * frees nothing.
 */
export function usedBudgets(
  positions: readonly JudgedPosition[],
  forecastVariance: number | null,
): UsedBudgets {
  let margin_dollars = 0
  let lvr: number | null = 0
  for (const { position, evidence } of positions) {
    const { legs, entryCredit_points, contracts } = position
    margin_dollars += marginRequirement(legs, entryCredit_points, INDEX_OPTION_MULTIPLIER) * contracts
    if (evidence === null || forecastVariance === null || lvr === null) {
      lvr = null
      continue
    }
    const { model } = evidence.now
    const gamma = dollarGamma(model, structureGreeks(model))
    lvr += Math.max(0, lvrPerTradingDay(gamma, forecastVariance)) * contracts
  }
  return { margin_dollars, lvr_dollars_per_day: lvr, positions: positions.length }
}

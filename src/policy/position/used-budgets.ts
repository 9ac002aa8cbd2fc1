import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { structureGreeks } from '../../book/structure/greeks.ts'
import { dollarGamma, lvrPerTradingDay } from '../../book/structure/lvr.ts'
import type { HeldOther } from '../book-facts.ts'
import type { UsedBudgets } from '../sizing.ts'
import { heldMargin } from './held-margin.ts'
import type { JudgedPosition } from './judge-position.ts'

/**
 * What open positions use of the margin and of the LVR budget, those being closed included: until an order is filled its
 * position is there. LVR is unknown without a forecast, and where a condor cannot be marked; a condor that is long gamma
 * frees nothing.
 */
export function usedBudgets(
  positions: readonly JudgedPosition[],
  others: readonly HeldOther[],
  forecastVariance: number | null,
  sessionDate: IsoDate,
): UsedBudgets {
  let margin_dollars = 0
  let lvr: number | null = 0
  const alive = positions.filter(({ position }) => position.expiration >= sessionDate)
  for (const { position, evidence } of alive) {
    margin_dollars += heldMargin(position)
    if (evidence === null || forecastVariance === null || lvr === null) {
      lvr = null
      continue
    }
    const { model } = evidence.now
    const gamma = dollarGamma(model, structureGreeks(model))
    lvr += Math.max(0, lvrPerTradingDay(gamma, forecastVariance)) * position.contracts
  }
  // Trades that no rule speaks of tie up margin all the same, and their bleed is not known.
  for (const other of others) {
    if (other.margin_dollars === 0) continue
    margin_dollars += other.margin_dollars ?? 0
    lvr = null
  }
  const held = others.filter((other) => other.margin_dollars !== 0).length
  return { margin_dollars, lvr_dollars_per_day: lvr, positions: alive.length + held }
}

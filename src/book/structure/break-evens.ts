import { findRoot } from '../../base/numerics/roots.ts'
import { valueOrNull } from '../../base/vocabulary/result.ts'
import type { CondorLegs, OptionLeg } from './legs.ts'
import { type StructureModel, structureValue } from './structure-model.ts'

/** Index levels at which P&L is zero; null where there is none on that side. */
export interface BreakEvens {
  readonly low_points: number | null
  readonly high_points: number | null
}

/**
 * Where a condor sold for `credit_points` neither earns nor loses at settlement: the short strikes moved outwards by the
 * credit. Null on a side whose wing is narrower than the credit (that side cannot lose) and on both sides when the credit
 * is zero or a debit (nothing can be earned).
 */
export function breakEvensAtExpiry(legs: CondorLegs<OptionLeg>, credit_points: number): BreakEvens {
  const [longPut, shortPut, shortCall, longCall] = legs
  if (credit_points <= 0) return { low_points: null, high_points: null }
  const putWidth = shortPut.strike_points - longPut.strike_points
  const callWidth = longCall.strike_points - shortCall.strike_points
  return {
    low_points: credit_points <= putWidth ? shortPut.strike_points - credit_points : null,
    high_points: credit_points <= callWidth ? shortCall.strike_points + credit_points : null,
  }
}

const SCAN_STEPS = 400
/** The scan covers the strikes and this share of the forward beyond them. */
const SCAN_MARGIN = 0.25

/**
 * Forward levels between which closing now, at model value, would earn: the edges of the profitable range around the
 * level of greatest P&L, each leg re-priced with its own volatility (sticky strike). Just after an opening at natural
 * there is usually no such range, because the spread must first be earned: then both are null.
 */
export function breakEvensToday(model: StructureModel, credit_points: number): BreakEvens {
  const profit = (forward_points: number): number => credit_points + structureValue(model, { forward_points })
  const strikes = model.legs.map((leg) => leg.strike_points)
  const reach = SCAN_MARGIN * model.forward_points
  const low = Math.max(model.forward_points / 100, Math.min(...strikes, model.forward_points) - reach)
  const high = Math.max(...strikes, model.forward_points) + reach
  const levelAt = (step: number): number => low + ((high - low) * step) / SCAN_STEPS
  const profits = Array.from({ length: SCAN_STEPS + 1 }, (_, step) => profit(levelAt(step)))
  let peak = 0
  for (let step = 1; step <= SCAN_STEPS; step += 1) if (profits[step] > profits[peak]) peak = step
  if (profits[peak] <= 0) return { low_points: null, high_points: null }
  const edge = (direction: -1 | 1): number | null => {
    for (let step = peak; step + direction >= 0 && step + direction <= SCAN_STEPS; step += direction) {
      if (profits[step + direction] > 0) continue
      const [from, to] = direction < 0 ? [step - 1, step] : [step, step + 1]
      return valueOrNull(findRoot(profit, levelAt(from), levelAt(to), { what: 'break-even today' }))
    }
    return null
  }
  return { low_points: edge(-1), high_points: edge(1) }
}

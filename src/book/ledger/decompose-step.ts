/**
 * One step of the convexity ledger, by full revaluation. In the stated order (time, spot, volatility, rates) every line is
 * the difference of two values, so the lines telescope to the change of value with no residual:
 *
 *   time       V(S0, v0, t1, r0) - V(S0, v0, t0, r0)
 *   spot       V(S1, v0, t1, r0) - V(S0, v0, t1, r0) = delta x dS - LVR
 *   volatility V(S1, v1, t1, r0) - V(S1, v0, t1, r0)
 *   rates      V(S1, v1, t1, r1) - V(S1, v1, t1, r0), dividend yield included
 *
 * Spot is split with the delta at t1 (then LVR is the Bregman gap of the value function at t1: never negative where it
 * is concave) and with the delta at t0 (what was held when the move came; charm x dS x dt then sits inside LVR).
 */
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { Revaluable } from './revaluable.ts'
import { type RiskFactors, checkedFactors } from './risk-factors.ts'
import { type SymmetricLines, symmetricLines } from './symmetric-lines.ts'

/** Both parts of the spot line: `spot = delta - lvr`. Money. */
export interface SpotSplit {
  readonly delta: number
  /** Loss-versus-rebalancing: positive is a loss. */
  readonly lvr: number
}

/** Money; `change = time + spot + volatility + rates`, and spot = delta - lvr in either convention. */
export interface StepLines {
  readonly change: number
  readonly time: number
  readonly spot: number
  readonly volatility: number
  readonly rates: number
  readonly deltaAtNext: SpotSplit
  readonly deltaAtStart: SpotSplit
  /** The same averaged over all orders of the four (Shapley): what to quote where one number must not depend on order. */
  readonly symmetric: SymmetricLines
}

/** What every report of a ledger prints beside it. */
export const LEDGER_ORDER = 'time, spot, volatility, rates'

/**
 * Splits the change of value from `before` to `after`. Refuses factors out of range and time that runs backwards; a
 * repeated instant and a gap of any length are answered.
 */
export function decomposeStep(
  position: Revaluable,
  before: RiskFactors,
  after: RiskFactors,
): Result<StepLines> {
  for (const factors of [before, after]) {
    const checked = checkedFactors(factors, position.name)
    if (!checked.ok) return checked
  }
  if (after.years > before.years) return refused(backwards(position, before, after))
  return accepted(splitStep(position, before, after))
}

/** The split of factors already checked: what loops call. */
export function splitStep(position: Revaluable, before: RiskFactors, after: RiskFactors): StepLines {
  const aged = { ...before, years: after.years }
  const moved = { ...aged, underlying: after.underlying }
  const start = position.value(before)
  const atAged = position.value(aged)
  const atMoved = position.value(moved)
  const atRepriced = position.value({ ...moved, volatility: after.volatility })
  const end = position.value(after)
  const spot = atMoved - atAged
  const dS = after.underlying - before.underlying
  const atNext = spotSplit(position, aged, after.underlying, spot)
  let symmetric: SymmetricLines | null = null
  return {
    change: end - start,
    time: atAged - start,
    spot,
    volatility: atRepriced - atMoved,
    rates: end - atRepriced,
    deltaAtNext: atNext,
    deltaAtStart: before.years === after.years ? atNext : splitBy(position.delta(before) * dS, spot),
    // Fifteen more values: worked out where somebody asks.
    get symmetric() {
      symmetric ??= symmetricLines(position, before, after)
      return symmetric
    },
  }
}

/** Spot's line where S alone moves from `from`, in the position's closed form where it has one. */
export function spotSplit(position: Revaluable, from: RiskFactors, to: number, spot: number): SpotSplit {
  const lvr = position.lvrOfMove?.(from, to)
  if (lvr !== undefined) return { delta: spot + lvr, lvr }
  return splitBy(position.delta(from) * (to - from.underlying), spot)
}

const splitBy = (delta: number, spot: number): SpotSplit => ({ delta, lvr: delta - spot })

function backwards(position: Revaluable, before: RiskFactors, after: RiskFactors) {
  return refuse('number.out-of-range', {
    field: 'years',
    was: `${after.years} after ${before.years}`,
    wanted: 'time to settlement that does not grow along the path',
    source: position.name,
  })
}

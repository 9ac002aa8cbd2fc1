import { findRoot } from '../../base/numerics/roots.ts'
import { valueOrNull } from '../../base/vocabulary/result.ts'
import { settlementValue } from '../../book/structure/settlement-value.ts'
import { type StructureGreeks, structureGreeks } from '../../book/structure/greeks.ts'
import { type StructureModel, structureValue } from '../../book/structure/structure-model.ts'
import type { BookItem } from '../../book/ledger/book-item.ts'
import { liquidityProfile } from '../../book/yields/liquidity-profile.ts'
import type { CondorCurves } from './bridge.ts'

/**
 * The condor's columns over the levels, its legs given as a structure and as items of a book. P&L counts from
 * `credit_points` received.
 */
export function condorCurves(
  model: StructureModel,
  items: readonly BookItem[],
  greeks: StructureGreeks,
  credit_points: number,
  levels: readonly number[],
): CondorCurves {
  const { multiplier, forward_points } = model
  const today = levels.map((level) => structureValue(model, { forward_points: level }))
  const profile = liquidityProfile(items, forward_points, Float64Array.from(levels))
  return {
    atExpiry_dollars: levels.map(
      (level) => (credit_points + settlementValue(model.legs, level)) * multiplier,
    ),
    today_dollars: today.map((value) => (credit_points + value) * multiplier),
    hedged_dollars: levels.map((level, i) => {
      const change = (today[i] ?? 0) - greeks.value - greeks.delta * (level - forward_points)
      return change * multiplier
    }),
    liquidity: levels.map((_, i) => (profile.present[i] === 1 ? (profile.liquidity[i] ?? null) : null)),
  }
}

/** The nearest levels below and above the forward at which gamma turns positive; null where it does not on the axis. */
export function turningLevels(
  model: StructureModel,
  levels: readonly number[],
): { readonly below: number | null; readonly above: number | null } {
  const gamma = (level: number): number => structureGreeks(model, level).gamma
  const search = (outward: readonly number[]): number | null => {
    let inner = model.forward_points
    for (const level of outward) {
      if (gamma(level) > 0)
        return valueOrNull(findRoot(gamma, Math.min(inner, level), Math.max(inner, level)))
      inner = level
    }
    return null
  }
  if (gamma(model.forward_points) >= 0) return { below: null, above: null }
  return {
    below: search(levels.filter((level) => level < model.forward_points).toReversed()),
    above: search(levels.filter((level) => level > model.forward_points)),
  }
}

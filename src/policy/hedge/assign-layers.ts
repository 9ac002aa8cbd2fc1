import type { HeldHedge } from '../book-facts.ts'
import type { HedgeLayer } from '../rules/rule-set.ts'
import { hedgeContract } from './hedge-contract.ts'

/**
 * Held hedges with the layer they belong to: the one they were bought for, or, where nobody said, the layer in whose span from
 * roll date to tenor the days left lie, the longest such; below every span the nearest layer, above them the furthest.
 */
export function assignLayers(
  held: readonly HeldHedge[],
  layers: readonly HedgeLayer[],
  asOfDay: number,
): readonly HeldHedge[] {
  const byTenor = [...layers].sort((a, b) => a.tenor_days - b.tenor_days)
  return held.map((one) => {
    if (one.layerId !== null) return one
    const contract = hedgeContract(one.instrument)
    if (contract === null || byTenor.length === 0) return one
    const days = contract.expirationDay - asOfDay
    const fitting = byTenor.findLast(({ rollAt_days }) => days > rollAt_days) ?? byTenor[0]
    return { ...one, layerId: fitting?.id ?? null }
  })
}

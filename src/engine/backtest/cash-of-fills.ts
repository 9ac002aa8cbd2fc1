import { fillCash } from '../../book/position/fill.ts'
import type { LegFill } from '../kernel/kernel-event.ts'

/** Cash of fills before fees. */
export function cashOfFills(fills: readonly LegFill[]): number {
  let cash = 0
  for (const fill of fills) cash += fill.future ? 0 : fillCash(fill)
  return cash
}

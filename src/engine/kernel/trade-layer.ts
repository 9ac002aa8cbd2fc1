/** A fill of a layer beside the condors, booked on the trades of the layer: hedges, and what closes delta. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { fillCash } from '../../book/position/fill.ts'
import { bookLeg, heldOf } from './book-leg.ts'
import { type Draft, type Of, removeIfFlat } from './draft.ts'
import type { LegFill } from './kernel-event.ts'
import { newTrade } from './new-trade.ts'

/** Legs first close what the layer holds of the instrument, oldest first; what is left opens a trade of the layer. */
export function tradeLayer(
  draft: Draft,
  layer: string,
  { at, closing, opening, how }: Of<'order-filled'>,
): void {
  const legs = [...closing, ...opening]
  let opened: string | null = null
  for (const leg of legs) {
    let left = leg.quantity
    for (const trade of draft.state.trades.filter((one) => one.layer === layer)) {
      const held = heldOf(trade, leg.instrument)
      if (left === 0 || held === 0 || Math.sign(held) === Math.sign(left)) continue
      const size = Math.sign(left) * Math.min(Math.abs(left), Math.abs(held))
      bookLeg(draft, trade.id, shareOf(leg, size), at)
      left -= size
      removeIfFlat(draft, trade.id, 'closed')
    }
    if (left === 0) continue
    opened ??= newTrade(draft, { at, layer, chain: null, structureId: null, condor: null, how })
    bookLeg(draft, opened, shareOf(leg, left), at)
  }
}

/** Part of a leg, with its fees by the contract: whole cents a contract, so that parts add up. */
export const shareOf = (leg: LegFill, quantity: number): LegFill => ({
  ...leg,
  quantity,
  fees_cents: Math.round((leg.fees_cents * quantity) / leg.quantity) as Cents,
})

/** Counts premium and fees of VIX options against the hedge's budget, what sales and settlements brought with them. Futures cost no premium. */
export function spend(draft: Draft, legs: readonly LegFill[]): void {
  const { state } = draft
  assert(state.date !== null, 'a fill falls in a session')
  let cents = 0
  for (const leg of legs) if (!leg.future) cents += leg.fees_cents - fillCash(leg)
  if (cents === 0) return
  draft.state = { ...state, hedgeSpending: [...state.hedgeSpending, { day: dayNumber(state.date), cents }] }
}

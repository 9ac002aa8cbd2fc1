/** Cash of an account counted again from its events alone: fills, settlements, futures and interest, and nothing else. */
import { fillCash } from '../../src/book/position/fill.ts'
import { type AccountState, openAccount } from '../../src/engine/kernel/account-state.ts'
import type { KernelEvent } from '../../src/engine/kernel/kernel-event.ts'
import { step } from '../../src/engine/kernel/step.ts'

/** `cash` is what the events come to; `state` what the kernel makes of them. */
export function conservedCash(
  start_cents: number,
  events: readonly KernelEvent[],
): { readonly cash: number; readonly state: AccountState } {
  let cash = start_cents
  let state = openAccount(start_cents as never)
  for (const event of events) {
    if (event.kind === 'interest-accrued') cash += event.cents
    if (event.kind === 'order-filled') {
      for (const leg of [...event.closing, ...event.opening]) {
        // A future's price changes hands too in the end: what is still held is added at its mark below.
        const price = leg.future ? -leg.quantity * Math.round(leg.price_points * 100_000) : fillCash(leg)
        cash += price - leg.fees_cents
      }
    }
    if (event.kind === 'instrument-settled') {
      const trade = state.trades.find(({ id }) => id === event.trade)
      const future = trade?.futures.find(({ instrument }) => instrument === event.instrument)
      if (future !== undefined) cash += future.quantity * Math.round(event.price_points * 100_000)
      else {
        const lots = trade?.lots.open.filter(({ instrument }) => instrument === event.instrument) ?? []
        const quantity = lots.reduce((sum, lot) => sum + lot.quantity, 0)
        cash += fillCash({ quantity: -quantity, price_points: event.price_points, multiplier: 100 })
      }
    }
    state = step(state, event).state
  }
  for (const trade of state.trades) {
    for (const { quantity, mark_cents } of trade.futures) cash += quantity * mark_cents
  }
  return { cash, state }
}

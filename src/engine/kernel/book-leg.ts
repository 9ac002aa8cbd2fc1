/** One leg of a fill or a settlement, booked on the trade that holds it, on the chain of that trade and on the account's cash. */
import { assert } from '../../base/vocabulary/assert.ts'
import type { Cents, EpochMs } from '../../base/vocabulary/quantity.ts'
import { centsRoundedHalfEven } from '../../book/money.ts'
import { bookFill, type LotBook } from '../../book/position/lots.ts'
import { type Fill, fillCash } from '../../book/position/fill.ts'
import type { HeldFuture, OpenTrade } from './account-state.ts'
import { changeChain, changeTrade, type Draft } from './draft.ts'
import type { LegFill } from './kernel-event.ts'

/** What a trade holds of an instrument, signed. */
export function heldOf({ lots, futures }: OpenTrade, instrument: string): number {
  let held = 0
  for (const lot of lots.open) if (lot.instrument === instrument) held += lot.quantity
  for (const one of futures) if (one.instrument === instrument) held += one.quantity
  return held
}

/** Books a leg on a trade, its chain and the cash of the account. */
export function bookLeg(draft: Draft, trade: string, leg: LegFill, at: EpochMs): void {
  const held = draft.state.trades.find(({ id }) => id === trade)
  assert(held !== undefined, 'a leg needs its trade', { trade })
  const cash = leg.future ? bookFuture(draft, held, leg) : bookOption(draft, held, leg, at)
  move(draft, held.chain, cash - leg.fees_cents, leg.fees_cents)
}

/** Moves cash, and counts it and its fees to a chain. */
export function move(draft: Draft, chain: string, cash: number, fees: number): void {
  draft.state = { ...draft.state, cash_cents: (draft.state.cash_cents + cash) as Cents }
  changeChain(draft, chain, (one) => ({
    ...one,
    cash_cents: (one.cash_cents + cash) as Cents,
    fees_cents: (one.fees_cents + fees) as Cents,
  }))
}

/** Cash of the fill before fees. */
function bookOption(draft: Draft, held: OpenTrade, leg: LegFill, at: EpochMs): number {
  const { instrument, quantity, price_points, multiplier, fees_cents } = leg
  const booked: Fill = {
    id: `${held.id}:${held.fills}`,
    trade: held.id,
    filledAt: at,
    instrument,
    quantity,
    price_points,
    multiplier,
    fees_cents,
  }
  const lots: LotBook = bookFill(held.lots, booked)
  changeTrade(draft, held.id, (one) => ({ ...one, lots, fills: one.fills + 1 }))
  return fillCash(booked)
}

/**
 * A future is entered at its price without cash, and left with the difference to the mark it was last settled to; what is added
 * to a holding is settled to the holding's mark at once, so that all of it has one.
 */
function bookFuture(draft: Draft, held: OpenTrade, leg: LegFill): number {
  const { instrument, multiplier } = leg
  const price = contractCents(leg.price_points, multiplier)
  const before = held.futures.find((one) => one.instrument === instrument)
  const mark_cents = before?.mark_cents ?? price
  const quantity = (before?.quantity ?? 0) + leg.quantity
  const others = held.futures.filter((one) => one.instrument !== instrument)
  const futures: readonly HeldFuture[] =
    quantity === 0 ? others : [...others, { instrument, quantity, multiplier, mark_cents }]
  changeTrade(draft, held.id, (one) => ({ ...one, futures }))
  return leg.quantity * (mark_cents - price)
}

/** Value of one contract. */
export const contractCents = (points: number, multiplier: number): Cents =>
  centsRoundedHalfEven(points * multiplier)

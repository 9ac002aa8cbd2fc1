import { assert } from '../../base/vocabulary/assert.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { type Fill, fillCash } from './fill.ts'

/** Contracts opened by one fill and still open. */
export interface Lot {
  readonly fill: string
  readonly trade: string
  readonly instrument: string
  /** Signed; what is left of the fill. */
  readonly quantity: number
  /** Cash of what is left, received positive: a running share of the fill's cash, so that parts add up to it exactly. */
  readonly cash_cents: Cents
  readonly multiplier: number
}

/** Part of a lot closed by a later fill. */
export interface ClosedLot {
  readonly instrument: string
  readonly openedBy: string
  readonly closedBy: string
  /** Trade of the opening fill. */
  readonly trade: string
  /** Signed as it was held. */
  readonly quantity: number
  /** Cash of opening and closing together, fees left out: the realised P&L. */
  readonly realised_cents: Cents
}

export interface LotBook {
  readonly open: readonly Lot[]
  readonly closed: readonly ClosedLot[]
  /** All cash of all fills, fees paid. */
  readonly cash_cents: Cents
  readonly fees_cents: Cents
}

export const EMPTY_LOTS: LotBook = {
  open: [],
  closed: [],
  cash_cents: 0 as Cents,
  fees_cents: 0 as Cents,
}

/**
 * Books a fill: first in, first out against open lots of the same instrument and the other sign, and what is left opens a
 * lot. Cash is split over parts as a running difference, so that no cent is lost however a lot is closed.
 */
export function bookFill(book: LotBook, fill: Fill): LotBook {
  assert(Number.isSafeInteger(fill.quantity) && fill.quantity !== 0, 'a fill has whole contracts', {
    quantity: fill.quantity,
  })
  const open: Lot[] = []
  const closed: ClosedLot[] = []
  const cash = fillCash(fill)
  let left = fill.quantity
  let leftCash: number = cash
  for (const lot of book.open) {
    const closes =
      lot.instrument === fill.instrument && left !== 0 && Math.sign(lot.quantity) !== Math.sign(left)
    if (!closes) {
      open.push(lot)
      continue
    }
    const size = Math.min(Math.abs(lot.quantity), Math.abs(left))
    const lotCash = shareOf(lot.cash_cents, size, Math.abs(lot.quantity))
    const fillShare = shareOf(leftCash, size, Math.abs(left))
    closed.push({
      instrument: lot.instrument,
      openedBy: lot.fill,
      closedBy: fill.id,
      trade: lot.trade,
      quantity: Math.sign(lot.quantity) * size,
      realised_cents: (lotCash + fillShare) as Cents,
    })
    left -= Math.sign(left) * size
    leftCash -= fillShare
    const rest = lot.quantity - Math.sign(lot.quantity) * size
    if (rest !== 0) open.push({ ...lot, quantity: rest, cash_cents: (lot.cash_cents - lotCash) as Cents })
  }
  if (left !== 0) open.push(lotOf(fill, left, leftCash as Cents))
  return {
    open,
    closed: [...book.closed, ...closed],
    cash_cents: (book.cash_cents + cash - fill.fees_cents) as Cents,
    fees_cents: (book.fees_cents + fill.fees_cents) as Cents,
  }
}

function lotOf(fill: Fill, quantity: number, cash_cents: Cents): Lot {
  const { id, trade, instrument, multiplier } = fill
  return { fill: id, trade, instrument, quantity, cash_cents, multiplier }
}

/** The whole where all of it is taken; otherwise the share, rounded down. */
function shareOf(cents: number, part: number, whole: number): number {
  return part === whole ? cents : Math.floor((cents * part) / whole)
}

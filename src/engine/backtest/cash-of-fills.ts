/** What fills move: cash, and what they cost against the marks they are held at. */
import { assert } from '../../base/vocabulary/assert.ts'
import { fillCash } from '../../book/position/fill.ts'
import type { LegFill } from '../kernel/kernel-event.ts'
import { markOf } from './instrument-quote.ts'
import type { QuoteBook } from './quote-book.ts'

/** Cash of fills before fees. */
export function cashOfFills(fills: readonly LegFill[]): number {
  let cash = 0
  for (const fill of fills) cash += fill.future ? 0 : fillCash(fill)
  return cash
}

/**
 * Distance from the mark and fees, cents, positive where paid. Of legs that open, the mark is of what they come to hold; of legs
 * that close, of what they take off: a short that nobody bids for is marked at its ask until it is bought back.
 */
export function costOfFills(fills: readonly LegFill[], quotes: QuoteBook, opens: boolean): number {
  let cost = 0
  for (const { instrument, quantity, price_points, multiplier, fees_cents } of fills) {
    const quote = quotes(instrument)
    assert(quote !== null, 'what is filled is quoted', { instrument })
    const mark = markOf(quote, opens ? quantity : 0 - quantity)
    cost += quantity * (price_points - mark) * multiplier * 100 + fees_cents
  }
  return cost
}

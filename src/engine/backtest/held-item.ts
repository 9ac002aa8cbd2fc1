/** One instrument of one trade, as the ledger of a run follows it from mark to mark. */
import { assert } from '../../base/vocabulary/assert.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { futurePosition } from '../../book/ledger/future-position.ts'
import { optionPosition } from '../../book/ledger/option-position.ts'
import type { HeldStep } from '../../book/ledger/book-ledger.ts'
import type { RiskFactors } from '../../book/ledger/risk-factors.ts'
import { centsRoundedHalfEven } from '../../book/money.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import type { AccountState, OpenTrade } from '../kernel/account-state.ts'
import { markOf } from './instrument-quote.ts'
import type { QuoteBook } from './quote-book.ts'

export interface HeldItem {
  readonly trade: string
  readonly chain: string
  readonly layer: string
  readonly instrument: string
  readonly quantity: number
  readonly multiplier: number
  readonly future: boolean
  readonly factors: RiskFactors
  /** Of one contract. */
  readonly mark_points: number
}

/** What an item is found by. */
export const keyOf = ({ trade, instrument }: Pick<HeldItem, 'trade' | 'instrument'>): string =>
  `${trade} ${instrument}`

const markDollars = ({ quantity, mark_points, multiplier }: HeldItem): number =>
  quantity * mark_points * multiplier

/** What it counts for in equity. A future's gains are in cash already. */
export const markCents = (item: HeldItem): Cents =>
  item.future ? (0 as Cents) : centsRoundedHalfEven(markDollars(item))

/** Its step from one state of the market to another, held unchanged. */
export function heldStep(before: HeldItem, factors: RiskFactors, mark_points: number): HeldStep {
  const { instrument, quantity, multiplier, layer, chain, future } = before
  const option = future ? null : parseOccSymbol(instrument)
  const position =
    option === null
      ? futurePosition('VX', quantity)
      : optionPosition({ ...option, quantity, multiplier, on: 'forward' })
  return {
    item: {
      id: instrument,
      layer,
      trade: chain,
      position,
      factors: before.factors,
      driver: option?.root ?? instrument,
      exposure: { to: 'none' },
    },
    before: before.factors,
    after: factors,
    markBefore_dollars: markDollars(before),
    markAfter_dollars: markDollars({ ...before, mark_points }),
  }
}

/** Items of an account at a snapshot. What is not quoted keeps what was known of it; `carried` hears of it. */
export function itemsOf(
  state: AccountState,
  quotes: QuoteBook,
  known: ReadonlyMap<string, HeldItem>,
  carried: (instrument: string) => void,
): Map<string, HeldItem> {
  const items = new Map<string, HeldItem>()
  for (const trade of state.trades) {
    for (const [instrument, { quantity, multiplier, mark }] of holdingsOf(trade)) {
      const key = keyOf({ trade: trade.id, instrument })
      const quote = quotes(instrument)
      const before = known.get(key)
      if (quote === null) {
        assert(before !== undefined, 'what is bought is quoted', { instrument })
        carried(instrument)
        items.set(key, { ...before, quantity })
        continue
      }
      const { id, chain, layer } = trade
      const terms = { trade: id, chain, layer, instrument, quantity, multiplier, future: quote.future }
      items.set(key, { ...terms, factors: quote.factors, mark_points: mark ?? markOf(quote, quantity) })
    }
  }
  return items
}

function holdingsOf({ lots, futures }: OpenTrade) {
  const held = new Map<
    string,
    { quantity: number; readonly multiplier: number; readonly mark: number | null }
  >()
  for (const { instrument, quantity, multiplier } of lots.open) {
    const before = held.get(instrument)
    if (before === undefined) held.set(instrument, { quantity, multiplier, mark: null })
    else before.quantity += quantity
  }
  for (const { instrument, quantity, multiplier, mark_cents } of futures) {
    held.set(instrument, { quantity, multiplier, mark: mark_cents / 100 / multiplier })
  }
  return held
}

/** What a book holds now, trade by trade: what a decision about open positions needs of the journal. */
import type { Cents, EpochMs } from '../../base/vocabulary/quantity.ts'
import { type BookState, type TradeState, isOpen } from './book-state.ts'
import { type OccOption, parseOccSymbol } from '../../book/structure/occ-symbol.ts'

/** Contracts of one instrument that a trade still holds. */
export interface HeldLeg {
  readonly instrument: string
  /** What the symbol names; null for a future or another name. */
  readonly option: OccOption | null
  /** Signed; short is negative. */
  readonly quantity: number
  readonly multiplier: number
  /** Cash received for what is held (negative: paid), fees left out. */
  readonly cash_cents: Cents
}

export interface OpenPosition {
  readonly trade: string
  /** First trade of its rolls. */
  readonly root: string
  /** All of its chain of rolls, first to last. */
  readonly chain: readonly string[]
  readonly openedAt: EpochMs
  readonly rulesHash: string | null
  readonly layer: string | null
  readonly structureId: string | null
  readonly legs: readonly HeldLeg[]
  /** Cash of the whole chain of rolls, fees paid: what the position has to be marked against. */
  readonly chainCash_cents: Cents
}

/** Open trades in the order in which they were opened; their legs by expiry, then strike, then name. */
export function openPositions(book: BookState): readonly OpenPosition[] {
  return [...book.trades.values()].filter(isOpen).map((trade) => {
    const chain = chainOf(book, trade)
    const cash = chain.reduce((sum, { lots }) => sum + lots.cash_cents, 0)
    return {
      trade: trade.id,
      root: chain[0]?.id ?? trade.id,
      chain: chain.map(({ id }) => id),
      openedAt: trade.openedAt,
      rulesHash: trade.rulesHash,
      layer: trade.layer,
      structureId: trade.structureId,
      legs: heldLegs(trade),
      chainCash_cents: cash as Cents,
    }
  })
}

/** The trades that a trade shares a first trade with, itself included, in the order of the journal. */
export function chainOf(book: BookState, trade: TradeState): readonly TradeState[] {
  const root = rootOf(book, trade)
  return [...book.trades.values()].filter((other) => rootOf(book, other) === root)
}

/** A parent is in the journal before the trade rolled from it, so there is no circle. */
function rootOf(book: BookState, trade: TradeState): string {
  let found = trade
  while (found.parent !== null) {
    const parent = book.trades.get(found.parent)
    if (parent === undefined) break
    found = parent
  }
  return found.id
}

export function heldLegs(trade: TradeState): readonly HeldLeg[] {
  const legs = new Map<string, HeldLeg>()
  for (const { instrument, quantity, multiplier, cash_cents } of trade.lots.open) {
    const held = legs.get(instrument)
    legs.set(instrument, {
      instrument,
      option: parseOccSymbol(instrument),
      quantity: quantity + (held?.quantity ?? 0),
      multiplier,
      cash_cents: (cash_cents + (held?.cash_cents ?? 0)) as Cents,
    })
  }
  return [...legs.values()].sort(byContract)
}

function byContract(a: HeldLeg, b: HeldLeg): number {
  const expiry = compare(a.option?.expiration ?? '', b.option?.expiration ?? '')
  if (expiry !== 0) return expiry
  const strike = (a.option?.strike_points ?? 0) - (b.option?.strike_points ?? 0)
  return strike === 0 ? compare(a.instrument, b.instrument) : strike
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

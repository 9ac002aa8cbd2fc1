/** The open condors, what closes their delta, and the hedges of a book as items of its ledger, and what could not be priced. */
import type { BookItem } from '../../book/ledger/book-item.ts'
import { itemsOfStructure, smileOf } from '../../book/ledger/items-of-condor.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import type { StructureModel } from '../../book/structure/structure-model.ts'
import type { BookFacts, HeldPosition } from '../book-facts.ts'
import { heldOption } from '../delta/delta-of-option.ts'
import type { MarketFacts } from '../facts.ts'
import { hedgeItems } from '../hedge/hedge-items.ts'
import { findHeldCondor } from '../invariant/held-condor.ts'

export interface HeldItems {
  readonly items: readonly BookItem[]
  /** Each with the reason: unknown, not worth nothing. */
  readonly leftOut: readonly string[]
}

export function heldItems({ market, volatility }: MarketFacts, book: BookFacts): HeldItems {
  const items: BookItem[] = []
  const leftOut: string[] = book.others.map(({ trade, says }) => `${trade}: ${says}`)
  for (const position of book.positions) {
    const { trade, root, expiration, legs } = position
    const found = findHeldCondor(market, root, expiration, legs)
    if (!found.ok) {
      leftOut.push(`${trade}: ${found.refusal.was} is not on this chain`)
      continue
    }
    const { model, expiry } = found.value
    const names = { driver: market.chain.underlying, layer: 'core', trade }
    items.push(...itemsOfStructure(sizedModel(model, position), names, smileOf(expiry)))
  }
  // Legs of a trade that no rule speaks of are left out with the trade.
  for (const { trade, instrument, quantity, closesDelta } of book.indexOptions) {
    const option = closesDelta ? parseOccSymbol(instrument) : null
    if (option === null) continue
    const found = heldOption(market, option, quantity)
    if (found === null) {
      leftOut.push(`${trade}: ${instrument} is not on this chain`)
      continue
    }
    const names = { driver: market.chain.underlying, layer: 'delta', trade }
    items.push(...itemsOfStructure(found.model, names, smileOf(found.expiry)))
  }
  if (volatility === null) {
    for (const { trade, instrument } of book.hedges)
      leftOut.push(`${trade}: ${instrument} has no VX curve to be priced off`)
    return { items, leftOut }
  }
  const hedges = hedgeItems(book.hedges, volatility)
  items.push(...hedges.items)
  for (const { was } of hedges.refusals) leftOut.push(`a hedge: ${was}`)
  return { items, leftOut }
}

const sizedModel = (model: StructureModel, { contracts }: HeldPosition): StructureModel => ({
  ...model,
  multiplier: model.multiplier * contracts,
})

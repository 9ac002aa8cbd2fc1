/** What the two DataShop layouts have in common. */
import type { FileHead } from '../decoder.ts'
import { headerNames } from './header.ts'
import { bareSymbol } from './option-symbol.ts'
import type { RowReader } from './row-reader.ts'

/** DataShop layouts grew by columns at the end and in the middle: what must be there is what is read. */
export function holdsColumns(head: FileHead, required: readonly string[]): boolean {
  const names = new Set(headerNames(head.text.split(/\r?\n/, 1)[0] ?? ''))
  return required.every((name) => names.has(name))
}

/** The option root: as traded, and never with the caret that marks an index. */
export function rootOf(row: RowReader): string {
  const root = bareSymbol(row.text('root'))
  if (root === '') row.fail('file.no-symbol', 'root', '', 'an option root such as SPXW')
  return root
}

/** Refuses contracts whose deliverable was adjusted: their premium is not of the index. */
export function refuseAdjusted(row: RowReader): void {
  const delivery = row.text('delivery_code')
  if (delivery !== '' && delivery !== '0') {
    row.fail('quote.not-listed-class', 'delivery_code', delivery, 'blank or 0 (a standard contract)')
  }
}

/**
 * The index at a time of the file, for display: the vendor's active value, else the middle of the underlying's quote.
 * Files without an index licence hold zeros, which mean that it is not known.
 */
export function underlyingValue(row: RowReader, active: string, bid: string, ask: string): number | null {
  const value = row.optionalNumber(active)
  if (value !== null && value > 0) return value
  const low = row.optionalNumber(bid)
  const high = row.optionalNumber(ask)
  return low !== null && high !== null && low > 0 && high >= low ? (low + high) / 2 : null
}

/** A vendor volatility of 0 or less is the mark of none. */
export function vendorVol(row: RowReader, name: string): number | null {
  const value = row.optionalNumber(name)
  return value !== null && value > 0 ? value : null
}

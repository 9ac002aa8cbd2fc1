import type { RefusalCode } from '../../../base/vocabulary/refusal-codes.ts'
import type { OptionSymbol } from './option-symbol.ts'

/** A row or record that can be refused. */
interface Refusable {
  readonly failed: boolean
  text(field: string): string
  fail(code: RefusalCode, field: string, was: unknown, wanted: string): void
}

/**
 * Refuses a row whose option symbol and columns disagree: a shifted column would otherwise price another contract. The
 * dates may differ by a day, because until February 2015 monthly symbols named the Saturday after the Friday.
 */
export function checkSymbol(
  row: Refusable,
  field: string,
  symbol: OptionSymbol,
  columns: { readonly expirationDay: number; readonly strike_points: number; readonly right: number },
): void {
  if (row.failed) return
  const sameDate = Math.abs(symbol.expirationDay - columns.expirationDay) <= 1
  const sameStrike = Math.abs(symbol.strike_points - columns.strike_points) < 1e-6
  if (sameDate && sameStrike && symbol.right === columns.right) return
  row.fail('option.symbol-disagrees', field, row.text(field), 'the expiry, strike and right of the columns')
}

import type { BookItem } from '../../book/ledger/book-item.ts'
import { bookValue } from '../../book/ledger/move-book.ts'
import type { DatedColumn } from '../indicator/dated-column.ts'
import type { PastMoves } from './past-moves.ts'

/**
 * What a book as it stands would have gained on each past session: revalued in full at today's time with the session's log return
 * of the index and its relative change of VIX, against its value unmoved. The smile rides with the index, and its level moves
 * with VIX. Running total, dollars, so that days can be left out. This is the historical simulation of risk management: today's
 * holdings, past moves; nothing of it was ever earned.
 */
export function pastPnl(items: readonly BookItem[], moves: PastMoves, vix_vol_points: number): DatedColumn {
  const unmoved = bookValue(items)
  const values = new Float64Array(moves.days.length)
  for (let i = 1; i < values.length; i += 1) {
    const moved = bookValue(items, {
      logReturn: moves.logReturns[i],
      dynamics: { kind: 'sticky-moneyness' },
      vix_vol_points: vix_vol_points * moves.vixShares[i],
    })
    values[i] = values[i - 1] + (moved - unmoved)
  }
  return { symbol: 'the book', source: "today's holdings, past moves", days: moves.days, values }
}

/** How the book moves with the index and other assets, in words. */
import type { BookCorrelations } from '../../policy/book-moves/book-correlations.ts'
import { shortDate } from './dates.ts'
import { UNKNOWN } from './figure.ts'
import { counted, signed } from './numbers.ts'
import type { Table } from './words.ts'

export interface CorrelationWords {
  readonly sentence: string
  /** Null where all of it is unknown. */
  readonly table: Table | null
  readonly notes: readonly string[]
}

export function correlationWords(book: BookCorrelations): CorrelationWords {
  const { window, condors, hedges, rows, method, vixFrom, leftOut, reason } = book
  const held = `${counted(condors, 'condor')} and ${counted(hedges, 'hedge')}`
  const left = leftOut.length === 0 ? [] : [`Not in it: ${leftOut.join('; ')}.`]
  if (reason !== null) {
    return { sentence: `${held}: their correlations are unknown, ${reason}.`, table: null, notes: left }
  }
  const unknown = rows.flatMap((one) => (one.reason === null ? [] : [`${one.symbol}: ${one.reason}.`]))
  return {
    sentence: `${held}, as they stand, over the last ${window} sessions.`,
    table: {
      caption: 'Correlation of the book',
      columns: [
        { title: 'With', numeric: false },
        { title: 'Correlation', numeric: true },
        { title: 'Sessions', numeric: true },
        { title: 'To', numeric: false },
        { title: 'Rung', numeric: false },
      ],
      rows: rows.map(({ symbol, correlation, sessions, asOf, rung }) => [
        symbol,
        correlation === null ? UNKNOWN : signed(correlation, 2),
        sessions === null ? UNKNOWN : String(sessions),
        asOf === null ? UNKNOWN : shortDate(asOf),
        rung ?? UNKNOWN,
      ]),
      note: `${method}. VIX ${vixFrom ?? UNKNOWN}.`,
    },
    notes: [...unknown, ...left],
  }
}

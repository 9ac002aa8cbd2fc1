/** How the book moves with the index and other assets, in words. */
import type { BookCorrelations } from '../../policy/book-moves/book-correlations.ts'
import type { AccountCorrelation } from '../../engine/evidence/account-correlations.ts'
import { shortDate } from './dates.ts'
import { UNKNOWN } from './figure.ts'
import { counted, signed } from './numbers.ts'
import type { Table } from './words.ts'

/** The account of a run beside other assets. */
export function accountCorrelationTable(rows: readonly AccountCorrelation[]): Table {
  const cell = (value: number | null): string => (value === null ? UNKNOWN : signed(value, 2))
  const unknown = rows.flatMap(({ symbol, reason }) => (reason === null ? [] : [` ${symbol}: ${reason}.`]))
  return {
    caption: 'Correlation of the account with the index and other assets',
    columns: [
      { title: 'With', numeric: false },
      { title: 'Rung', numeric: false },
      { title: 'Whole run', numeric: true },
      { title: 'Sessions', numeric: true },
      { title: 'Last 60', numeric: true },
    ],
    rows: rows.map(({ symbol, whole, sessions, last60, rung }) => [
      symbol,
      rung,
      cell(whole),
      String(sessions),
      cell(last60),
    ]),
    note: `Pearson, the account's change each day in dollars against simple returns between common days.${unknown.join('')}`,
  }
}

export interface CorrelationWords {
  readonly sentence: string
  /** Null where all of it is unknown. */
  readonly table: Table | null
  readonly notes: readonly string[]
}

export function correlationWords(book: BookCorrelations): CorrelationWords {
  const { window, condors, hedges, deltaOptions, rows, method, vixFrom, leftOut, reason } = book
  const closing = deltaOptions === 0 ? '' : ` and ${counted(deltaOptions, 'option')} that close delta`
  const held = `${counted(condors, 'condor')} and ${counted(hedges, 'hedge')}${closing}`
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
        { title: 'Rung', numeric: false },
        { title: 'To', numeric: false },
        { title: 'Sessions', numeric: true },
        { title: 'Correlation', numeric: true },
      ],
      rows: rows.map(({ symbol, correlation, sessions, asOf, rung }) => [
        symbol,
        rung ?? UNKNOWN,
        asOf === null ? UNKNOWN : shortDate(asOf),
        sessions === null ? UNKNOWN : String(sessions),
        correlation === null ? UNKNOWN : signed(correlation, 2),
      ]),
      note: `${method}. VIX ${vixFrom ?? UNKNOWN}.`,
    },
    notes: [...unknown, ...left],
  }
}

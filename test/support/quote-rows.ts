/** Quote tables written row by row, for tests of what judges and assembles them. */
import { createHash } from 'node:crypto'
import { dayNumber, isoDate } from '../../src/base/calendar/civil.ts'
import { newYorkInstant } from '../../src/base/calendar/new-york.ts'
import { CALL, PUT } from '../../src/base/vocabulary/option-right.ts'
import type { Decoded } from '../../src/market/quote/decoder.ts'
import { type QuoteTable, QuoteTableBuilder } from '../../src/market/quote/quote-table.ts'
import { RefusalCollector } from '../../src/market/quote/refusal-log.ts'

export interface RowWritten {
  readonly root?: string
  readonly underlying?: string
  readonly expiration?: string
  readonly strike?: number
  readonly right?: 'C' | 'P'
  readonly date?: string
  readonly minutes?: number
  readonly bid?: number | null
  readonly ask?: number | null
  readonly bidSize?: number
  readonly volume?: number
}

/** One row a quote; what is not written is a sound SPXW call of 2024-02-16 at 4800, 10.00 to 10.20, of 2024-01-05 16:15. */
export function quoteRows(rows: readonly RowWritten[]): QuoteTable {
  const builder = new QuoteTableBuilder()
  for (const [index, row] of rows.entries()) {
    builder.add({
      underlying: row.underlying ?? 'SPX',
      root: row.root ?? 'SPXW',
      expirationDay: dayNumber(isoDate(row.expiration ?? '2024-02-16')),
      strike_points: row.strike ?? 4800,
      right: row.right === 'P' ? PUT : CALL,
      quotedAt: newYorkInstant(isoDate(row.date ?? '2024-01-05'), row.minutes ?? 975),
      bid_points: row.bid === undefined ? 10 : row.bid,
      ask_points: row.ask === undefined ? 10.2 : row.ask,
      bidSize: row.bidSize ?? null,
      askSize: null,
      volume: row.volume ?? null,
      openInterest: null,
      vendorVol: null,
      line: index + 2,
    })
  }
  return builder.finish()
}

export function decodedQuotes(table: QuoteTable): Extract<Decoded, { readonly kind: 'quotes' }> {
  const refusals = new RefusalCollector().log()
  return { kind: 'quotes', table, refusals, quotedAtNote: 'written for a test', underlyingLast: {} }
}

export function sha256(parts: Iterable<Uint8Array>): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

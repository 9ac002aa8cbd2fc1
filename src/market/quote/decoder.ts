/**
 * What a decoder is: rows of text (or one JSON value) in, columns and refusals out. Pure: opening files, decompression
 * and splitting text into rows live in `shell/importer`.
 */
import type { Refusal } from '../../base/vocabulary/refusal.ts'
import type { DailyBars } from '../series/daily-bars.ts'
import type { FuturesHistory, ValueSeries } from '../series/series.ts'
import type { QuoteTable } from './quote-table.ts'
import type { RefusalLog } from './refusal-log.ts'

/** How the file writes numbers and separates fields. The default is `{ decimal: '.', delimiter: ',' }`. */
export interface NumberLocale {
  readonly decimal: '.' | ','
  readonly delimiter: ',' | ';' | '\t'
}

/** The start of a file, for sniffing: at most 64 KiB of text, byte-order mark removed, newlines as found. */
export interface FileHead {
  /** Base name without folders; inside a zip, the member's name. */
  readonly name: string
  /** Base name of the archive the file is a member of, or null. Lean keeps the trading date there. */
  readonly archive: string | null
  readonly text: string
}

export interface DecodeContext {
  /** What refusals name as their source. */
  readonly source: string
  readonly head: FileHead
  readonly locale: NumberLocale
}

/** Takes rows one by one. `line` is one-based in the file, header lines included. */
export interface RowSink {
  row(fields: readonly string[], line: number): void
  /** Called once after the last row. */
  finish(): Decoded
}

export type Decoded =
  | {
      readonly kind: 'quotes'
      readonly table: QuoteTable
      readonly refusals: RefusalLog
      /** How the instants of the quotes are known; goes to `ChainSnapshot.quotedAtNote`. */
      readonly quotedAtNote: string
      /** Last index or stock value the vendor states, by underlying; for display only. */
      readonly underlyingLast: Readonly<Record<string, number>>
      /** What was assumed or left aside, counted: shown with the file, never silent. */
      readonly warnings?: readonly string[]
    }
  | {
      readonly kind: 'daily-bars'
      readonly bars: DailyBars
      readonly refusals: RefusalLog
      readonly warnings: readonly string[]
    }
  | {
      readonly kind: 'value-series'
      readonly series: ValueSeries
      readonly refusals: RefusalLog
      readonly warnings: readonly string[]
    }
  | {
      /** Several series in one file: figures of many tickers, dates of many events. */
      readonly kind: 'value-series-set'
      readonly series: readonly ValueSeries[]
      readonly refusals: RefusalLog
      readonly warnings: readonly string[]
    }
  | {
      readonly kind: 'futures'
      /** One contract a file at Cboe; a file may hold several. */
      readonly futures: readonly FuturesHistory[]
      readonly refusals: RefusalLog
      readonly warnings: readonly string[]
    }
  /** The file as a whole is unusable. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }

interface DecoderBase {
  /** Stable id, used by `--format` and kept with the data: `cboe-quotedata`. */
  readonly id: string
  readonly title: string
  /** 0 = certainly not, 1 = certainly. The importer takes the best above 0.5. Must not throw on any text. */
  sniff(head: FileHead): number
}

/** A delimited text format. */
export interface TableDecoder extends DecoderBase {
  readonly shape: 'table'
  /** Delimiter where the format has its own, else the locale's. */
  readonly delimiter?: ',' | ';' | '\t'
  start(context: DecodeContext): RowSink
}

/** A JSON document. */
export interface JsonDecoder extends DecoderBase {
  readonly shape: 'json'
  decode(document: unknown, context: DecodeContext): Decoded
}

export type Decoder = TableDecoder | JsonDecoder

/**
 * The frame of a quote decoder for a delimited file with a header: finds the columns, checks each row's width, hands
 * rows to the format, and counts what the format had to assume.
 */
import { type Refusal, refuse } from '../../../base/vocabulary/refusal.ts'
import type { DecodeContext, Decoded, RowSink } from '../decoder.ts'
import { type QuoteRow, QuoteTableBuilder } from '../quote-table.ts'
import { RefusalCollector } from '../refusal-log.ts'
import { matchHeader } from './header.ts'
import { RowReader } from './row-reader.ts'
import { sessionOfExpiration } from './saturday-expiration.ts'

/** Where a format puts what it reads. */
export class QuoteCollector {
  readonly refusals = new RefusalCollector()
  readonly #builder = new QuoteTableBuilder()
  readonly #last = new Map<string, number>()
  readonly #warnings = new Map<string, number>()

  add(row: QuoteRow): void {
    const expirationDay = sessionOfExpiration(row.expirationDay)
    if (expirationDay === row.expirationDay) {
      this.#builder.add(row)
      return
    }
    this.warn(
      'expiry stated as a Saturday (the custom until February 2015) taken as the last session before it',
    )
    this.#builder.add({ ...row, expirationDay })
  }

  /** The vendor's own value of the underlying; the last one read stands. */
  underlyingLast(underlying: string, value: number | null): void {
    if (value !== null && value > 0) this.#last.set(underlying, value)
  }

  /** Counts an assumption; printed as "text (n rows)". */
  warn(text: string): void {
    this.#warnings.set(text, (this.#warnings.get(text) ?? 0) + 1)
  }

  finish(quotedAtNote: string): Decoded {
    return {
      kind: 'quotes',
      table: this.#builder.finish(),
      refusals: this.refusals.log(),
      quotedAtNote,
      underlyingLast: Object.fromEntries(this.#last),
      warnings: [...this.#warnings].map(
        ([text, count]) => `${text} (${count} ${count === 1 ? 'row' : 'rows'})`,
      ),
    }
  }
}

export interface QuoteFileSpec {
  /** Columns the file must have, in any order. */
  readonly required: readonly string[]
  readonly quotedAtNote: string
  /** Reads one row and adds the quotes it holds, or fails the row. */
  read(row: RowReader, out: QuoteCollector): void
}

export function quoteFileSink(context: DecodeContext, spec: QuoteFileSpec): RowSink {
  const out = new QuoteCollector()
  let reader: RowReader | null = null
  let width = 0
  let unusable: Refusal | null = null
  return {
    row(fields, line) {
      if (unusable !== null) return
      if (reader === null) {
        const columns = matchHeader(fields, spec.required, { source: context.source, line })
        if (columns.ok) reader = new RowReader(context, columns.value, out.refusals)
        else unusable = columns.refusal
        width = fields.length
        return
      }
      reader.begin(fields, line)
      if (fields.length !== width) {
        reader.fail(
          'file.row-wrong-width',
          'row',
          `${fields.length} fields`,
          `${width} fields, as the header`,
        )
        return
      }
      spec.read(reader, out)
    },
    finish() {
      if (unusable !== null) return { kind: 'refused', refusal: unusable }
      if (reader === null) return { kind: 'refused', refusal: emptyFile(context) }
      return out.finish(spec.quotedAtNote)
    },
  }
}

export function emptyFile(context: DecodeContext): Refusal {
  return refuse('file.empty', {
    field: 'file',
    was: 'no rows',
    wanted: 'a header and rows',
    source: context.source,
  })
}

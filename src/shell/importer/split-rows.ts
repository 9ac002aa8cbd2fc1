import { CsvError, type CsvErrorCode, Parser } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import type { RowSink } from '../../market/quote/decoder.ts'
import { LIMITS } from './limits.ts'
import { headerLine } from './header-line.ts'
import { RefusedInput, stop } from './refused-input.ts'

export interface SplitOptions {
  readonly delimiter: string
  /** What refusals name. */
  readonly source: string
  /** The start of the text, for finding the header under a title. */
  readonly head: string
}

/** Quoting is strict; the width of a row is for the decoder to judge, which knows what its header says. */
const STRICT = { relax_column_count: true, skip_empty_lines: true, max_record_size: LIMITS.rowBytes } as const

/**
 * Splits text into rows and hands them to a sink, one chunk at a time. Rows, fields and columns beyond the limits stop
 * the file in linear time; so does a last row that the file breaks off in. Gives what has to be said of the ending.
 */
export async function splitRows(
  text: AsyncIterable<string>,
  sink: RowSink,
  options: SplitOptions,
): Promise<readonly string[]> {
  const rows = new RowGate(sink, options.source)
  // Lines above the header are split apart from the table: the parser makes an error object, if only to drop it, of every
  // row that differs in width from the first one it saw.
  const header = headerLine(options.head, options.delimiter)
  if (header > 1) splitPreamble(options, header, rows)
  const parser = new Parser({
    ...STRICT,
    delimiter: options.delimiter,
    from_line: header,
    on_record: (fields: readonly string[], context) => {
      rows.add(fields, context.lines)
      return null
    },
  })
  const failure = Promise.withResolvers<never>()
  const ended = Promise.withResolvers<void>()
  parser.once('error', failure.reject).once('end', ended.resolve).resume()
  failure.promise.catch(() => {})
  let endsWithNewline = true
  try {
    for await (const chunk of text) {
      if (chunk === '') continue
      endsWithNewline = chunk.endsWith('\n') || chunk.endsWith('\r')
      const written = Promise.withResolvers<void>()
      parser.write(chunk, () => written.resolve())
      await Promise.race([written.promise, failure.promise])
    }
    parser.end()
    await Promise.race([ended.promise, failure.promise])
  } catch (error) {
    throw error instanceof CsvError ? refusedBy(error, options.source) : error
  } finally {
    parser.destroy()
  }
  return rows.finish(endsWithNewline)
}

/** Holds one row back, so that the last one can be judged as such. */
class RowGate {
  readonly #sink: RowSink
  readonly #source: string
  #fields: readonly string[] | null = null
  #line = 0
  /** Fields of the row before the one held. */
  #width = 0

  constructor(sink: RowSink, source: string) {
    this.#sink = sink
    this.#source = source
  }

  add(fields: readonly string[], line: number): void {
    if (this.#fields !== null) {
      this.#width = this.#fields.length
      this.#sink.row(this.#fields, this.#line)
    }
    checkRow(fields, line, this.#source)
    this.#fields = fields
    this.#line = line
  }

  finish(endsWithNewline: boolean): readonly string[] {
    const [fields, source, row] = [this.#fields, this.#source, this.#line]
    if (fields === null) return []
    if (!endsWithNewline && fields.length < this.#width) {
      const was = `${fields.length} fields and no end of line`
      stop('file.truncated', { field: 'row', was, wanted: `${this.#width} fields`, source, row })
    }
    this.#sink.row(fields, row)
    // A cut inside the last field of a whole row cannot be told from a file whose last line has no end.
    return endsWithNewline
      ? []
      : [`no end of line after the last row (line ${row}): its last field may be cut`]
  }
}

function splitPreamble(options: SplitOptions, header: number, rows: RowGate): void {
  const { delimiter, source } = options
  try {
    parse(options.head, {
      ...STRICT,
      delimiter,
      to_line: header - 1,
      on_record: (fields: readonly string[], context) => {
        rows.add(fields, context.lines)
        return null
      },
    })
  } catch (error) {
    throw error instanceof CsvError ? refusedBy(error, source) : error
  }
}

function checkRow(fields: readonly string[], row: number, source: string): void {
  if (fields.length > LIMITS.columns) {
    const wanted = `at most ${LIMITS.columns}`
    stop('file.row-wrong-width', { field: 'row', was: `${fields.length} fields`, wanted, source, row })
  }
  for (let index = 0; index < fields.length; index += 1) {
    if (fields[index].length <= LIMITS.fieldCharacters) continue
    const wanted = `at most ${LIMITS.fieldCharacters} characters`
    stop('file.field-too-long', { field: `field ${index + 1}`, was: fields[index], wanted, source, row })
  }
}

/** Our own refusals pass through the parser as they are; its errors are put in our words. */
function refusedBy(error: CsvError, source: string): Error {
  if (error instanceof RefusedInput) return error
  const row = typeof error['lines'] === 'number' ? error['lines'] : null
  const code: CsvErrorCode = error.code
  try {
    if (code === 'CSV_MAX_RECORD_SIZE') {
      const was = `over ${LIMITS.rowBytes} bytes`
      stop('file.row-too-long', {
        field: 'row',
        was,
        wanted: `at most ${LIMITS.rowBytes} bytes`,
        source,
        row,
      })
    }
    if (code === 'CSV_QUOTE_NOT_CLOSED') {
      stop('file.truncated', {
        field: 'row',
        was: 'an unclosed quote',
        wanted: 'a closing quote',
        source,
        row,
      })
    }
    stop('file.bad-quoting', {
      field: 'row',
      was: error.message,
      wanted: 'fields quoted whole or not at all',
      source,
      row,
    })
  } catch (refused) {
    return refused as Error
  }
}

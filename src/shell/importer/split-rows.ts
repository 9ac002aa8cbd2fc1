import { CsvError, Parser } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { refuse } from '../../base/vocabulary/refusal.ts'
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
  sink: Pick<RowSink, 'row'>,
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
  // Characters since the last end of line. The parser measures fields, so a row of nothing but delimiters is ours to stop.
  let unended = 0
  try {
    for await (const chunk of text) {
      if (chunk === '') continue
      endsWithNewline = chunk.endsWith('\n') || chunk.endsWith('\r')
      const lastEnd = Math.max(chunk.lastIndexOf('\n'), chunk.lastIndexOf('\r'))
      unended = lastEnd < 0 ? unended + chunk.length : chunk.length - lastEnd - 1
      if (unended > LIMITS.rowBytes) stop(...rowTooLong(options.source, rows.nextLine))
      const written = Promise.withResolvers<void>()
      parser.write(chunk, () => written.resolve())
      await Promise.race([written.promise, failure.promise])
    }
    parser.end()
    await Promise.race([ended.promise, failure.promise])
  } catch (error) {
    throw error instanceof CsvError ? refusedBy(error, options.source, rows.nextLine) : error
  } finally {
    parser.destroy()
  }
  return rows.finish(endsWithNewline)
}

/** Holds one row back, so that the last one can be judged as such. */
class RowGate {
  readonly #sink: Pick<RowSink, 'row'>
  readonly #source: string
  #fields: readonly string[] | null = null
  #line = 0
  /** Fields of the row before the one held. */
  #width = 0

  constructor(sink: Pick<RowSink, 'row'>, source: string) {
    this.#sink = sink
    this.#source = source
  }

  /** Where the row after the last whole one begins. */
  get nextLine(): number {
    return this.#line + 1
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
    throw error instanceof CsvError ? refusedBy(error, source, rows.nextLine) : error
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
function refusedBy(error: CsvError, source: string, nextLine: number): Error {
  return new RefusedInput(refuse(...faultOf(error, source, nextLine)))
}

function faultOf(error: CsvError, source: string, nextLine: number): Parameters<typeof refuse> {
  if (error.code === 'CSV_MAX_RECORD_SIZE') return rowTooLong(source, nextLine)
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    const wanted = 'a closing quote before the end of the file'
    return ['file.truncated', { field: 'row', was: 'an unclosed quote', wanted, source, row: nextLine }]
  }
  const wanted = 'fields quoted whole or not at all'
  return ['file.bad-quoting', { field: 'row', was: error.message, wanted, source, row: nextLine }]
}

function rowTooLong(source: string, row: number | null): Parameters<typeof refuse> {
  const [was, wanted] = [`over ${LIMITS.rowBytes} bytes`, `at most ${LIMITS.rowBytes} bytes`]
  return ['file.row-too-long', { field: 'row', was, wanted, source, row }]
}

import { CsvError, type Info, Parser } from 'csv-parse'
import type { RowSink } from '../../market/quote/decoder.ts'
import { LIMITS } from './limits.ts'
import { stop } from './refused-input.ts'

interface Record {
  readonly record: readonly string[]
  readonly info: Info
}

/**
 * Splits text into rows and hands them to a sink, one chunk at a time. Rows, fields and columns beyond the limits stop
 * the file in linear time; so does a last row that the file breaks off in.
 */
export async function splitRows(
  text: AsyncIterable<string>,
  sink: RowSink,
  delimiter: string,
  source: string,
): Promise<void> {
  const parser = new Parser({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LIMITS.rowBytes,
  })
  let fault: Error | null = null
  parser.on('error', (error: Error) => {
    fault = error
  })
  let held: Record | null = null
  let width = 0
  const drain = (): void => {
    if (fault !== null) stop(...faultOf(fault, source))
    for (let next = parser.read() as Record | null; next !== null; next = parser.read() as Record | null) {
      if (held !== null) {
        width = held.record.length
        sink.row(held.record, held.info.lines)
      }
      checkRow(next, source)
      held = next
    }
  }
  let endsWithNewline = true
  for await (const chunk of text) {
    if (chunk === '') continue
    endsWithNewline = /[\r\n]$/.test(chunk)
    parser.write(chunk)
    drain()
  }
  parser.end()
  await finished(parser, drain)
  drain()
  const last = held as Record | null
  if (last === null) return
  if (!endsWithNewline && width > 0 && last.record.length < width) {
    const was = `${last.record.length} fields and no end of line`
    stop('file.truncated', { field: 'row', was, wanted: `${width} fields`, source, row: last.info.lines })
  }
  sink.row(last.record, last.info.lines)
}

/** Waits for the parser's last rows; it keeps some back until it is read dry. */
function finished(parser: Parser, drain: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const step = (): void => {
      try {
        drain()
      } catch (error) {
        reject(error as Error)
      }
    }
    parser.on('readable', step)
    parser.once('end', resolve)
    parser.once('error', step)
    step()
  })
}

function checkRow({ record, info }: Record, source: string): void {
  const place = { source, row: info.lines }
  if (record.length > LIMITS.columns) {
    const wanted = `at most ${LIMITS.columns}`
    stop('file.row-wrong-width', { field: 'row', was: `${record.length} fields`, wanted, ...place })
  }
  for (const [index, field] of record.entries()) {
    if (field.length > LIMITS.fieldCharacters) {
      const wanted = `at most ${LIMITS.fieldCharacters} characters`
      stop('file.field-too-long', { field: `field ${index + 1}`, was: field, wanted, ...place })
    }
  }
}

function faultOf(error: Error, source: string): Parameters<typeof stop> {
  const row = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : null
  if (error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE') {
    const was = `over ${LIMITS.rowBytes} bytes`
    return [
      'file.row-too-long',
      { field: 'row', was, wanted: `at most ${LIMITS.rowBytes} bytes`, source, row },
    ]
  }
  if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return [
      'file.truncated',
      { field: 'row', was: 'an unclosed quote', wanted: 'a closing quote', source, row },
    ]
  }
  const wanted = 'fields quoted whole or not at all'
  return ['file.bad-quoting', { field: 'row', was: error.message, wanted, source, row }]
}

/** A file of fills: comma-separated, one execution a line. docs/howto/record-a-trade.md has the layout. */
import fs from 'node:fs'
import path from 'node:path'
import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { centsRoundedUp } from '../../book/money.ts'
import { INDEX_OPTION_MULTIPLIER } from '../../book/structure/legs.ts'
import { checkEvent } from '../../engine/journal/check-event.ts'
import type { FillRecorded } from '../../engine/journal/event.ts'
import { canonicalInstrument, parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { parseInstant } from './parse-instant.ts'

export interface FillLine {
  readonly fill: FillRecorded
  /** The trade it was rolled from, where the file says so. */
  readonly parent: string | null
  readonly row: number
}

const FILL_COLUMNS = ['fill_id', 'trade', 'filled_at', 'instrument', 'quantity', 'price_points'] as const
const OPTIONAL_COLUMNS = ['multiplier', 'fees_dollars', 'parent'] as const
const BYTES_MAX = 16 * 1024 * 1024
const DECIMAL = /^-?\d{1,9}(?:\.\d{1,9})?$/
const FEES_MAX_DOLLARS = 1e7

type Fields = Readonly<Record<string, string | undefined>>

export function readFills(file: string): Result<readonly FillLine[]> {
  const source = path.basename(file)
  const text = readText(file, source)
  if (!text.ok) return text
  const table = splitTable(text.value, source)
  if (!table.ok) return table
  const lines: FillLine[] = []
  for (const { record, row } of table.value) {
    const line = fillLine(record, row, source)
    if (!line.ok) return line
    lines.push(line.value)
  }
  return accepted(lines)
}

function readText(file: string, source: string): Result<string> {
  const about = { field: 'file', source }
  try {
    const { size } = fs.statSync(file)
    if (size > BYTES_MAX) {
      return refused(refuse('file.too-large', { ...about, was: size, wanted: 'at most 16 MiB' }))
    }
    const bytes = fs.readFileSync(file)
    return accepted(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
    if (code === 'ENOENT') return refused(refuse('file.not-found', { ...about, was: file, wanted: 'a file' }))
    if (thrown instanceof TypeError) {
      return refused(refuse('file.bad-encoding', { ...about, was: 'other bytes', wanted: 'UTF-8' }))
    }
    return refused(
      refuse('file.unreadable', { ...about, was: String(code), wanted: 'a file that can be read' }),
    )
  }
}

function splitTable(
  text: string,
  source: string,
): Result<readonly { readonly record: Fields; readonly row: number }[]> {
  try {
    const rows = parse(text, { bom: true, trim: true, skip_empty_lines: true, info: true }) as unknown as {
      readonly record: readonly string[]
      readonly info: { readonly lines: number }
    }[]
    const header = rows[0]?.record ?? []
    const known: readonly string[] = [...FILL_COLUMNS, ...OPTIONAL_COLUMNS]
    const missing = FILL_COLUMNS.find((name) => !header.includes(name))
    const strange = header.find((name) => !known.includes(name))
    if (missing !== undefined || strange !== undefined || new Set(header).size !== header.length) {
      const was = missing === undefined ? `column ${strange ?? 'twice'}` : `no column ${missing}`
      const wanted = `${FILL_COLUMNS.join(',')} and of ${OPTIONAL_COLUMNS.join(',')} what there is`
      const fix = 'Name the columns as docs/howto/record-a-trade.md has them.'
      return refused(refuse('file.wrong-header', { field: 'header', was, wanted, source, row: 1, fix }))
    }
    const records = rows.slice(1).map(({ record, info }) => ({
      record: Object.fromEntries(header.map((name, n) => [name, record[n]])),
      row: info.lines,
    }))
    return accepted(records)
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown
    const row = typeof thrown['lines'] === 'number' ? thrown['lines'] : null
    const was = thrown.message
    return refused(refuse('file.row-wrong-width', { field: 'row', was, wanted: 'a full row', source, row }))
  }
}

function fillLine(fields: Fields, row: number, source: string): Result<FillLine> {
  const bad = (field: string, wanted: string): Refusal =>
    refuse('number.unreadable', { field, was: fields[field] ?? '', wanted, source, row })
  for (const field of ['quantity', 'price_points', 'multiplier', 'fees_dollars']) {
    const text = fields[field] ?? ''
    const isOptional = field === 'multiplier' || field === 'fees_dollars'
    if (!(isOptional && text === '') && !DECIMAL.test(text))
      return refused(bad(field, 'a plain decimal number'))
  }
  const filledAt = parseInstant(fields['filled_at'] ?? '')
  if (filledAt === null) {
    const wanted = 'YYYY-MM-DDTHH:MM in New York, or with an offset'
    const was = fields['filled_at'] ?? ''
    return refused(refuse('date.unreadable', { field: 'filled_at', was, wanted, source, row }))
  }
  const instrument = canonicalInstrument(fields['instrument'] ?? '')
  const multiplier = fields['multiplier'] ?? ''
  if (multiplier === '' && parseOccSymbol(instrument) === null) {
    return refused(bad('multiplier', 'dollars per point: the instrument is no OCC symbol'))
  }
  const fees = Number(fields['fees_dollars'] ?? 0)
  if (Math.abs(fees) > FEES_MAX_DOLLARS) return refused(bad('fees_dollars', 'fees below ten million dollars'))
  const fill = {
    kind: 'fill-recorded',
    id: fields['fill_id'],
    trade: fields['trade'],
    filledAt_ms: filledAt,
    instrument,
    quantity: Number(fields['quantity']),
    price_points: Number(fields['price_points']),
    multiplier: multiplier === '' ? INDEX_OPTION_MULTIPLIER : Number(multiplier),
    fees_cents: centsRoundedUp(fees),
  }
  const checked = checkEvent(fill, source, row)
  if (!checked.ok) return checked
  const parent = fields['parent'] ?? ''
  return accepted({ fill: checked.value as FillRecorded, parent: parent === '' ? null : parent, row })
}

/** Levels of an index out of a user's CSV file, at the end of each month: what a table of a published index is computed from. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { civilOf, dayNumber, isoOfDay, parseIsoDate } from '../../base/calendar/civil.ts'
import { inCalendar, nextSession } from '../../base/calendar/sessions.ts'
import { type DayNumber, type IsoDate, quantity } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { monthEnds } from '../../engine/evidence/months.ts'

export interface LevelRequest {
  readonly file: string
  /** Column of the levels; null takes the only one beside the date, or the close. */
  readonly column: string | null
  /** Column of the market that beta is measured on; null: no beta. */
  readonly market: string | null
  readonly from: IsoDate | null
  readonly to: IsoDate | null
}

export interface MonthEndLevels {
  readonly column: string
  readonly market: string | null
  /** Last day of each month that the file has, ascending, no month missing. */
  readonly days: Int32Array
  readonly levels: Float64Array
  /** Of the market, along the same days. */
  readonly marketLevels: Float64Array | null
  /** A month that had not ended was left out. */
  readonly unfinished: IsoDate | null
}

/** Cboe's and FRED's names of the first column. */
const DATE_HEADERS: ReadonlySet<string> = new Set(['date', 'observation_date'])

/**
 * Reads a header of a date and columns of levels, dates ISO or M/D/YYYY. Refuses what it cannot read with file and row, months
 * that are missing between others, and fewer than three months.
 */
export async function monthEndLevels(request: LevelRequest): Promise<Result<MonthEndLevels>> {
  const source = path.basename(request.file)
  const bad = (
    code: Parameters<typeof refuse>[0],
    field: string,
    was: unknown,
    wanted: string,
    row: number | null,
  ) => refused(refuse(code, { field, was, wanted, source, row }))
  let text: string
  try {
    text = await fs.readFile(request.file, 'utf8')
  } catch (error) {
    return bad(
      'file.not-found',
      'file',
      error instanceof Error ? error.message : 'unknown',
      'a CSV file',
      null,
    )
  }
  let table: string[][]
  try {
    table = parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true, trim: true })
  } catch (error) {
    return bad(
      'file.wrong-header',
      'file',
      error instanceof Error ? error.message : 'unknown',
      'a CSV file',
      null,
    )
  }
  const start = table.findIndex(([first]) => DATE_HEADERS.has(first?.toLowerCase() ?? ''))
  if (start < 0) return bad('file.wrong-header', 'header', table[0]?.join(','), 'a first column DATE', 1)
  const names = (table[start] ?? []).map((name) => name.toUpperCase())
  const chosen = columnOf(names, request.column)
  const market = request.market === null ? null : names.indexOf(request.market.toUpperCase())
  for (const [field, at, was] of [
    ['--column', chosen, request.column],
    ['--market', market ?? 0, request.market],
  ] as const) {
    if (at < 0) return bad('command.bad-input', field, was, `one of ${names.slice(1).join(', ')}`, null)
  }
  const rows: { readonly day: number; readonly level: number; readonly market: number }[] = []
  for (const [i, cells] of table.entries()) {
    if (i <= start) continue
    const date = dateOf(cells[0] ?? '')
    if (date === null) return bad('date.unreadable', 'date', cells[0], 'YYYY-MM-DD or M/D/YYYY', i + 1)
    if ((request.from !== null && date < request.from) || (request.to !== null && date > request.to)) continue
    const [level, other] = [chosen, market ?? chosen].map((at) =>
      Number(cells[at] === '' ? Number.NaN : cells[at]),
    )
    if (!(level > 0 && level < Infinity && other > 0 && other < Infinity)) {
      return bad('number.out-of-range', names[chosen] ?? '', cells[chosen], 'positive levels', i + 1)
    }
    rows.push({ day: dayNumber(date), level, market: other })
  }
  rows.sort((a, b) => a.day - b.day)
  const ends = [...monthEnds(Int32Array.from(rows, ({ day }) => day))].map((at) => rows[at])
  const unfinished = unfinishedMonth(ends.at(-1)?.day ?? null)
  if (unfinished !== null) ends.pop()
  if (ends.length < 3) return bad('series.missing', 'months', ends.length, 'three months or more', null)
  const gap = ends.findIndex(({ day }, i) => i > 0 && monthNumber(day) !== monthNumber(ends[i - 1].day) + 1)
  if (gap > 0) {
    const [was, wanted] = [
      `no level between ${isoOf(ends[gap - 1].day)} and ${isoOf(ends[gap].day)}`,
      'every month, or a later --from',
    ]
    return bad('series.missing', names[chosen] ?? '', was, wanted, null)
  }
  return accepted({
    column: names[chosen] ?? '',
    market: market === null ? null : (names[market] ?? ''),
    days: Int32Array.from(ends, ({ day }) => day),
    levels: Float64Array.from(ends, ({ level }) => level),
    marketLevels: market === null ? null : Float64Array.from(ends, (one) => one.market),
    unfinished,
  })
}

function columnOf(names: readonly string[], asked: string | null): number {
  if (asked !== null) return names.indexOf(asked.toUpperCase())
  return names.length === 2 ? 1 : names.indexOf('CLOSE')
}

function dateOf(text: string): IsoDate | null {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  if (american === null) return parseIsoDate(text)
  const [, month = '', day = '', year = ''] = american
  return parseIsoDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

const isoOf = (day: number): IsoDate => isoOfDay(quantity<DayNumber>(day))

function monthNumber(day: number): number {
  const { year, month } = civilOf(quantity<DayNumber>(day))
  return year * 12 + month
}

/** A last day after which its month has another session: its month is not over. */
function unfinishedMonth(day: number | null): IsoDate | null {
  if (day === null) return null
  const date = isoOf(day)
  if (!inCalendar(date)) return null
  return monthNumber(dayNumber(nextSession(date))) === monthNumber(day) ? date : null
}

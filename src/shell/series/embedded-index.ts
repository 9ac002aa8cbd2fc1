/**
 * The index history a fresh install has: daily S&P 500 bars in the `vega-datasets` dependency (2000-01-03 to 2020-04-17;
 * its maker names Yahoo as the source and no licence). Opens repeat the previous close on most days before 2006 and are
 * not clean until 2014, so none are given. It holds no special opening quotation: AM expiries can only be settled on the
 * prior close, and the notes of a decision say so.
 */
import fs from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { dayNumber, parseIsoDate } from '../../base/calendar/civil.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'

const COLUMNS = ['date', 'open', 'high', 'low', 'close', 'adjclose', 'volume']
export const EMBEDDED_INDEX_SOURCE = 'vega-datasets sp500-2000.csv'

let loaded: Promise<Result<DailyBars>> | null = null

/** The embedded bars, read once a process. Refuses where the dependency is missing or not as expected. */
export function embeddedIndex(): Promise<Result<DailyBars>> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Result<DailyBars>> {
  let text: string
  try {
    text = await fs.readFile(new URL('../data/sp500-2000.csv', import.meta.resolve('vega-datasets')), 'utf8')
  } catch (error) {
    const was = error instanceof Error ? error.message : 'unknown error'
    return refusedFile('file.not-found', 'file', was, 'the vega-datasets package', null)
  }
  return parseEmbeddedIndex(text)
}

/** Reads the file's text. Every row must have an ISO date after the one before it and 0 < low <= close <= high. */
export function parseEmbeddedIndex(text: string): Result<DailyBars> {
  const rows = parse(text, { skip_empty_lines: true, relax_column_count: true })
  const header = rows.shift() ?? []
  if (COLUMNS.some((name, i) => header[i] !== name)) {
    return refusedFile('file.wrong-header', 'header', header.join(','), COLUMNS.join(','), 1)
  }
  if (rows.length === 0) return refusedFile('file.empty', 'rows', 0, 'at least one session', null)
  const days = new Int32Array(rows.length)
  const [closes, highs, lows] = [0, 1, 2].map(() => new Float64Array(rows.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (const [i, row] of rows.entries()) {
    const line = i + 2
    if (row.length !== COLUMNS.length) {
      return refusedFile('file.row-wrong-width', 'row', row.length, `${COLUMNS.length} fields`, line)
    }
    const date = parseIsoDate(row[0] ?? '')
    if (date === null) return refusedFile('date.unreadable', 'date', row[0], 'YYYY-MM-DD', line)
    days[i] = dayNumber(date)
    if (i > 0 && (days[i] ?? 0) <= (days[i - 1] ?? 0)) {
      return refusedFile('quote.duplicate', 'date', row[0], 'a date after the row before', line)
    }
    const [high, low, close] = [Number(row[2]), Number(row[3]), Number(row[4])]
    if (!(low > 0 && low <= close && close <= high && Number.isFinite(high))) {
      return refusedFile(
        'number.out-of-range',
        'close',
        row[4],
        'a close between a positive low and the high',
        line,
      )
    }
    highs[i] = high
    lows[i] = low
    closes[i] = close
  }
  return accepted({
    symbol: 'SPX',
    source: EMBEDDED_INDEX_SOURCE,
    rung: 'indexed',
    days,
    closes,
    opens: null,
    highs,
    lows,
  })
}

function refusedFile(
  code: Parameters<typeof refuse>[0],
  field: string,
  was: unknown,
  wanted: string,
  row: number | null,
): Result<DailyBars> {
  return refused(refuse(code, { field, was, wanted, source: EMBEDDED_INDEX_SOURCE, row }))
}

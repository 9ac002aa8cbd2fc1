import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { DecodeContext, Decoded, FileHead, RowSink, TableDecoder } from '../decoder.ts'
import { RefusalCollector } from '../refusal-log.ts'
import { DailyRows, rows } from './daily-rows.ts'
import { columnName, headerNames, positionalColumns } from './header.ts'
import { RowReader } from './row-reader.ts'

/**
 * FRED series as CSV: `DATE,<SERIES>` or, in newer downloads, `observation_date,<SERIES>`, ISO dates. A missing value is
 * `.` or blank, and its row is left out. Values are the latest vintage, revised since they were first published, so the
 * series is marked `revised`: it is not what was known on its dates.
 */
export const fred: TableDecoder = {
  id: 'fred',
  title: 'FRED series',
  shape: 'table',
  sniff,
  start,
}

function readHeader(fields: readonly string[]): string | null {
  const [date, series] = fields.map(columnName)
  if (fields.length !== 2 || (date !== 'date' && date !== 'observation_date')) return null
  const symbol = (series ?? '').toUpperCase()
  if (['CLOSE', 'VALUE', 'PRICE'].includes(symbol)) return null
  return /^[A-Z][A-Z0-9_]{0,39}$/.test(symbol) ? symbol : null
}

function sniff(head: FileHead): number {
  const [header = '', first = ''] = head.text.split(/\r?\n/, 2)
  if (readHeader(headerNames(header)) === null || !/^\d{4}-\d{2}-\d{2}[,;\t]/.test(first)) return 0
  if (headerNames(header)[0] === 'observation_date') return 0.95
  return /_history\b/i.test(head.name) ? 0.4 : 0.8
}

function start(context: DecodeContext): RowSink {
  const refusals = new RefusalCollector()
  const reader = new RowReader(context, positionalColumns(['date', 'value']), refusals)
  const rowsRead = new DailyRows(context.source, refusals, 1)
  let symbol: string | null = null
  let headerSeen = false
  let missing = 0
  return {
    row(fields, line) {
      if (!headerSeen) {
        headerSeen = true
        symbol = readHeader(fields)
        return
      }
      reader.begin(fields, line)
      if (fields.length !== 2)
        reader.fail('file.row-wrong-width', 'row', `${fields.length} fields`, '2 fields')
      const day = reader.civilDay('date', 'YYYY-MM-DD')
      if (reader.text('value') === '.' || reader.text('value') === '') {
        if (!reader.failed) missing += 1
        return
      }
      const value = reader.number('value')
      if (!reader.failed) rowsRead.add(day, line, [value])
    },
    finish(): Decoded {
      if (symbol === null) return wrongHeader(context)
      const { days, columns, warnings } = rowsRead.finish(false)
      const values = columns[0] ?? new Float64Array(0)
      const gaps = missing === 0 ? [] : [`${rows(missing)} without a value, left out`]
      return {
        kind: 'value-series',
        series: { symbol, source: context.source, rung: 'indexed', days, values, revised: true },
        refusals: refusals.log(),
        warnings: [...warnings, ...gaps],
      }
    },
  }
}

function wrongHeader(context: DecodeContext): Decoded {
  const refusal = refuse('file.wrong-header', {
    field: 'header',
    was: context.head.text.slice(0, 80),
    wanted: 'DATE,<SERIES> or observation_date,<SERIES>, one series a file',
    source: context.source,
  })
  return { kind: 'refused', refusal }
}

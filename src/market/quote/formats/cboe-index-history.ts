import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { DecodeContext, Decoded, FileHead, RowSink, TableDecoder } from '../decoder.ts'
import { RefusalCollector } from '../refusal-log.ts'
import { inconsistentBars } from './bar-checks.ts'
import { DailyRows } from './daily-rows.ts'
import { columnName, headerNames, positionalColumns } from './header.ts'
import { RowReader } from './row-reader.ts'
import { symbolOfName } from './series-symbol.ts'

const BARS = ['date', 'open', 'high', 'low', 'close'] as const
const SINGLE = ['date', 'close'] as const
/** Rows above the header: the older downloads began with a disclaimer. */
const ROWS_ABOVE_HEADER_MAX = 4

interface Header {
  readonly kind: 'bars' | 'single'
  /** The symbol in the header, or null where only the file name has it. */
  readonly symbol: string | null
}

/**
 * Histories of Cboe indices: `DATE,OPEN,HIGH,LOW,CLOSE` (VIX, COR1M; symbol in the file name) or `DATE,<SYMBOL>` (VVIX,
 * SKEW, CNDR), dates MM/DD/YYYY at Cboe and ISO in the DataHub copy. Rows on days the US market was shut are left out by
 * joining with the session calendar. The first form becomes daily bars, the second a series of values.
 */
export const cboeIndexHistory: TableDecoder = {
  id: 'cboe-index-history',
  title: 'Cboe index history',
  shape: 'table',
  sniff,
  start,
}

function sniff(head: FileHead): number {
  const lines = head.text.split(/\r?\n/, ROWS_ABOVE_HEADER_MAX + 2)
  for (const [i, line] of lines.entries()) {
    const header = readHeader(headerNames(line))
    if (header === null) continue
    if (header.kind === 'bars') return 0.9
    const named = /_history\b/i.test(head.name)
    // FRED writes the same two columns, with ISO dates.
    return named || /^\d{1,2}\/\d{1,2}\/\d{4}[,;\t]/.test(lines[i + 1] ?? '') ? 0.9 : 0.4
  }
  return 0
}

function readHeader(fields: readonly string[]): Header | null {
  const names = fields.map(columnName)
  while (names.at(-1) === '') names.pop()
  if (names[0] !== 'date') return null
  if (names.length === 2) {
    const symbol = (names[1] ?? '').toUpperCase()
    const generic = ['CLOSE', 'VALUE', 'PRICE'].includes(symbol)
    return !generic && /^[A-Z][A-Z0-9]{0,9}$/.test(symbol) ? { kind: 'single', symbol } : null
  }
  if (names.length !== 5) return null
  // "VIX Open" in older downloads, "OPEN" today.
  const prefix = /^(?:([a-z0-9]+) )?open$/.exec(names[1] ?? '')
  if (prefix === null) return null
  const lead = prefix[1] === undefined ? '' : `${prefix[1]} `
  if (!BARS.slice(1).every((name, i) => names[i + 1] === `${lead}${name}`)) return null
  return { kind: 'bars', symbol: prefix[1]?.toUpperCase() ?? null }
}

function start(context: DecodeContext): RowSink {
  const refusals = new RefusalCollector()
  let header: Header | null = null
  let reader: RowReader | null = null
  let rowsRead: DailyRows | null = null
  let above = 0
  return {
    row(fields, line) {
      if (reader === null || rowsRead === null || header === null) {
        header = readHeader(fields)
        if (header === null) {
          above += 1
          return
        }
        const names = header.kind === 'bars' ? BARS : SINGLE
        reader = new RowReader(context, positionalColumns(names), refusals)
        rowsRead = new DailyRows(context.source, refusals, names.length - 1)
        return
      }
      const names = header.kind === 'bars' ? BARS : SINGLE
      reader.begin(fields, line)
      const day = reader.civilDay('date', 'YYYY-MM-DD or MM/DD/YYYY')
      const values = names.slice(1).map((name) => reader?.positive(name) ?? 0)
      if (!reader.failed) rowsRead.add(day, line, values)
    },
    finish() {
      if (header === null || rowsRead === null || above > ROWS_ABOVE_HEADER_MAX) return noHeader(context)
      const symbol = header.symbol ?? symbolOfName(context.head.name)
      if (symbol === null) return noSymbol(context)
      return finish(context, header, symbol, rowsRead, refusals)
    },
  }
}

function finish(
  context: DecodeContext,
  header: Header,
  symbol: string,
  rowsRead: DailyRows,
  refusals: RefusalCollector,
): Decoded {
  const { days, columns, warnings } = rowsRead.finish(true)
  const log = refusals.log()
  const shared = { symbol, source: context.source, rung: 'indexed', days } as const
  const [first, highs, lows, closes] = columns
  if (header.kind === 'single' || first === undefined || highs === undefined || lows === undefined) {
    const series = { ...shared, values: first ?? new Float64Array(0), revised: false }
    return { kind: 'value-series', series, refusals: log, warnings }
  }
  const bars = { ...shared, opens: first, highs, lows, closes: closes ?? new Float64Array(0) }
  const checks = inconsistentBars(first, highs, lows, bars.closes)
  return { kind: 'daily-bars', bars, refusals: log, warnings: [...warnings, ...checks] }
}

function noHeader(context: DecodeContext): Decoded {
  const refusal = refuse('file.wrong-header', {
    field: 'header',
    was: context.head.text.slice(0, 80),
    wanted: 'DATE,OPEN,HIGH,LOW,CLOSE or DATE,<SYMBOL>',
    source: context.source,
  })
  return { kind: 'refused', refusal }
}

function noSymbol(context: DecodeContext): Decoded {
  const refusal = refuse('file.no-symbol', {
    field: 'file name',
    was: context.head.name,
    wanted: 'a name that begins with the symbol, as VIX_History.csv',
    source: context.source,
  })
  return { kind: 'refused', refusal }
}

import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { ValueSeries } from '../../series/series.ts'
import type { DecodeContext, Decoded, RowSink, TableDecoder } from '../decoder.ts'
import { RefusalCollector } from '../refusal-log.ts'
import { DailyRows } from './daily-rows.ts'
import { headerNames, headerScore, matchHeader } from './header.ts'
import { RowReader } from './row-reader.ts'

const REQUIRED = ['date', 'ticker', 'field', 'value']
const PUBLISHED = 'published'
const NAME = /^[A-Z0-9^][A-Z0-9 _./%^-]{0,39}$/

/**
 * The layout for figures that no vendor's format carries: `date,ticker,field,value[,published]`, ISO dates, one figure a
 * row. `field` is what the figure is (`P/E`, `WACC`, `REER`), `ticker` whose; blank for the economy's. A series is named
 * `FIELD:TICKER`, or `FIELD` alone. `published` is the day the figure became known; where the column stands, every row
 * has it, and none lies before its own date: a figure is not known before the day it speaks of.
 */
export const kondorSeries: TableDecoder = {
  id: 'kondor-series',
  title: "Kondor's own layout for series",
  shape: 'table',
  sniff(head) {
    const header = head.text.split(/\r?\n/, 1)[0] ?? ''
    return headerScore(header, REQUIRED) > 0.9 && headerNames(header).length <= 5 ? 0.95 : 0
  },
  start,
}

function start(context: DecodeContext): RowSink {
  const refusals = new RefusalCollector()
  const byName = new Map<string, DailyRows>()
  let reader: RowReader | null = null
  let unusable: Decoded | null = null
  return {
    row(fields, line) {
      if (unusable !== null) return
      if (reader === null) {
        const columns = matchHeader(fields, REQUIRED, { source: context.source, line })
        if (columns.ok) reader = new RowReader(context, columns.value, refusals)
        else unusable = { kind: 'refused', refusal: columns.refusal }
        return
      }
      reader.begin(fields, line)
      const day = reader.civilDay('date', 'YYYY-MM-DD')
      const name = seriesName(reader)
      const value = reader.number('value')
      const published = reader.has(PUBLISHED) ? reader.civilDay(PUBLISHED, 'YYYY-MM-DD') : day
      if (published < day) {
        reader.fail('number.out-of-range', PUBLISHED, reader.text(PUBLISHED), 'a day not before the date')
      }
      if (reader.failed) return
      const rows = byName.get(name) ?? new DailyRows(context.source, refusals, 2)
      byName.set(name, rows)
      rows.add(day, line, [value, published])
    },
    finish() {
      if (unusable !== null) return unusable
      if (reader === null) return empty(context)
      const warnings: string[] = []
      const series = [...byName].map(([symbol, rows]): ValueSeries => {
        const { days, columns, warnings: said } = rows.finish(false)
        warnings.push(...said.map((warning) => `${symbol}: ${warning}`))
        const [values, published] = columns
        return {
          symbol,
          source: context.source,
          rung: 'indexed',
          days,
          values,
          revised: false,
          ...(reader?.has(PUBLISHED) === true ? { publishedDays: Int32Array.from(published) } : {}),
        }
      })
      return { kind: 'value-series-set', series, refusals: refusals.log(), warnings }
    },
  }
}

function seriesName(reader: RowReader): string {
  const ticker = reader.text('ticker').toUpperCase()
  const field = reader.text('field').toUpperCase()
  const wanted = 'letters, digits, blanks and ^ . / % _ -, at most 40'
  if (!NAME.test(field)) reader.fail('file.no-symbol', 'field', field, wanted)
  if (ticker !== '' && !NAME.test(ticker)) reader.fail('file.no-symbol', 'ticker', ticker, wanted)
  return ticker === '' ? field : `${field}:${ticker}`
}

function empty(context: DecodeContext): Decoded {
  const refusal = refuse('file.empty', {
    field: 'rows',
    was: 'none',
    wanted: 'a header and rows as 2024-03-31,VNQ,P/CF,18.2,2024-05-02',
    source: context.source,
  })
  return { kind: 'refused', refusal }
}

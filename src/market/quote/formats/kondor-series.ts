import type { DecodeContext, RowSink, TableDecoder } from '../decoder.ts'
import { headerNames, headerScore } from './header.ts'
import type { RowReader } from './row-reader.ts'
import { seriesSetSink } from './series-set-sink.ts'

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
  return seriesSetSink(context, {
    required: REQUIRED,
    width: 2,
    wanted: 'a header and rows as 2024-03-31,VNQ,P/CF,18.2,2024-05-02',
    read(row) {
      const day = row.civilDay('date', 'YYYY-MM-DD')
      const name = seriesName(row)
      const value = row.number('value')
      const published = row.has(PUBLISHED) ? row.civilDay(PUBLISHED, 'YYYY-MM-DD') : day
      if (published < day) {
        row.fail('number.out-of-range', PUBLISHED, row.text(PUBLISHED), 'a day not before the date')
      }
      return { name, day, values: [value, published] }
    },
    describe: (symbol, [, published], row) => ({
      symbol,
      ...(row.has(PUBLISHED) ? { publishedDays: Int32Array.from(published) } : {}),
    }),
  })
}

function seriesName(reader: RowReader): string {
  const ticker = reader.text('ticker').toUpperCase()
  const field = reader.text('field').toUpperCase()
  const wanted = 'letters, digits, blanks and ^ . / % _ -, at most 40'
  if (!NAME.test(field)) reader.fail('file.no-symbol', 'field', field, wanted)
  if (ticker !== '' && !NAME.test(ticker)) reader.fail('file.no-symbol', 'ticker', ticker, wanted)
  return ticker === '' ? field : `${field}:${ticker}`
}

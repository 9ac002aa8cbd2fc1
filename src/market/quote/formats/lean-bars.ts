import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { DecodeContext, Decoded, RowSink, TableDecoder } from '../decoder.ts'
import { RefusalCollector } from '../refusal-log.ts'
import { inconsistentBars } from './bar-checks.ts'
import { DailyRows } from './daily-rows.ts'
import { readDate } from './dates.ts'
import { PLAIN_LOCALE, positionalColumns } from './header.ts'
import { LEAN_PRICE_SCALE } from './lean-name.ts'
import { isIndex } from './quote-time.ts'
import { RowReader } from './row-reader.ts'

const COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume']
const PRICES = ['open', 'high', 'low', 'close'] as const
const NAME = /^([a-z][a-z0-9.]{0,9})\.csv$/i
const ROW = /^\d{8} 00:00,\d+(?:\.\d+)?(?:,\d+(?:\.\d+)?){3},\d+(?:\.\d+)?$/

/**
 * QuantConnect Lean daily bars, `spx.csv` in `spx.zip`: no header, rows `YYYYMMDD 00:00,open,high,low,close,volume`.
 * Index prices are plain, stock and fund prices are times 10,000. The file does not say which: the symbols of the cash
 * indices are known, every other symbol is scaled, and a decimal point in a price of those refuses the row, because it
 * would say the opposite.
 */
export const leanBars: TableDecoder = {
  id: 'lean-bars',
  title: 'QuantConnect Lean daily bars',
  shape: 'table',
  delimiter: ',',
  sniff(head) {
    const first = head.text.split(/\r?\n/, 1)[0] ?? ''
    return NAME.test(head.name) && ROW.test(first) ? 0.95 : 0
  },
  start,
}

function start(context: DecodeContext): RowSink {
  const refusals = new RefusalCollector()
  const row = new RowReader({ ...context, locale: PLAIN_LOCALE }, positionalColumns(COLUMNS), refusals)
  const rowsRead = new DailyRows(context.source, refusals, PRICES.length)
  const symbol = (NAME.exec(context.head.name)?.[1] ?? '').toUpperCase()
  const plain = isIndex(symbol)
  return {
    row(fields, line) {
      row.begin(fields, line)
      if (fields.length !== COLUMNS.length) {
        row.fail('file.row-wrong-width', 'row', `${fields.length} fields`, `${COLUMNS.length} fields`)
      }
      const day = /^\d{8} 00:00$/.test(row.text('time'))
        ? readDate(row.text('time').slice(0, 8), 'YYYYMMDD')
        : null
      if (day === null) row.fail('date.unreadable', 'time', row.text('time'), 'a date as YYYYMMDD 00:00')
      const prices = PRICES.map((name) => row.positive(name))
      const decimals = PRICES.find((name) => row.text(name).includes('.'))
      if (!plain && decimals !== undefined) {
        row.fail(
          'number.out-of-range',
          decimals,
          row.text(decimals),
          `a whole number (a price of ${symbol} times 10,000)`,
        )
      }
      if (row.failed || day === null) return
      rowsRead.add(day, line, plain ? prices : prices.map((price) => price / LEAN_PRICE_SCALE))
    },
    finish(): Decoded {
      if (symbol === '') return noSymbol(context)
      const { days, columns, warnings } = rowsRead.finish(true)
      const empty = new Float64Array(0)
      const [opens = empty, highs = empty, lows = empty, closes = empty] = columns
      const bars = {
        symbol,
        source: context.source,
        rung: 'indexed',
        days,
        opens,
        highs,
        lows,
        closes,
      } as const
      const checks = inconsistentBars(opens, highs, lows, closes)
      return { kind: 'daily-bars', bars, refusals: refusals.log(), warnings: [...warnings, ...checks] }
    },
  }
}

function noSymbol(context: DecodeContext): Decoded {
  const refusal = refuse('file.no-symbol', {
    field: 'file name',
    was: context.head.name,
    wanted: 'a name that is the symbol, as spy.csv',
    source: context.source,
  })
  return { kind: 'refused', refusal }
}

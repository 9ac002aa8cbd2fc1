import { yearOf } from '../../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../../base/vocabulary/quantity.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { DecodeContext, Decoded, RowSink, TableDecoder } from '../decoder.ts'
import { RefusalCollector } from '../refusal-log.ts'
import { inconsistentBars } from './bar-checks.ts'
import { DailyRows, rows } from './daily-rows.ts'
import { headerScore, headerNames, matchHeader } from './header.ts'
import { RowReader } from './row-reader.ts'
import { symbolOfName } from './series-symbol.ts'

const PRICES = ['open', 'high', 'low', 'close'] as const
const REQUIRED = ['date', ...PRICES, 'volume']

/** Above this share of opens that repeat the last close in any one year, the open column is fiction. */
const REPEATED_OPENS_MAX = 0.2
/** A year with fewer rows says too little. */
const ROWS_OF_A_YEAR_MIN = 50

/**
 * Daily bars in the plain form of Yahoo downloads: `date,open,high,low,close,adjclose,volume` in any order and case, the
 * symbol in the file name. Closes are raw; the adjusted column is not read. Days Yahoo prints as `null` are left out. The
 * S&P 500's opens repeat the last close on nearly every day before 2006 and are not clean until 2014: where they do, the
 * opens are dropped as unusable.
 */
export const dailyBars: TableDecoder = {
  id: 'daily-bars',
  title: 'Daily bars (Yahoo form)',
  shape: 'table',
  sniff(head) {
    const header = head.text.split(/\r?\n/, 1)[0] ?? ''
    if (headerScore(header, REQUIRED) < 0.9) return 0
    return headerNames(header).length <= 8 && headerNames(header)[0] === 'date' ? 0.85 : 0.3
  },
  start,
}

function start(context: DecodeContext): RowSink {
  const refusals = new RefusalCollector()
  const rowsRead = new DailyRows(context.source, refusals, PRICES.length)
  let reader: RowReader | null = null
  let unusable: Decoded | null = null
  let nulls = 0
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
      const day = reader.civilDay('date', 'YYYY-MM-DD or MM/DD/YYYY')
      if (['null', ''].includes(reader.text('close').toLowerCase())) {
        if (!reader.failed) nulls += 1
        return
      }
      const close = reader.positive('close')
      // An open, high or low of 0 or "null" is how old rows say that there is none; judged for the column as a whole.
      const others = (['open', 'high', 'low'] as const).map((name) => blankAsZero(reader, name))
      if (!reader.failed) rowsRead.add(day, line, [...others, close])
    },
    finish() {
      if (unusable !== null) return unusable
      const symbol = symbolOfName(context.head.name)
      if (symbol === null) return noSymbol(context)
      const decoded = rowsRead.finish(true)
      const gaps = nulls === 0 ? [] : [`${rows(nulls)} without a close, left out`]
      return finish(context, symbol, decoded, gaps, refusals)
    },
  }
}

function blankAsZero(reader: RowReader | null, name: string): number {
  if (reader === null || reader.text(name).toLowerCase() === 'null') return 0
  return reader.optionalNumber(name) ?? 0
}

function finish(
  context: DecodeContext,
  symbol: string,
  decoded: ReturnType<DailyRows['finish']>,
  gaps: readonly string[],
  refusals: RefusalCollector,
): Decoded {
  const { days } = decoded
  const [opens, highs, lows, closes] = decoded.columns
  const warnings = [...decoded.warnings, ...gaps]
  if (opens === undefined || highs === undefined || lows === undefined || closes === undefined) {
    return noSymbol(context)
  }
  const openFault = opensUnusable(days, opens, closes)
  if (openFault !== null) warnings.push(openFault)
  const rangeKnown = highs.every((high) => high > 0) && lows.every((low) => low > 0)
  if (!rangeKnown) warnings.push('highs or lows are missing on some days: both columns are dropped')
  if (openFault === null && rangeKnown) warnings.push(...inconsistentBars(opens, highs, lows, closes))
  const bars = {
    symbol,
    source: context.source,
    rung: 'indexed',
    days,
    closes,
    opens: openFault === null ? opens : null,
    highs: rangeKnown ? highs : null,
    lows: rangeKnown ? lows : null,
  } as const
  return { kind: 'daily-bars', bars, refusals: refusals.log(), warnings }
}

/** Why the opens mean nothing, with the worst year's share; null where they look like opens. */
function opensUnusable(days: Int32Array, opens: Float64Array, closes: Float64Array): string | null {
  if (opens.some((open) => open <= 0)) return 'opens are missing on some days: the column is dropped'
  const repeated = new Map<number, { all: number; same: number }>()
  for (let i = 1; i < days.length; i += 1) {
    const year = yearOf(quantity<DayNumber>(days[i] ?? 0))
    const tally = repeated.get(year) ?? { all: 0, same: 0 }
    tally.all += 1
    if (opens[i] === closes[i - 1]) tally.same += 1
    repeated.set(year, tally)
  }
  let worst: { year: number; share: number } | null = null
  for (const [year, { all, same }] of repeated) {
    const share = same / all
    if (all >= ROWS_OF_A_YEAR_MIN && share > REPEATED_OPENS_MAX && share > (worst?.share ?? 0))
      worst = { year, share }
  }
  if (worst === null) return null
  const percent = Math.round(worst.share * 100)
  return `opens repeat the previous close on ${percent} % of the days of ${worst.year}: the column is dropped`
}

function noSymbol(context: DecodeContext): Decoded {
  const refusal = refuse('file.no-symbol', {
    field: 'file name',
    was: context.head.name,
    wanted: 'a name that begins with the symbol, as spy.csv',
    source: context.source,
  })
  return { kind: 'refused', refusal }
}

/** Fields computed from a history of closes instead of stored: `RSI` of `VIX`. One value a day, known at its close. */
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import { type IndicatorColumn, emptyColumn, put } from '../indicator/indicator-column.ts'
import { macd } from '../indicator/macd.ts'
import { relativeStrengthIndex } from '../indicator/rsi.ts'
import type { SeriesName } from '../rules/rule-set.ts'
import { seriesSymbol } from './series-door.ts'

/** RSI(14) by Wilder; the histogram of MACD(12, 26, 9), seeded with means, points; realised volatility, vol points. */
const COMPUTED: Readonly<Record<string, (bars: DailyBars) => IndicatorColumn>> = {
  RSI: ({ closes }) => relativeStrengthIndex(closes),
  MACD: ({ closes }) => macd(closes, { seed: 'sma' }).histogram,
  HV20: (bars) => realisedColumn(bars, 20),
}

/** Where a series of the rules is read from: a stored symbol, and whether it is then computed from that history. */
export function storedUnder({ field, of }: SeriesName): {
  readonly symbol: string
  readonly computed: boolean
} {
  const computed = of !== null && Object.hasOwn(COMPUTED, field.toUpperCase())
  return { symbol: computed ? seriesSymbol(of) : seriesSymbol(field, of), computed }
}

/** The field of a history as a series, its warm-up left out. Null where it is not a computed one. */
export function computedSeries({ field, of }: SeriesName, bars: DailyBars): ValueSeries | null {
  const column = COMPUTED[field.toUpperCase()]?.(bars)
  if (column === undefined) return null
  const at = [...column.present.keys()].filter((i) => column.present[i] === 1)
  const days = Int32Array.from(at, (i) => bars.days[i])
  return {
    symbol: seriesSymbol(field, of),
    source: `${column.id} of ${bars.source}`,
    rung: bars.rung,
    days,
    values: Float64Array.from(at, (i) => column.values[i]),
    revised: false,
    publishedDays: days,
  }
}

/** Root of 252 x the mean of the squared log returns of the last `sessions`. */
function realisedColumn(bars: DailyBars, sessions: number): IndicatorColumn {
  const convention = `sqrt(252 x mean of ${sessions} squared log returns), vol points`
  const column = emptyColumn(`HV${sessions}`, convention, sessions + 1, bars.closes.length)
  const { closes } = bars
  for (let i = sessions; i < closes.length; i += 1) {
    let sum = 0
    for (let j = i - sessions; j < i; j += 1) {
      // Not a number where a value is not positive, which `put` leaves out.
      const move = Math.log(closes[j + 1] / closes[j])
      sum += move * move
    }
    put(column, i, 100 * Math.sqrt((SESSIONS_PER_YEAR * sum) / sessions))
  }
  return column
}

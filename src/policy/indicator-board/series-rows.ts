import type { ValueSeries } from '../../market/series/series.ts'
import type { SeriesDoor, SeriesReading } from '../series-door/series-door.ts'
import type { Known, SeriesRow } from './board.ts'
import { NEEDS } from './needs.ts'

/** Every series at hand through the door, by name. */
export function seriesRows(series: readonly ValueSeries[], door: SeriesDoor): Known<readonly SeriesRow[]> {
  if (series.length === 0) {
    return { known: false, reason: 'no series of the economy or of companies at hand', needs: NEEDS.series }
  }
  const symbols = series.map(({ symbol }) => symbol).sort()
  return { known: true, value: symbols.map((symbol) => seriesRow(symbol, readSymbol(door, symbol))) }
}

/** A stored symbol read as the door asks for it: `P/E:KO` is P/E of KO, and its lag that of P/E. */
export function readSymbol(door: SeriesDoor, symbol: string): SeriesReading {
  const [name, ...ticker] = symbol.split(':')
  return door(name, ticker.length === 0 ? null : ticker.join(':'))
}

function seriesRow(symbol: string, reading: SeriesReading): SeriesRow {
  if (reading.known) {
    const { value, date, published, lagDays, lagSource, revised, source, rung } = reading
    return { symbol, value, date, published, lagDays, lagSource, revised, source, rung, reason: null }
  }
  return {
    symbol,
    value: null,
    date: null,
    published: null,
    lagDays: null,
    lagSource: null,
    revised: null,
    source: null,
    rung: null,
    reason: reading.reason,
  }
}

import type { Rung } from '../../base/vocabulary/rung.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { FuturesHistory, ValueSeries } from '../../market/series/series.ts'
import { columnOf, type ColumnTable, type StoredColumn } from './column-table.ts'

export interface BarsAbout {
  readonly symbol: string
  readonly source: string
  readonly rung: Rung
}
export interface SeriesAbout extends BarsAbout {
  readonly revised: boolean
}
export interface FuturesAbout {
  readonly root: string
  readonly expirationDay: number
  readonly source: string
}

const day = (values: Int32Array): StoredColumn => ({ name: 'day', type: 'INTEGER', values, present: null })
const double = (name: string, values: Float64Array): StoredColumn => ({
  name,
  type: 'DOUBLE',
  values,
  present: null,
})

export function barsToTable(bars: DailyBars): { readonly table: ColumnTable; readonly about: BarsAbout } {
  const columns = [day(bars.days), double('close', bars.closes)]
  if (bars.opens !== null) columns.push(double('open', bars.opens))
  if (bars.highs !== null) columns.push(double('high', bars.highs))
  if (bars.lows !== null) columns.push(double('low', bars.lows))
  return {
    table: { rows: bars.days.length, columns },
    about: { symbol: bars.symbol, source: bars.source, rung: bars.rung },
  }
}

export function barsFromTable(table: ColumnTable, about: BarsAbout): DailyBars {
  const optional = (name: string): Float64Array | null =>
    table.columns.some((column) => column.name === name) ? columnOf(table, name, 'DOUBLE').values : null
  return {
    ...about,
    days: columnOf(table, 'day', 'INTEGER').values,
    closes: columnOf(table, 'close', 'DOUBLE').values,
    opens: optional('open'),
    highs: optional('high'),
    lows: optional('low'),
  }
}

export function seriesToTable(series: ValueSeries): {
  readonly table: ColumnTable
  readonly about: SeriesAbout
} {
  const { symbol, source, rung, revised, publishedDays } = series
  const columns = [day(series.days), double('value', series.values)]
  if (publishedDays !== undefined) {
    columns.push({ name: 'published', type: 'INTEGER', values: publishedDays, present: null })
  }
  return {
    table: { rows: series.days.length, columns },
    about: { symbol, source, rung, revised },
  }
}

export function seriesFromTable(table: ColumnTable, about: SeriesAbout): ValueSeries {
  const published = table.columns.some((column) => column.name === 'published')
  return {
    ...about,
    days: columnOf(table, 'day', 'INTEGER').values,
    values: columnOf(table, 'value', 'DOUBLE').values,
    ...(published ? { publishedDays: columnOf(table, 'published', 'INTEGER').values } : {}),
  }
}

export function futuresToTable(futures: FuturesHistory): {
  readonly table: ColumnTable
  readonly about: FuturesAbout
} {
  const { root, expirationDay, source } = futures
  const columns = [
    day(futures.days),
    double('settle', futures.settles),
    double('volume', futures.volumes),
    double('open_interest', futures.openInterests),
  ]
  return { table: { rows: futures.days.length, columns }, about: { root, expirationDay, source } }
}

export function futuresFromTable(table: ColumnTable, about: FuturesAbout): FuturesHistory {
  return {
    ...about,
    days: columnOf(table, 'day', 'INTEGER').values,
    settles: columnOf(table, 'settle', 'DOUBLE').values,
    volumes: columnOf(table, 'volume', 'DOUBLE').values,
    openInterests: columnOf(table, 'open_interest', 'DOUBLE').values,
  }
}

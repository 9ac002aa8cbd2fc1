/**
 * The door through which rules and pages read any series as of a day: macro, valuation, anything a user's file holds. It
 * gives a value with its dates or says why there is none, and never a value that was not yet published.
 */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, type IsoDate, quantity } from '../../base/vocabulary/quantity.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import { publicationLag } from './publication-lags.ts'

export type SeriesReading =
  | {
      readonly known: true
      readonly value: number
      /** The date the value speaks of. */
      readonly date: IsoDate
      /** The day it became known: the file's, else the date and the lag. */
      readonly published: IsoDate
      readonly lagDays: number
      /** Where the publication day comes from. */
      readonly lagSource: 'file' | 'table' | 'assumed'
      readonly source: string
      readonly rung: Rung
      /** True where the file holds later revisions: the number was not what was read on the day. */
      readonly revised: boolean
      readonly symbol: string
    }
  | { readonly known: false; readonly symbol: string; readonly reason: string }

/** `series('REER')`, `series('P/CF', 'VNQ')`: names without case. */
export type SeriesDoor = (name: string, ticker?: string | null) => SeriesReading

/** The stored name of a figure: `P/CF:VNQ`, or `REER`. */
export function seriesSymbol(name: string, ticker: string | null = null): string {
  return (ticker === null || ticker === '' ? name : `${name}:${ticker}`).toUpperCase()
}

/** Opens the door on the series at hand, as of the close of a day. `ageMax_days` counts from the value's own date. */
export function openSeriesDoor(
  series: readonly ValueSeries[],
  asOfDay: number,
  options: { readonly ageMax_days?: number } = {},
): SeriesDoor {
  const bySymbol = new Map(series.map((one) => [one.symbol.toUpperCase(), one]))
  return (name, ticker = null) => {
    const symbol = seriesSymbol(name, ticker)
    const found = bySymbol.get(symbol)
    if (found === undefined) return { known: false, symbol, reason: 'no such series at hand' }
    return readAsOf(found, symbol, name, asOfDay, options.ageMax_days ?? Infinity)
  }
}

function readAsOf(
  series: ValueSeries,
  symbol: string,
  name: string,
  asOfDay: number,
  ageMax_days: number,
): SeriesReading {
  const lag = publicationLag(name)
  const { publishedDays } = series
  const publishedOf = (at: number): number => publishedDays?.[at] ?? series.days[at] + lag.days
  let at = indexAtOrBefore(series.days, asOfDay)
  while (at >= 0 && publishedOf(at) > asOfDay) at -= 1
  if (at < 0) {
    const first = series.days.length === 0 ? null : dateOf(publishedOf(0))
    const reason =
      first === null ? 'the series is empty' : `nothing was published yet; the first value on ${first}`
    return { known: false, symbol, reason }
  }
  const age = asOfDay - series.days[at]
  if (age > ageMax_days) {
    return {
      known: false,
      symbol,
      reason: `the newest value is of ${dateOf(series.days[at])}, ${age} days ago`,
    }
  }
  return {
    known: true,
    value: series.values[at],
    date: dateOf(series.days[at]),
    published: dateOf(publishedOf(at)),
    lagDays: publishedOf(at) - series.days[at],
    lagSource: publishedDays === undefined ? lag.source : 'file',
    source: series.source,
    rung: series.rung,
    revised: series.revised,
    symbol,
  }
}

const dateOf = (day: number): IsoDate => isoOfDay(quantity<DayNumber>(day))

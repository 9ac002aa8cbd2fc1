/**
 * What is known, assembled once: the market and the histories, cut at the as-of time so that nothing after it can be
 * read by anything that decides.
 */
import { dayNumber } from '../base/calendar/civil.ts'
import { newYorkCivil } from '../base/calendar/new-york.ts'
import { sessionHours } from '../base/calendar/sessions.ts'
import type { EpochMs, IsoDate } from '../base/vocabulary/quantity.ts'
import { barsUpTo } from '../market/series/bars-up-to.ts'
import type { DailyBars } from '../market/series/daily-bars.ts'
import type { ValueSeries } from '../market/series/series.ts'
import type { MarketState } from '../market/surface/market-state.ts'
import type { VolatilityMarket } from '../market/surface/volatility-market.ts'
import type { FutureQuote } from './delta/future-quote.ts'
import type { RegimeHistories } from './regime/regime-readings.ts'
import { type SeriesDoor, openSeriesDoor } from './series-door/series-door.ts'

/** A scheduled event of the kind the rules avoid: FOMC, CPI, employment. */
export interface ScheduledEvent {
  readonly date: IsoDate
  readonly name: string
}

export interface MarketFacts {
  readonly market: MarketState
  /** Civil day in New York whose close is the newest that is known. */
  readonly knownDay: number
  /** The index's daily bars up to that day; null where none are at hand. */
  readonly history: DailyBars | null
  /** VIX bars up to that day; null where none are at hand. */
  readonly vixHistory: DailyBars | null
  /** Events known beforehand; null where no calendar is at hand. */
  readonly events: readonly ScheduledEvent[] | null
  /** VX futures and how options on them are priced; null where none are at hand. */
  readonly volatility: VolatilityMarket | null
  /** What regimes are judged from; they cut it at the known day themselves. Null where no history is at hand. */
  readonly regimes: RegimeHistories | null
  /** Volume-weighted average price of the index's session so far; null where no intraday series is at hand. */
  readonly vwap_points: number | null
  /** Any series as of that day, for the votes of the rules; null where none are at hand. */
  readonly series: SeriesDoor | null
  /** An ES or MES future as quoted at the same time; null where nobody supplies one: no chain format carries it. */
  readonly indexFuture: FutureQuote | null
  /** Bars of REITs, ETFs and other assets that the book is held beside; whole: who reads them cuts them. Null where none are wanted. */
  readonly proxies: readonly DailyBars[] | null
}

export interface FactInputs {
  readonly market: MarketState
  readonly history: DailyBars | null
  readonly vixHistory: DailyBars | null
  readonly events?: readonly ScheduledEvent[] | null
  readonly volatility?: VolatilityMarket | null
  readonly regimes?: RegimeHistories | null
  readonly vwap_points?: number | null
  readonly series?: readonly ValueSeries[] | null
  readonly indexFuture?: FutureQuote | null
}

/** Cuts the histories at the as-of time of the market. A day's bar is known once the cash session has closed. */
export function assembleFacts(inputs: FactInputs): MarketFacts {
  const knownDay = lastKnownDay(inputs.market.asOf)
  const series = inputs.series ?? null
  const cut = (bars: DailyBars | null): DailyBars | null => {
    const known = bars === null ? null : barsUpTo(bars, knownDay)
    return known === null || known.days.length === 0 ? null : known
  }
  return {
    market: inputs.market,
    knownDay,
    history: cut(inputs.history),
    vixHistory: cut(inputs.vixHistory),
    events: inputs.events ?? null,
    volatility: inputs.volatility ?? null,
    regimes: inputs.regimes ?? null,
    vwap_points: inputs.vwap_points ?? null,
    series: series === null ? null : openSeriesDoor(series, knownDay),
    indexFuture: inputs.indexFuture ?? null,
    proxies: null,
  }
}

function lastKnownDay(asOf: EpochMs): number {
  const { date } = newYorkCivil(asOf)
  const hours = sessionHours(date)
  // Outside sessions the day adds no bar, so counting it as known is harmless.
  const closed = hours === null || asOf >= hours.cashClosesAt
  return dayNumber(date) - (closed ? 0 : 1)
}

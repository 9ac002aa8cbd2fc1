/** Sessions of the indexed rung: real index closes, a VIX published or modelled, and a modelled surface. Made as they are asked for. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { sessionHours, sessionsFrom } from '../../base/calendar/sessions.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import { modelMarket } from '../../market/model/model-market.ts'
import { VIX_HIGH, VIX_LOW } from '../../market/model/surface-model.ts'
import type { SurfaceParameters } from '../../market/model/surface-types.ts'
import { modelledVolatilityMarket, recentVixMean } from '../../market/model/vx-curve-model.ts'
import { barsUpTo } from '../../market/series/bars-up-to.ts'
import { closeOn } from '../../market/series/close-on.ts'
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import { assembleFacts, type ScheduledEvent } from '../../policy/facts.ts'
import type { RegimeHistories } from '../../policy/regime/regime-readings.ts'
import type { BacktestDay } from './backtest-day.ts'
import { settlementOfBars, type SettlementSources } from './settlements-of-bars.ts'

export interface IndexedSource {
  readonly from: IsoDate
  readonly to: IsoDate
  /** Where closes come from, and settlement values. */
  readonly settlements: SettlementSources
  /** VIX of each day: published closes, or the index's own path explained. A day without one has no snapshot. */
  readonly vix: DailyBars
  readonly vixRung: Rung
  /** Yield of T-bills known on the day, simple, decimal per year; null: unknown, and forwards equal the index. */
  billRate(day: number): number | null
  /** Default: the model's mean. */
  readonly dividendYield?: number
  readonly roots?: readonly string[]
  readonly daysMax?: number
  /** VX futures and their options of a day. Default: the modelled curve at the day's VIX. */
  volatilityAt?(day: number): VolatilityMarket | null
  /** Other assumptions of the surface, for studies of what they decide: its parameters, and quotes so many times as wide. */
  readonly surface?: SurfaceParameters
  readonly widthFactor?: number
  readonly events?: readonly ScheduledEvent[] | null
  /** What regimes are judged from, and the series that rules read; each day cuts them at the day it knows. */
  readonly regimes?: RegimeHistories | null
  readonly series?: readonly ValueSeries[] | null
}

export function* indexedDays(source: IndexedSource): Generator<BacktestDay> {
  const { from, to, settlements } = source
  let before: number | null = null
  for (const date of sessionsFrom(from, to)) {
    yield indexedDay(source, date, before)
    before = closeOn(settlements.bars, dayNumber(date))
  }
}

/** One session; `before` is the index's close of the session before, for its return. */
export function indexedDay(source: IndexedSource, date: IsoDate, before: number | null = null): BacktestDay {
  const { settlements, vix, vixRung, dividendYield, roots, daysMax, surface, widthFactor } = source
  const { events, regimes, series } = source
  const day = dayNumber(date)
  const hours = sessionHours(date)
  assert(hours !== null, 'a session has hours', { date })
  const close = closeOn(settlements.bars, day)
  const level = closeOn(vix, day)
  const rate = source.billRate(day)
  const common = {
    date,
    at: hours.closesAt,
    settlementValue: (series: Parameters<BacktestDay['settlementValue']>[0]) =>
      settlementOfBars(settlements, series, day),
    billRate: rate,
    marketReturn: close === null || before === null ? null : close / before - 1,
  }
  const hole = holeOf(close, level, source)
  if (hole !== null || close === null || level === null) return { ...common, facts: null, hole }
  const market = modelMarket({
    sessionDate: date,
    spot_points: close,
    vix_points: level,
    vixRung,
    rate: rate === null ? null : Math.log1p(rate),
    listed: listedRange(settlements.bars, day),
    ...(dividendYield === undefined ? {} : { dividendYield }),
    ...(roots === undefined ? {} : { roots }),
    ...(daysMax === undefined ? {} : { daysMax }),
    ...(surface === undefined ? {} : { surface }),
    ...(widthFactor === undefined ? {} : { widthFactor }),
  })
  const facts = assembleFacts({
    market,
    history: settlements.bars,
    vixHistory: vix,
    volatility: source.volatilityAt === undefined ? modelledCurve(vix, day, rate) : source.volatilityAt(day),
    events: events ?? null,
    regimes: regimes ?? null,
    series: series ?? null,
  })
  return { ...common, facts, hole: null }
}

/**
 * The curve modelled from VIX and its recent mean; null where too little of VIX is known. `now`: the newest day whose close is
 * known, where that is not the day itself, and VIX at the moment, null where only closes tell it.
 */
export function modelledCurve(
  vix: DailyBars,
  asOfDay: number,
  rate: number | null,
  now: { readonly knownDay: number; readonly vix_vol_points: number | null } = {
    knownDay: asOfDay,
    vix_vol_points: null,
  },
): VolatilityMarket | null {
  const { closes } = barsUpTo(vix, now.knownDay)
  const recentMean_vol_points = recentVixMean(closes)
  const vix_vol_points = now.vix_vol_points ?? closes.at(-1)
  if (recentMean_vol_points === null || vix_vol_points === undefined) return null
  return modelledVolatilityMarket({
    asOfDay,
    vix_vol_points,
    recentMean_vol_points,
    ...(rate === null ? {} : { rate_per_year: Math.log1p(rate) }),
  })
}

/** Calendar days over which listed strikes are kept: longer than a condor is held. */
const LISTED_DAYS = 120

function listedRange({ days, closes }: DailyBars, day: number) {
  let [low_points, high_points] = [Infinity, 0]
  for (let row = indexAtOrBefore(days, day); row >= 0 && days[row] > day - LISTED_DAYS; row -= 1) {
    low_points = Math.min(low_points, closes[row])
    high_points = Math.max(high_points, closes[row])
  }
  return { low_points, high_points }
}

function holeOf(
  close: number | null,
  level: number | null,
  { settlements, vix }: IndexedSource,
): string | null {
  if (close === null) return `no close of ${settlements.bars.symbol} in ${settlements.bars.source}`
  if (level === null) return `no VIX in ${vix.source}`
  return level >= VIX_LOW && level <= VIX_HIGH ? null : `VIX ${level} is outside what the surface covers`
}

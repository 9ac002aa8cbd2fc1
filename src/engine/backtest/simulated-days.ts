/** Sessions of a simulated market: quotes, settlements, VX curve and VIX options all from the one model that moves it. */
import { createHash } from 'node:crypto'
import { dayNumber, isoOfDay } from '../../base/calendar/civil.ts'
import { listedExpirations } from '../../base/calendar/expirations.ts'
import { type DayNumber, type EpochMs, type IndexPoints, quantity } from '../../base/vocabulary/quantity.ts'
import { DAYS_MAX_DEFAULT } from '../../market/model/model-chain.ts'
import { modelExpiries } from '../../market/model/model-expiries.ts'
import { marketOfSurface } from '../../market/model/model-market.ts'
import { keptByNumber } from '../../market/model/simulator/kept.ts'
import type { SimulatedMarket } from '../../market/model/simulator/simulated-market.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import type { VolatilityMarket, VxFuture } from '../../market/surface/volatility-market.ts'
import { assembleFacts } from '../../policy/facts.ts'
import { NO_REGIME_HISTORIES } from '../../policy/regime/regime-readings.ts'
import type { BacktestDay, ExpiredSeries, SettlementValue } from './backtest-day.ts'

/** VX months listed. */
const VX_DAYS_MAX = 270
/** Calendar days over which strikes once listed are kept, as on the indexed rung. */
const LISTED_DAYS = 120

export function* simulatedDays(market: SimulatedMarket): Generator<BacktestDay> {
  for (let row = 0; row < market.days.length; row += 1) yield simulatedDay(market, row)
}

/** The snapshot of one row. */
export function simulatedDay(market: SimulatedMarket, row: number): BacktestDay {
  const { days, spots_points, rate, snapshots } = market
  const last = row % snapshots === 0
  const { index, vix } = historiesOf(market)
  const facts = assembleFacts({
    market: marketAt(market, row),
    history: index,
    vixHistory: vix,
    volatility: volatilityAt(market, row),
    events: [],
    regimes: { ...NO_REGIME_HISTORIES, index, vix },
  })
  return {
    date: isoOfDay(quantity<DayNumber>(days[row])),
    ...(last ? {} : { more: true }),
    at: quantity<EpochMs>(market.quotedAt[row]),
    facts,
    hole: null,
    settlementValue: (series) => settlementAt(market, row, series),
    billRate: Math.expm1(rate),
    marketReturn: row === 0 || !last ? null : spots_points[row] / spots_points[row - snapshots] - 1,
  }
}

/** Kept, since every snapshot of a market has the same ones. */
const histories = new WeakMap<SimulatedMarket, { readonly index: DailyBars; readonly vix: DailyBars }>()

/** Closes of the sessions; the facts of each snapshot cut them at the day it knows. */
function historiesOf(market: SimulatedMarket): { readonly index: DailyBars; readonly vix: DailyBars } {
  const known = histories.get(market)
  if (known !== undefined) return known
  const { snapshots, days, spots_points, vix_vol_points } = market
  const atClose = (_: number, row: number): boolean => row % snapshots === 0
  const closed = days.filter(atClose)
  const made = {
    index: closesOf('SPX', closed, spots_points.filter(atClose)),
    vix: closesOf('VIX', closed, vix_vol_points.filter(atClose)),
  }
  histories.set(market, made)
  return made
}

function closesOf(symbol: string, days: Int32Array, closes: Float64Array): DailyBars {
  return {
    symbol,
    source: 'simulated',
    rung: 'simulated',
    days,
    closes,
    opens: null,
    highs: null,
    lows: null,
  }
}

function marketAt(market: SimulatedMarket, row: number): MarketState {
  const { mode, seed, days, spots_points, vix_vol_points, rate, dividendYield } = market
  const sessionDate = isoOfDay(quantity<DayNumber>(days[row]))
  const quotedAt = quantity<EpochMs>(market.quotedAt[row])
  const spot_points = spots_points[row]
  let [low_points, high_points] = [spot_points, spot_points]
  for (let i = row; i >= 0 && days[i] > days[row] - LISTED_DAYS; i -= 1) {
    low_points = Math.min(low_points, spots_points[i])
    high_points = Math.max(high_points, spots_points[i])
  }
  const asked = {
    sessionDate,
    quotedAt,
    roots: ['SPX', 'SPXW'],
    daysMax: DAYS_MAX_DEFAULT,
    counterfactualSessions: 1,
  }
  const hash = createHash('sha256').update(
    JSON.stringify([mode, seed, sessionDate, spot_points, vix_vol_points[row], rate]),
  )
  return marketOfSurface(
    {
      header: {
        underlying: 'SPX',
        sessionDate,
        quotedAt,
        quotedAtNote:
          row % market.snapshots === 0
            ? 'simulated as of the close of index options'
            : 'simulated within the session',
        rung: 'simulated',
        source: {
          name: `simulated ${mode} market, seed ${seed}`,
          format: 'simulator',
          contentHash: hash.digest('hex'),
        },
        underlyingLast_points: spot_points as IndexPoints,
        refusals: [],
      },
      market: {
        sessionDate,
        quotedAt,
        spot_points,
        listed: { low_points, high_points },
        vix_points: vix_vol_points[row],
        rate,
        dividendYield,
      },
      expiries: modelExpiries(asked),
      surface: market.surfaceAt(row),
    },
    null,
  )
}

function volatilityAt(market: SimulatedMarket, row: number): VolatilityMarket {
  const asOfDay = market.days[row]
  const date = isoOfDay(quantity<DayNumber>(asOfDay))
  const expirations = listedExpirations('VIX', date, { daysMax: VX_DAYS_MAX })
    .map((one) => dayNumber(one))
    .filter((day) => day > asOfDay)
  const settles = market.vxCurveAt(row, expirations)
  const futures = expirations.map((expirationDay, i) => ({ expirationDay, settle_vol_points: settles[i] }))
  const smiles = new Map<number, (k: number) => number>(
    futures.map((future) => [future.expirationDay, vixSmile(market, row, future)]),
  )
  const vol = (days: number, k: number): number => {
    const nearest = nearestTo(asOfDay + days, futures)
    return nearest === null ? 0 : (smiles.get(nearest.expirationDay)?.(k) ?? 0)
  }
  return {
    asOfDay,
    vix_vol_points: market.vix_vol_points[row],
    futures,
    rung: 'simulated',
    source: `simulated ${market.mode} market, seed ${market.seed}`,
    optionVols: { atmVol: (days) => vol(days, 0), vol, says: 'of the model that moves the market' },
    rate_per_year: market.rate,
    notes: [],
  }
}

/** Black-76 volatility by log-distance from the future, each made once; 0 where the price is too small to have one. */
const vixSmile = (market: SimulatedMarket, row: number, { expirationDay, settle_vol_points }: VxFuture) =>
  keptByNumber((k) => {
    const strike_points = settle_vol_points * Math.exp(k)
    const option = { expirationDay: quantity<DayNumber>(expirationDay), strike_points }
    return market.vixOptionAt(row, { ...option, right: k < 0 ? 'P' : 'C' }).volatility ?? 0
  })

/** A contract aged on paper expires on a day on which none is listed: it has the smile of the listed one nearest to it. */
function nearestTo(day: number, futures: readonly VxFuture[]): VxFuture | null {
  let nearest: VxFuture | null = null
  for (const future of futures) {
    const gap = Math.abs(future.expirationDay - day)
    if (nearest === null || gap < Math.abs(nearest.expirationDay - day)) nearest = future
  }
  return nearest
}

/** AM series settle to the opening of their day, VIX and VX to VIX at it, PM series to the close. */
function settlementAt(market: SimulatedMarket, row: number, series: ExpiredSeries): SettlementValue | null {
  const day = dayNumber(series.settlementDate)
  const opens = series.root.startsWith('V') || series.style === 'AM'
  const at = opens ? market.days.indexOf(day) : market.days.lastIndexOf(day)
  if (at < 0 || at > row) return null
  if (series.root.startsWith('V')) return { value_points: market.openVix_vol_points[at], basis: 'official' }
  return series.style === 'AM'
    ? { value_points: market.opens_points[at], basis: 'official' }
    : { value_points: market.spots_points[at], basis: 'close' }
}

/** A board out of the real assembly over a made-up chain and made-up histories, for tests of it and of the faces. */
import { dayNumber, isoDate } from '../../src/base/calendar/civil.ts'
import { newYorkInstant } from '../../src/base/calendar/new-york.ts'
import { sessionsFrom } from '../../src/base/calendar/sessions.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import type { ChainSnapshot, OptionalColumn } from '../../src/market/quote/chain.ts'
import type { DailyBars } from '../../src/market/series/daily-bars.ts'
import type { ValueSeries } from '../../src/market/series/series.ts'
import type { MarketState } from '../../src/market/surface/market-state.ts'
import { readMarket } from '../../src/market/surface/read-market.ts'
import { NOTHING_HELD } from '../../src/policy/book-facts.ts'
import { type MarketFacts, assembleFacts } from '../../src/policy/facts.ts'
import type { IndicatorBoard } from '../../src/policy/indicator-board/board.ts'
import { type BoardInputs, indicatorBoard } from '../../src/policy/indicator-board/indicator-board.ts'
import { presetNamed } from '../../src/policy/rules/presets.ts'
import { indexSmile, strikesBetween, syntheticChain } from './synthetic-chain.ts'

export const SAMPLE_DAY = '2024-01-05'
const day = (date: string): number => dayNumber(isoDate(date))

/** Daily closes that swing about a rising line, so that no indicator is degenerate. Reaches past the sample's day. */
export function swinging(symbol: string, level: number, swing: number): DailyBars {
  const dates = sessionsFrom(isoDate('2020-01-02'), isoDate('2024-02-29'))
  return {
    symbol,
    source: 'invented',
    rung: 'simulated',
    days: Int32Array.from(dates, (date) => dayNumber(date)),
    closes: Float64Array.from(
      dates,
      (_, i) => level * (1 + i / 4000) * (1 + swing * (Math.sin(i / 3) + Math.cos(i * 1.7) / 2)),
    ),
    opens: null,
    highs: null,
    lows: null,
  }
}

export function series(
  symbol: string,
  rows: readonly (readonly [date: string, value: number])[],
): ValueSeries {
  return {
    symbol,
    source: 'invented',
    rung: 'simulated',
    revised: false,
    days: Int32Array.from(rows, ([date]) => day(date)),
    values: Float64Array.from(rows, ([, value]) => value),
  }
}

/** Open interest that thins out away from the money, calls above it and puts below. */
function withOpenInterest(chain: ChainSnapshot): ChainSnapshot {
  const column = (strikes: Float64Array, share: (strike: number) => number): OptionalColumn => ({
    values: strikes.map((strike) =>
      Math.round(9000 * share(strike) * Math.exp(-Math.abs(strike - 4700) / 200)),
    ),
    present: new Uint8Array(strikes.length).fill(1),
  })
  return {
    ...chain,
    expiries: chain.expiries.map((slice) => ({
      ...slice,
      calls: { ...slice.calls, openInterests: column(slice.strikes_points, (at) => (at > 4700 ? 2 : 0.5)) },
      puts: { ...slice.puts, openInterests: column(slice.strikes_points, (at) => (at > 4700 ? 0.5 : 1.6)) },
    })),
  }
}

let read: MarketState | null = null

/** Read once a process: the fit is the slow part. */
function sampleMarket(): MarketState {
  const chain = syntheticChain({
    volatilityAt: indexSmile(0.13),
    halfSpreadAt: () => 0.01,
    expiries: [
      { root: 'SPXW', expiration: '2024-01-12', strikes_points: strikesBetween(4000, 5300, 10) },
      { root: 'SPXW', expiration: '2024-01-19', strikes_points: strikesBetween(3800, 5500, 10) },
      { root: 'SPXW', expiration: '2024-02-02', strikes_points: strikesBetween(3200, 6000, 25) },
      { root: 'SPXW', expiration: '2024-02-09', strikes_points: strikesBetween(3200, 6000, 25) },
      { root: 'SPXW', expiration: '2024-03-15', strikes_points: strikesBetween(2800, 6400, 50) },
    ],
  })
  const asOf = newYorkInstant(isoDate(SAMPLE_DAY), 16 * 60 + 15)
  read ??= mustAccept(readMarket(withOpenInterest(chain), { asOf }))
  return read
}

/** Calendars, an index and a VIX; no VIX9D, no VIX3M, no futures, no breadth: those stay unknown. */
export function sampleBoardFacts(): MarketFacts {
  const [index, vix] = [swinging('SPX', 4000, 0.01), swinging('VIX', 14, 0.08)]
  return assembleFacts({
    market: sampleMarket(),
    history: index,
    vixHistory: vix,
    regimes: {
      index,
      vix,
      vix9d: null,
      vix3m: null,
      futures: null,
      advances: null,
      declines: null,
      events: [
        {
          name: 'FOMC',
          scheduledDays: Int32Array.from(['2023-11-01', '2023-12-13', '2024-01-31', '2024-03-20'], day),
          unscheduledDays: Int32Array.of(),
        },
        {
          name: 'CPI',
          scheduledDays: Int32Array.from(['2023-11-14', '2023-12-12', '2024-01-11', '2024-02-13'], day),
          unscheduledDays: Int32Array.from(['2023-12-29', '2024-01-08'], day),
        },
      ],
    },
  })
}

export function sampleBoardInputs(): BoardInputs {
  return {
    rules: mustAccept(presetNamed('lvr-budget')),
    givenRate: null,
    book: { known: true, value: NOTHING_HELD },
    vvix: null,
    skew: null,
    series: [
      series('SOFR', [
        ['2024-01-02', 5.4],
        ['2024-01-03', 5.39],
        ['2024-01-08', 9.99],
      ]),
      series('CPI', [
        ['2023-10-01', 3.2],
        ['2023-11-01', 3.1],
        ['2023-12-01', 3.4],
      ]),
      series('CPI CONSENSUS', [
        ['2023-11-01', 3.0],
        ['2023-12-01', 3.2],
      ]),
      series('EQUITY PREMIUM', [['2024-01-01', 0.046]]),
      series('BETA:KO', [['2024-01-02', 0.6]]),
      series('DIVIDEND:KO', [['2023-12-31', 1.84]]),
      series('PRICE:KO', [['2024-01-04', 59.5]]),
    ],
    assets: [swinging('VNQ', 80, 0.012)],
    ownRates: null,
    before: null,
  }
}

export const sampleIndicators = (): IndicatorBoard => indicatorBoard(sampleBoardFacts(), sampleBoardInputs())

/** Days of one seed of a simulated market. Everything on them is on the lowest rung. */
import { createHash } from 'node:crypto'
import { dayNumber, isoDate, isoOfDay } from '../../base/calendar/civil.ts'
import { nextSession, isSession } from '../../base/calendar/sessions.ts'
import { type DayNumber, type EpochMs, type IsoDate, quantity } from '../../base/vocabulary/quantity.ts'
import { accepted, type Result } from '../../base/vocabulary/result.ts'
import { refusalLine } from '../../base/vocabulary/refusal.ts'
import type { BacktestDay, ExpiredSeries, SettlementValue } from '../../engine/backtest/backtest-day.ts'
import { simulateMarket } from '../../market/model/simulator/simulate-market.ts'
import { simulatedChain } from '../../market/model/simulator/simulated-chain.ts'
import type { SimulatedMarket, SimulationMode } from '../../market/model/simulator/simulated-market.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { assembleFacts } from '../../policy/facts.ts'
import type { BacktestRequest, BacktestSource, SourceNote } from './backtest-source.ts'

/** Listings and holidays of the present: what a simulated year is like in all but its prices. */
const START = isoDate('2024-01-02')
/** Longest-dated expiry a day offers: presets look no further than 65 days, and each expiry costs time. */
const DAYS_MAX = 75

const MODES: Readonly<Record<SimulationMode, string>> = {
  realistic: 'path-dependent volatility, priced by the surface fitted on real days: no claim of edge can be proved in it',
  fair: 'one Heston model prices and moves everything: nothing has an edge before costs',
  planted: 'as fair, but the index realises 80 % of the variance it is priced with: a known edge',
}

export function simulatedSource(request: BacktestRequest): Result<BacktestSource> {
  const { seed, mode, years } = request
  const asked = request.from ?? START
  const startDate = isSession(asked) ? asked : nextSession(asked)
  const market = simulateMarket({ mode, seed, startDate, sessions: Math.round(years * SESSIONS_PER_YEAR) + 1 })
  const to = dateOf(market, market.days.length - 1)
  const contentHash = createHash('sha256')
    .update(JSON.stringify([mode, seed, startDate, DAYS_MAX, market.rate, market.dividendYield]))
    .update(market.spots_points)
    .update(market.vix_vol_points)
    .digest('hex')
  return accepted({
    data: 'simulated',
    rung: 'simulated',
    from: startDate,
    to,
    count: market.days.length,
    contentHash,
    notes: notesOf(market),
    seed,
    days: () => simulatedDays(market),
    close: () => undefined,
  })
}

const dateOf = ({ days }: SimulatedMarket, row: number): IsoDate => isoOfDay(quantity<DayNumber>(days[row]))

function* simulatedDays(market: SimulatedMarket): Generator<BacktestDay> {
  const { days, spots_points: spots, vix_vol_points: vix, rate, dividendYield } = market
  const bars = (symbol: string, closes: Float64Array): DailyBars => ({
    symbol,
    source: `simulated ${market.mode} market, seed ${market.seed}`,
    rung: 'simulated',
    days,
    closes,
    opens: null,
    highs: null,
    lows: null,
  })
  const [history, vixHistory] = [bars('SPX', spots), bars('VIX', vix)]
  for (let row = 0; row < days.length; row += 1) {
    const chain = simulatedChain(market, row, { daysMax: DAYS_MAX })
    const read = readMarket(chain, { asOf: chain.quotedAt, rate })
    const elapsed = row === 0 ? 0 : (days[row] - days[row - 1]) / 365
    const growth = row === 0 ? null : spots[row] / spots[row - 1] - 1 + dividendYield * elapsed
    yield {
      date: dateOf(market, row),
      at: market.quotedAt[row] as EpochMs,
      facts: read.ok ? assembleFacts({ market: read.value, history, vixHistory, events: [] }) : null,
      hole: read.ok ? null : refusalLine(read.refusal),
      settlementValue: (series) => settlement(market, series, row),
      billRate: Math.expm1(rate),
      marketReturn: growth,
    }
  }
}

/** The simulated opening or close of the settlement date; null before it. */
function settlement(
  { days, spots_points: spots, opens_points: opens, openVix_vol_points: openVix }: SimulatedMarket,
  { root, style, settlementDate }: ExpiredSeries,
  row: number,
): SettlementValue | null {
  const at = days.indexOf(dayNumber(settlementDate))
  if (at < 0 || at > row) return null
  if (/^(VIX|VX)/.test(root)) return { value_points: openVix[at], basis: 'official' }
  return style === 'AM'
    ? { value_points: opens[at], basis: 'official' }
    : { value_points: spots[at], basis: 'close' }
}

const notesOf = ({ mode, seed, rate, dividendYield }: SimulatedMarket): readonly SourceNote[] => [
  { what: 'World', says: `${mode}, seed ${seed}: ${MODES[mode]}`, rung: 'simulated' },
  {
    what: 'Rates',
    says: `${(100 * rate).toFixed(1)} % a year for bills and forwards, dividends ${(100 * dividendYield).toFixed(1)} %`,
    rung: 'simulated',
  },
  { what: 'Events', says: 'none happen', rung: 'simulated' },
  { what: 'Settlement', says: 'the simulated opening and close', rung: 'simulated' },
]

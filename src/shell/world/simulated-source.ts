/** Days of one seed of a simulated market. Everything on them is on the lowest rung. */
import { createHash } from 'node:crypto'
import { isoDate, isoOfDay } from '../../base/calendar/civil.ts'
import { nextSession, isSession } from '../../base/calendar/sessions.ts'
import { type DayNumber, type IsoDate, quantity } from '../../base/vocabulary/quantity.ts'
import { accepted, type Result } from '../../base/vocabulary/result.ts'
import { simulatedDays } from '../../engine/backtest/simulated-days.ts'
import { simulateMarket } from '../../market/model/simulator/simulate-market.ts'
import type { SimulatedMarket, SimulationMode } from '../../market/model/simulator/simulated-market.ts'
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import type { BacktestRequest, BacktestSource, SourceNote } from './backtest-source.ts'

/** Listings and holidays of the present: what a simulated year is like in all but its prices. */
const START = isoDate('2024-01-02')

const MODES: Readonly<Record<SimulationMode, string>> = {
  realistic:
    'path-dependent volatility, priced by the surface fitted on real days: no claim of edge can be proved in it',
  fair: 'one Heston model prices and moves everything: nothing has an edge before costs',
  planted: 'as fair, but the index realises 80 % of the variance it is priced with: a known edge',
}

export function simulatedSource(request: BacktestRequest): Result<BacktestSource> {
  const { seed, mode, years } = request
  const snapshots = request.snapshots === 'all' ? 1 : (request.snapshots ?? 1)
  const asked = request.from ?? START
  const startDate = isSession(asked) ? asked : nextSession(asked)
  const market = simulateMarket({
    mode,
    seed,
    startDate,
    snapshots,
    sessions: Math.round(years * SESSIONS_PER_YEAR) + 1,
  })
  const to = dateOf(market, market.days.length - 1)
  const contentHash = createHash('sha256')
    .update(
      JSON.stringify([
        mode,
        seed,
        startDate,
        market.rate,
        market.dividendYield,
        ...(snapshots === 1 ? [] : [snapshots]),
      ]),
    )
    .update(market.spots_points)
    .update(market.vix_vol_points)
    .digest('hex')
  return accepted({
    data: 'simulated',
    rung: 'simulated',
    from: startDate,
    to,
    sessions: 1 + (market.days.length - 1) / snapshots,
    count: market.days.length,
    contentHash,
    dataHashOf: () => contentHash,
    notes: notesOf(market),
    seed,
    proxies: async () => [],
    days: () => simulatedDays(market),
    close: () => undefined,
  })
}

const dateOf = ({ days }: SimulatedMarket, row: number): IsoDate => isoOfDay(quantity<DayNumber>(days[row]))

const notesOf = ({ mode, seed, rate, dividendYield, snapshots }: SimulatedMarket): readonly SourceNote[] => [
  { what: 'World', says: `${mode}, seed ${seed}: ${MODES[mode]}`, rung: 'simulated' },
  ...(snapshots === 1
    ? []
    : [
        {
          what: 'Snapshots',
          says: `${snapshots} of each session after the first, the last at its close`,
          rung: 'simulated' as const,
        },
      ]),
  {
    what: 'Rates',
    says: `${(100 * rate).toFixed(1)} % a year for bills and forwards, dividends ${(100 * dividendYield).toFixed(1)} %`,
    rung: 'simulated',
  },
  { what: 'Events', says: 'none happen', rung: 'simulated' },
  { what: 'Settlement', says: 'the simulated opening and close', rung: 'simulated' },
]

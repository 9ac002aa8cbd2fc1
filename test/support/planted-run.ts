/** A backtest of weekly condors in a market with a planted edge: what the run says each earned, and what it should have on average. */
import { isoDate } from '../../src/base/calendar/civil.ts'
import { settlementOf } from '../../src/base/calendar/settlement.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { parseOccSymbol } from '../../src/book/structure/occ-symbol.ts'
import { resolveCondor } from '../../src/book/structure/resolve-condor.ts'
import { BACKTEST_DEFAULTS } from '../../src/engine/backtest/backtest-options.ts'
import type { BacktestRun } from '../../src/engine/backtest/backtest-run.ts'
import { type Judge, runBacktest } from '../../src/engine/backtest/run-backtest.ts'
import { simulatedDays } from '../../src/engine/backtest/simulated-days.ts'
import type { KernelEvent } from '../../src/engine/kernel/kernel-event.ts'
import { simulateMarket } from '../../src/market/model/simulator/simulate-market.ts'
import { openOrder } from '../../src/policy/position/position-orders.ts'
import { sixteenDelta } from './backtest-rules.ts'

const WEEK = 5

/** One condor of a week, shorts at a quarter's delta, held to settlement. */
const weekly: Judge = ({ market }) => {
  const resolved = resolveCondor(
    {
      kind: 'condor',
      expiry: {
        kind: 'nearest-days',
        days: 7,
        tolerance_days: 2,
        settlement: 'PM preferred',
        monthlyOnly: false,
      },
      shorts: { kind: 'delta', put: 0.25, call: 0.25, tolerance: 0.1 },
      wings: { put_points: 100, call_points: 100, tolerance_points: 20 },
    },
    market,
  )
  if (!resolved.ok) return { intents: [] }
  const { legs, expiry } = resolved.value
  const { root, expiration } = expiry.slice
  const order = openOrder(legs, { root, expiration, sessionDate: market.chain.sessionDate }, 1)
  const { limit_points } = order
  return { intents: [{ kind: 'open-condor', candidateId: 'weekly', contracts: 1, limit_points, order }] }
}

/** Dollars a condor, in order of entry, all costs counted. */
export interface PlantedRun {
  readonly run: BacktestRun
  readonly gains: Float64Array
  /** What its fills kept less what its legs paid on the path: the run's own bookkeeping made again. */
  readonly kept: Float64Array
  /** What its fills kept less what its legs pay on average, by the law that was planted. */
  readonly edges: Float64Array
  /** The same by the law that prices it: nothing but costs. */
  readonly fair: Float64Array
}

export function plantedRun(seed: number, condors: number, varianceShare: number): PlantedRun {
  const market = simulateMarket({
    mode: 'planted',
    seed,
    startDate: isoDate('2022-06-01'),
    sessions: WEEK * (condors + 1) + 2,
    varianceShare,
  })
  const opened: Extract<KernelEvent, { readonly kind: 'order-filled' }>[] = []
  const run = runBacktest(simulatedDays(market), {
    rules: sixteenDelta(),
    judge: weekly,
    // The first session has no eve whose signals an entry could stand on.
    options: { ...BACKTEST_DEFAULTS, account_dollars: 500_000, entryEvery: WEEK, entryPhase: 1 },
    onEvent: (event) => {
      if (event.kind === 'order-filled' && event.opened !== null) opened.push(event)
    },
  })
  const kept = new Float64Array(run.trades.length)
  const edges = new Float64Array(run.trades.length)
  const fair = new Float64Array(run.trades.length)
  for (const [i, { at, opening }] of opened.slice(0, run.trades.length).entries()) {
    const row = market.quotedAt.indexOf(at)
    for (const { instrument, quantity, price_points, fees_cents } of opening) {
      const leg = parseOccSymbol(instrument)
      if (leg === null) throw new Error(`an option, not ${instrument}`)
      const { settlesAt } = mustAccept(settlementOf(leg.root, leg.expiration))
      const { right, strike_points } = leg
      const option = { settlesAt, strike_points, right }
      const until = market.quotedAt.findIndex((quoted) => quoted >= settlesAt)
      const level = market.spots_points[until]
      const paid = Math.max(0, right === 'C' ? level - strike_points : strike_points - level)
      const planted = market.expectedPayoff(row, option) ?? Number.NaN
      const years = (settlesAt - at) / 31_536_000_000
      const priced = market.optionPrice(row, option) * Math.exp(market.rate * years)
      for (const [column, payoff] of [
        [kept, paid],
        [edges, planted],
        [fair, priced],
      ] as const)
        column[i] += 100 * quantity * (payoff - price_points) - fees_cents / 100
    }
  }
  const gains = Float64Array.from(run.trades, ({ pnl_cents }) => pnl_cents / 100)
  return { run, gains, kept, edges, fair }
}

/** What is kept of one variant's run: whole cents a session, and the figures a ranking shows. */
import { z } from 'zod'
import { INTERVAL_METHODS } from '../../base/numerics/bootstrap-interval.ts'
import type { BacktestRun } from '../../engine/backtest/backtest-run.ts'
import { drawdownsOf } from '../../engine/evidence/drawdowns.ts'
import type { EvidenceOptions } from '../../engine/evidence/run-evidence.ts'
import { tradeFigures } from '../../engine/evidence/run-figures.ts'
import { coreTrades, heldOnlyCash } from '../../engine/evidence/run-record.ts'
import type { SweepFigures } from '../../engine/evidence/sweep-evidence.ts'

const nullable = z.number().nullable()
const interval = z
  .strictObject({
    low: z.number(),
    high: z.number(),
    level: z.number(),
    method: z.enum(INTERVAL_METHODS),
    resamples: nullable,
    meanBlock: nullable,
  })
  .nullable()

export const sweepResultSchema = z.strictObject({
  rulesHash: z.string(),
  dataHash: z.string(),
  optionsHash: z.string(),
  account_cents: z.number(),
  /** Change of the account, a session each. */
  pnl_cents: z.array(z.number()),
  /** By the ledger: nothing but cash was held. */
  onlyCash: z.boolean(),
  figures: z.strictObject({
    pnl_dollars: z.number(),
    maxDrawdown: nullable,
    pnlPerLvr: nullable,
    kappa: nullable,
    costs_dollars: z.number(),
    trades: z.number(),
    expectancy_dollars: nullable,
    expectancyInterval: interval,
    winRate: nullable,
    winRateInterval: interval,
  }),
})

export type SweepResult = z.infer<typeof sweepResultSchema>

/** `resampling` is that of the intervals, as in the report of a single run. */
export function sweepResult(
  run: BacktestRun,
  account_dollars: number,
  resampling: EvidenceOptions,
): SweepResult {
  const account = account_dollars * 100
  let before = account
  const pnl_cents = Array.from(run.equity_cents, (value) => {
    const change = value - before
    before = value
    return change
  })
  return {
    rulesHash: run.rulesHash,
    dataHash: run.dataHash,
    optionsHash: run.optionsHash,
    account_cents: account,
    pnl_cents,
    onlyCash: heldOnlyCash(run),
    figures: figuresOf(run, account, resampling),
  }
}

function figuresOf(run: BacktestRun, account_cents: number, resampling: EvidenceOptions): SweepFigures {
  const total = (id: string): number =>
    (run.attribution.find((line) => line.id === id)?.cents ?? new Float64Array(0)).reduce(
      (sum, value) => sum + value,
      0,
    )
  const pnl = run.equity_cents[run.equity_cents.length - 1] - account_cents
  const [time, lvr, costs] = [total('time'), -total('lvr'), -total('costs')]
  const trades = coreTrades(run)
  const ofTrades = tradeFigures(trades, run.rung, resampling)
  const [expectancy, wins] = ['expectancy', 'win-rate'].map((id) => ofTrades.find((one) => one.id === id))
  const ruined = run.equity_cents.some((value) => !(value > 0))
  return {
    pnl_dollars: pnl / 100,
    maxDrawdown: ruined ? null : (drawdownsOf(run.days, run.equity_cents).drawdowns[0]?.depth ?? 0),
    pnlPerLvr: lvr > 0 ? (pnl - total('interest')) / lvr : null,
    kappa: lvr > 0 ? time / lvr : null,
    costs_dollars: costs / 100 + 0,
    trades: trades.length,
    expectancy_dollars: expectancy?.value ?? null,
    expectancyInterval: expectancy?.interval ?? null,
    winRate: wins?.value ?? null,
    winRateInterval: wins?.interval ?? null,
  }
}

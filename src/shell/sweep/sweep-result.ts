/** What is kept of one variant's run: whole cents a session, and the figures a ranking shows. */
import { z } from 'zod'
import type { BacktestRun } from '../../engine/backtest/backtest-run.ts'
import { drawdownsOf } from '../../engine/evidence/drawdowns.ts'
import { coreTrades } from '../../engine/evidence/run-record.ts'
import type { SweepFigures } from '../../engine/evidence/sweep-evidence.ts'

const nullable = z.number().nullable()

export const sweepResultSchema = z.strictObject({
  rulesHash: z.string(),
  dataHash: z.string(),
  optionsHash: z.string().default(''),
  account_cents: z.number(),
  /** Change of the account, a session each. */
  pnl_cents: z.array(z.number()),
  figures: z.strictObject({
    pnl_dollars: z.number(),
    maxDrawdown: nullable,
    pnlPerLvr: nullable,
    kappa: nullable,
    costs_dollars: z.number(),
    trades: z.number(),
    expectancy_dollars: nullable,
    winRate: nullable,
  }),
})

export type SweepResult = z.infer<typeof sweepResultSchema>

export function sweepResult(run: BacktestRun, account_dollars: number): SweepResult {
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
    figures: figuresOf(run, account),
  }
}

function figuresOf(run: BacktestRun, account_cents: number): SweepFigures {
  const total = (id: string): number =>
    (run.attribution.find((line) => line.id === id)?.cents ?? new Float64Array(0)).reduce(
      (sum, value) => sum + value,
      0,
    )
  const pnl = run.equity_cents[run.equity_cents.length - 1] - account_cents
  const [time, lvr, costs] = [total('time'), -total('lvr'), -total('costs')]
  const trades = coreTrades(run)
  const ruined = run.equity_cents.some((value) => !(value > 0))
  return {
    pnl_dollars: pnl / 100,
    maxDrawdown: ruined ? null : (drawdownsOf(run.days, run.equity_cents).drawdowns[0]?.depth ?? 0),
    pnlPerLvr: lvr > 0 ? (pnl - total('interest')) / lvr : null,
    kappa: lvr > 0 ? time / lvr : null,
    costs_dollars: costs / 100 + 0,
    trades: trades.length,
    expectancy_dollars:
      trades.length === 0 ? null : trades.reduce((sum, one) => sum + one.pnl_cents, 0) / trades.length / 100,
    winRate: trades.length === 0 ? null : trades.filter(({ won }) => won).length / trades.length,
  }
}

/** Backtests over days: one run, or several in step. What a session does to a run is in `backtest.ts`. */
import { Backtest } from './backtest.ts'
import type { BacktestDay } from './backtest-day.ts'
import type { BacktestRun } from './backtest-run.ts'
import type { BacktestSetup, CarriedRun } from './backtest-setup.ts'
import { quoteBook } from './quote-book.ts'

export type { BacktestSetup, CarriedRun, Judge, ResumedRun } from './backtest-setup.ts'

/** One run over all days. */
export function runBacktest(days: Iterable<BacktestDay>, setup: BacktestSetup): BacktestRun {
  const [run] = runBacktests(days, [setup])
  return run
}

/** Several runs in step, so that each day's market is read once for all of them. */
export function runBacktests(
  days: Iterable<BacktestDay>,
  setups: readonly BacktestSetup[],
): readonly BacktestRun[] {
  const runs = runsInStep(setups)
  for (const day of days) runs.advance(day)
  return runs.finish()
}

/** Several runs a day at a time: for days that must be waited for, and for whoever reports how far they are. */
export interface RunsInStep {
  advance(day: BacktestDay): void
  carried(): readonly CarriedRun[]
  finish(): readonly BacktestRun[]
}

export function runsInStep(setups: readonly BacktestSetup[]): RunsInStep {
  const runs = setups.map((setup) => new Backtest(setup))
  return {
    advance: (day) => {
      const quotes = quoteBook(day)
      for (const run of runs) run.advance(day, quotes)
    },
    carried: () => runs.map((run) => run.carried()),
    finish: () => runs.map((run) => run.finish()),
  }
}

import type { Rung } from '../../src/base/vocabulary/rung.ts'
import type { BacktestRun, ClosedChain } from '../../src/engine/backtest/backtest-run.ts'
import { type Trial, trialOf } from '../../src/engine/evidence/trial-log.ts'

export const H1_STUDY = 'H1'

/** What the study keeps of a run: plain data, small enough to send from one process to another. */
export interface ArmOutcome {
  readonly trades: readonly ClosedChain[]
  readonly rung: Rung
  readonly notes: readonly string[]
  readonly trial: Trial
}

export type Outcomes = ReadonlyMap<string, ArmOutcome>

export const outcomesOf = (runs: ReadonlyMap<string, BacktestRun>): Outcomes =>
  new Map(
    [...runs].map(([label, run]) => {
      const { trades, rung, notes } = run
      return [label, { trades, rung, notes, trial: trialOf(run, H1_STUDY, false) }] as const
    }),
  )

import type { Rung } from '../../src/base/vocabulary/rung.ts'
import type { BacktestRun, ClosedChain } from '../../src/engine/backtest/backtest-run.ts'
import { canonicalHash } from '../../src/policy/rules/canonical.ts'
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
      // Arms of the same rules differ in the judge, such as the placebo's dice: each is a try of its own.
      const tried = { ...run, optionsHash: canonicalHash([run.optionsHash, label]) }
      return [label, { trades, rung, notes, trial: trialOf(tried, H1_STUDY, false) }] as const
    }),
  )

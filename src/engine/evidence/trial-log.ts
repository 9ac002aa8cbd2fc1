/**
 * Everything that was tried in a study, kept so that the best of many is not shown as if it were the only one. Append-only; whoever
 * stores it stores it whole.
 */
import { momentsOf } from '../../base/numerics/moments.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { excessReturns } from './excess-returns.ts'
import type { RunRecord } from './run-record.ts'

export interface Trial {
  /** The question it was run for: a study's or a sweep's name. */
  readonly study: string
  readonly rulesHash: string
  readonly dataHash: string
  /** Of how it was run; empty in logs of before it was kept. */
  readonly optionsHash: string
  /** Sharpe ratio per session of the return in excess of bills; null where it is undefined. */
  readonly sharpePerStep: number | null
  readonly steps: number
}

export type TrialLog = readonly Trial[]

export const EMPTY_TRIAL_LOG: TrialLog = []

/**
 * What a run leaves in the log. A ruined account counts to its day of ruin, as it does where it is chosen from. One that held only
 * cash has no Sharpe ratio: that of rounding to rounding may be -28 a year, and would spread the ratios of a whole study.
 */
export function trialOf(
  record: Pick<
    RunRecord,
    'rulesHash' | 'dataHash' | 'optionsHash' | 'days' | 'equity_cents' | 'billsReturns'
  >,
  study: string,
  onlyCash: boolean,
): Trial {
  const { rulesHash, dataHash, optionsHash, days, equity_cents, billsReturns } = record
  const { excess } = excessReturns({ equity_cents, billsReturns })
  const moments = excess.length === 0 ? null : momentsOf(excess)
  const varies = !onlyCash && moments !== null && moments.variance > 0
  return {
    study,
    rulesHash,
    dataHash,
    optionsHash,
    sharpePerStep: varies ? moments.mean / Math.sqrt(moments.variance) : null,
    steps: days.length - 1,
  }
}

export function appendTrial(log: TrialLog, trial: Trial): TrialLog {
  assert(
    trial.sharpePerStep === null || Number.isFinite(trial.sharpePerStep),
    'a ratio is finite or unknown',
    {
      sharpePerStep: trial.sharpePerStep,
    },
  )
  return [...log, trial]
}

export interface TrialSummary {
  readonly study: string
  /** Different rules, data or ways to run: the same run again is no new try. */
  readonly trials: number
  /** Variance of their Sharpe ratios per step (divisor n - 1); null below two that have one. */
  readonly varianceOfSharpes: number | null
}

/** What makes two runs of a study the same try. */
export const trialKey = ({ study, rulesHash, dataHash, optionsHash }: Trial): string =>
  [study, rulesHash, dataHash, optionsHash].join('\n')

/** Counts each try once. Near-copies count in full, which deflates too much rather than too little. */
export function trialSummary(log: TrialLog, study: string): TrialSummary {
  const own = log.filter((trial) => trial.study === study)
  const distinct = new Map(own.map((trial) => [trialKey(trial), trial.sharpePerStep]))
  const sharpes = [...distinct.values()].filter((sharpe) => sharpe !== null)
  const n = sharpes.length
  return {
    study,
    trials: distinct.size,
    varianceOfSharpes: n < 2 ? null : (momentsOf(sharpes).variance * n) / (n - 1),
  }
}

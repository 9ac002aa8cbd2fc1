import type { BacktestOptions } from '../../engine/backtest/backtest-options.ts'

/** Sessions of a week: the cycle of rules that open condors on any session. */
const WEEK = 5

/** The same rules begun on other sessions of a cycle. */
export interface TimingPhases {
  /** What must be run beside the run asked for, by first session. */
  readonly others: readonly BacktestOptions[]
  /**
   * Where the run asked for stands among them; null where it opens on every session and so is none of them: it is shown as it was
   * asked for all the same.
   */
  readonly position: number | null
}

export function timingPhases(options: BacktestOptions): TimingPhases {
  const position = options.entryEvery > 1 ? options.entryPhase : null
  const entryEvery = position === null ? WEEK : options.entryEvery
  const phases = Array.from({ length: entryEvery }, (_, phase) => phase)
  return {
    others: phases
      .filter((phase) => phase !== position)
      .map((entryPhase) => ({ ...options, entryEvery, entryPhase })),
    position,
  }
}

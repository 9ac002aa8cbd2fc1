/** Several rule sets over one world, day by day together: each day's market is read once for all of them. */
import { dayNumber } from '../../src/base/calendar/civil.ts'
import { sessionsFrom } from '../../src/base/calendar/sessions.ts'
import { BACKTEST_DEFAULTS, type BacktestOptions } from '../../src/engine/backtest/backtest-options.ts'
import type { BacktestDay } from '../../src/engine/backtest/backtest-day.ts'
import type { BacktestRun } from '../../src/engine/backtest/backtest-run.ts'
import { type Judge, runBacktests } from '../../src/engine/backtest/run-backtest.ts'
import type { MarketFacts } from '../../src/policy/facts.ts'
import { canonicalHash } from '../../src/policy/rules/canonical.ts'
import { judge } from '../../src/policy/judge.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'
import { type StudyWorld, type WorldChange, daysOf } from './study-world.ts'

export interface Arm {
  /** Its own among the arms. */
  readonly label: string
  readonly rules: RuleSet
  readonly options?: Partial<BacktestOptions>
  /** Default the engine's own. */
  readonly judge?: Judge
}

export function runArms(
  world: StudyWorld,
  arms: readonly Arm[],
  settings: {
    readonly change?: WorldChange
    /** Default the world's own sessions, without hedges. */
    readonly days?: Iterable<BacktestDay>
    readonly options: Partial<BacktestOptions>
    readonly progress: (share: number) => void
  },
): ReadonlyMap<string, BacktestRun> {
  const { change = {}, days = daysOf(world, change), options, progress } = settings
  const dataHash = settings.days === undefined ? canonicalHash([world.dataHash, change]) : null
  const setups = arms.map((arm) => ({
    ...(dataHash === null ? {} : { dataHash }),
    rules: arm.rules,
    judge: arm.judge ?? judge,
    options: { ...BACKTEST_DEFAULTS, ...options, ...arm.options, label: arm.label },
  }))
  const sessions = sessionsFrom(change.from ?? world.from, change.to ?? world.to).length
  const runs = runBacktests(counted(days, sessions, progress), setups)
  return new Map(arms.map(({ label }, i) => [label, runs[i]]))
}

function* counted(
  days: Iterable<BacktestDay>,
  sessions: number,
  progress: (share: number) => void,
): Generator<BacktestDay> {
  let done = 0
  for (const day of days) {
    yield day
    done += 1
    progress(done / sessions)
  }
}

/** A scheduled entry is judged on signals of the session before; everything else on the session itself. */
export const isEntryCall = ({ knownDay, market }: MarketFacts): boolean =>
  knownDay < dayNumber(market.chain.sessionDate)

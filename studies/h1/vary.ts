/** Rule, trigger, placebo and hold again where the surface, the quotes or the VIX are others. */
import { Worker } from 'node:worker_threads'
import { dayNumber } from '../../src/base/calendar/civil.ts'
import type { BacktestRun, ClosedChain } from '../../src/engine/backtest/backtest-run.ts'
import { type Trial, trialOf } from '../../src/engine/evidence/trial-log.ts'
import { judge } from '../../src/policy/judge.ts'
import { runArms } from '../world/run-arms.ts'
import { type StudyWorld, type WorldChange, studyWorld } from '../world/study-world.ts'
import { H1_ACCOUNT_DOLLARS, H1_ENTRY_EVERY, H1_HOLD, H1_PLACEBO, H1_RULE, H1_TRIGGER } from './arms.ts'
import { countingJudge, placeboJudge } from './judges.ts'

export const H1_STUDY = 'H1'

/** What is left of a varied world: the trades of each arm, and its tries. */
export interface Varied {
  readonly label: string
  readonly runs: readonly (readonly [string, readonly ClosedChain[]])[]
  readonly trials: readonly Trial[]
}

export function variedInThread(change: WorldChange): Promise<readonly Varied[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./vary-thread.ts', import.meta.url), { workerData: change })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

export async function variedWorlds(change: WorldChange): Promise<readonly Varied[]> {
  const [world, modelled] = [await studyWorld(), await studyWorld(true)]
  const cases: readonly (readonly [string, StudyWorld, WorldChange])[] = [
    ['skew x 0.7', world, { skewFactor: 0.7 }],
    ['skew x 1.3', world, { skewFactor: 1.3 }],
    ['quotes x 2', world, { widthFactor: 2 }],
    ...(world.vixRung === 'quoted' ? [['modelled VIX', modelled, {}] as const] : []),
  ]
  return cases.map(([label, where, assumed]) => {
    const rule = countingJudge(judge)
    const settings = {
      change: { ...within(where, change), ...assumed },
      options: { account_dollars: H1_ACCOUNT_DOLLARS, entryEvery: H1_ENTRY_EVERY },
      progress: () => {},
    }
    const first = runArms(
      where,
      [
        { label: H1_RULE.name, rules: H1_RULE, judge: rule.judge },
        { label: H1_TRIGGER.name, rules: H1_TRIGGER },
        { label: H1_HOLD.name, rules: H1_HOLD },
      ],
      settings,
    )
    const second = runArms(
      where,
      [{ label: 'placebo', rules: H1_PLACEBO, judge: placeboJudge(rule.frequency, 1), options: { seed: 1 } }],
      settings,
    )
    const runs: readonly (readonly [string, BacktestRun])[] = [...first, ...second]
    return {
      label,
      runs: runs.map(([name, { trades }]) => [name, trades] as const),
      trials: runs.map(([, run]) => trialOf(run, H1_STUDY)),
    }
  })
}

/** The asked-for span, but not before the world begins. */
function within(where: StudyWorld, change: WorldChange): WorldChange {
  const from = change.from ?? where.from
  return { ...change, from: dayNumber(from) < dayNumber(where.from) ? where.from : from }
}

/** Rule, trigger, placebo and hold again where the surface, the quotes or the VIX are others. */
import type { BacktestRun } from '../../src/engine/backtest/backtest-run.ts'
import { judge } from '../../src/policy/judge.ts'
import { runArms } from '../world/run-arms.ts'
import { type StudyWorld, type WorldChange, studyWorld } from '../world/study-world.ts'
import { H1_HOLD, H1_OPTIONS, H1_PLACEBO, H1_RULE, H1_TRIGGER } from './arms.ts'
import { countingJudge, placeboJudge } from './judges.ts'
import { type Outcomes, outcomesOf } from './outcome.ts'

export interface Varied {
  readonly label: string
  readonly outcomes: Outcomes
}

export async function variedWorlds(): Promise<readonly Varied[]> {
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
      change: assumed,
      options: H1_OPTIONS,
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
    const runs: ReadonlyMap<string, BacktestRun> = new Map([...first, ...second])
    return { label, outcomes: outcomesOf(runs) }
  })
}

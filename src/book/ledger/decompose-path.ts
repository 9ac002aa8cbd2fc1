import { CompensatedSum } from '../../base/numerics/sums.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { type StepLines, decomposeStep } from './decompose-step.ts'
import type { Revaluable } from './revaluable.ts'
import type { RiskFactors } from './risk-factors.ts'
import { type TaylorLines, sumTaylor, taylorReport } from './taylor-report.ts'

/** A ledger along a path: every step, and their sum. */
export interface PathLines {
  readonly steps: readonly StepLines[]
  readonly total: StepLines
  /** Null where the Greeks of some step do not exist (at the strike with no variance left); the ledger still does. */
  readonly taylor: TaylorLines | null
}

/** Decomposes the change of value along a path of at least two points; refuses as `decomposeStep` does. */
export function decomposePath(position: Revaluable, path: readonly RiskFactors[]): Result<PathLines> {
  if (path.length < 2) {
    return refused(
      refuse('command.bad-input', {
        field: 'path',
        was: `${path.length} points`,
        wanted: 'at least two points: a step needs a start and an end',
        source: position.name,
      }),
    )
  }
  const steps: StepLines[] = []
  const reports: TaylorLines[] = []
  for (let i = 1; i < path.length; i += 1) {
    const step = decomposeStep(position, path[i - 1], path[i])
    if (!step.ok) return refused({ ...step.refusal, row: i })
    steps.push(step.value)
    const report = taylorReport(position, path[i - 1], path[i])
    if (report.ok) reports.push(report.value)
  }
  return accepted({
    steps,
    total: sumSteps(steps),
    taylor: reports.length === steps.length ? sumTaylor(reports) : null,
  })
}

/** Adds lines up: over the steps of a path, or over the legs of a structure. */
export function sumSteps(steps: readonly StepLines[]): StepLines {
  const sum = (pick: (step: StepLines) => number): number => {
    const total = new CompensatedSum()
    for (const step of steps) total.add(pick(step))
    return total.value
  }
  return {
    change: sum((step) => step.change),
    time: sum((step) => step.time),
    spot: sum((step) => step.spot),
    volatility: sum((step) => step.volatility),
    rates: sum((step) => step.rates),
    deltaAtNext: {
      delta: sum((step) => step.deltaAtNext.delta),
      lvr: sum((step) => step.deltaAtNext.lvr),
    },
    deltaAtStart: {
      delta: sum((step) => step.deltaAtStart.delta),
      lvr: sum((step) => step.deltaAtStart.lvr),
    },
    symmetric: {
      time: sum((step) => step.symmetric.time),
      delta: sum((step) => step.symmetric.delta),
      lvr: sum((step) => step.symmetric.lvr),
      volatility: sum((step) => step.symmetric.volatility),
      rates: sum((step) => step.symmetric.rates),
    },
  }
}

/** The runs that a run is measured against, made on the same days. */
import { leastResamples } from '../../base/numerics/multiple-tests.ts'
import type { BacktestOptions } from '../../engine/backtest/backtest-options.ts'
import type { BacktestRun } from '../../engine/backtest/backtest-run.ts'
import { cashRecord } from '../../engine/evidence/cash-record.ts'
import { comparisonEvidence } from '../../engine/evidence/comparison-evidence.ts'
import type { ComparisonEvidence } from '../../engine/evidence/evidence-report.ts'
import type { EvidenceOptions } from '../../engine/evidence/run-evidence.ts'
import type { TrialSummary } from '../../engine/evidence/trial-log.ts'
import { heldToSettlement, withoutHedge } from '../../policy/rules/baselines.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'

interface BaselineRun {
  readonly rules: RuleSet
  readonly options: BacktestOptions
}

/** The rules without their hedge, and their entries held to settlement, where those are other rules. */
export function baselineRuns(rules: RuleSet, options: BacktestOptions): readonly BaselineRun[] {
  const unhedged = withoutHedge(rules)
  const held = heldToSettlement(unhedged ?? rules)
  return [unhedged, held === null ? null : { ...held, name: `${rules.name}, held` }]
    .filter((one) => one !== null)
    .map((one) => ({ rules: one, options: { ...options, label: one.name } }))
}

/** The run less doing nothing, and less each of those. */
export function againstBaselines(
  run: BacktestRun,
  baselines: readonly BacktestRun[],
  context: { readonly trials: TrialSummary },
  { seed, resamples = 0 }: EvidenceOptions,
): readonly ComparisonEvidence[] {
  const options = { seed, resamples: Math.max(resamples, leastResamples(1)) }
  return [cashRecord(run), ...baselines].map((one) => comparisonEvidence(one, [run], context, options))
}

import {
  type BootstrapAnswer,
  OBSERVATIONS_MIN,
  studentisedInterval,
} from '../../base/numerics/bootstrap-interval.ts'
import { minimumDetectableEffect } from '../../base/numerics/detectable-effect.ts'
import { holmAdjusted, maxTTest } from '../../base/numerics/multiple-tests.ts'
import { MEAN, differenceOf, meanOverDeviation } from '../../base/numerics/smooth-statistics.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { lowestRung } from '../../base/vocabulary/rung.ts'
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import type { ClaimVerdict } from './claim-verdict.ts'
import { type FigureName, figureOf } from './evidence-figure.ts'
import type { ArmEvidence, ComparisonEvidence, DifferenceFigure } from './evidence-report.ts'
import type { Overfitting } from './overfitting.ts'
import { pairedComparison } from './paired-comparison.ts'
import { type EvidenceOptions, provenanceOf, resamplingTerms } from './run-evidence.ts'
import { type RunRecord, coreTrades } from './run-record.ts'
import type { TrialSummary } from './trial-log.ts'
import type { WalkForward } from './walk-forward.ts'
import { WIN_RATE_NOTE } from './win-rate.ts'

const NAMES = {
  pnlPerMargin: { id: 'pnl-per-margin', label: 'P&L over average margin, a trade', unit: 'fraction' },
  pnlPerTrade: { id: 'expectancy', label: 'Expectancy a trade', unit: 'dollars' },
  dailyPnl: { id: 'daily-pnl', label: 'P&L a day', unit: 'dollars per day' },
  sharpe: { id: 'sharpe', label: 'Sharpe ratio of P&L a day', unit: 'ratio' },
  winRate: { id: 'win-rate', label: 'Win rate', unit: 'fraction' },
  winRateRelative: { id: 'win-rate-relative', label: 'Win rate, relative', unit: 'fraction' },
} as const satisfies Readonly<Record<string, FigureName>>

/**
 * Rule sets against one baseline: the unhedged twin, the static rules, cash. Arms are paired with the baseline by entry day and by
 * session; only what both have is compared, and the rest is counted. P-values are adjusted by Holm within each figure, over
 * all arms but the pre-registered one.
 */
export function comparisonEvidence(
  baseline: RunRecord,
  arms: readonly RunRecord[],
  context: {
    readonly trials: TrialSummary
    /** Label of the one arm that was registered before the data was looked at. */
    readonly preRegistered?: string | null
    readonly overfitting?: Overfitting | null
    readonly walkForward?: Pick<WalkForward, 'folds' | 'efficiency'> | null
    readonly verdicts?: readonly ClaimVerdict[]
    readonly notes?: readonly string[]
  },
  options: EvidenceOptions,
): ComparisonEvidence {
  const { trials, preRegistered = null, overfitting = null, verdicts = [], notes = [] } = context
  const { folds, efficiency } = context.walkForward ?? { folds: null, efficiency: null }
  const labels = [baseline, ...arms].map(({ label }) => label)
  assert(arms.length > 0 && new Set(labels).size === labels.length, 'arms with labels of their own', {
    labels,
  })
  assert(preRegistered === null || labels.includes(preRegistered, 1), 'the registered arm is one of them', {
    preRegistered,
  })
  assert(trials.trials >= 1, 'runs are logged before they are reported', { study: trials.study })
  const drafts = arms.map((arm) => armEvidence(baseline, arm, arm.label === preRegistered, options))
  return {
    kind: 'comparison',
    study: trials.study,
    baseline: provenanceOf(baseline),
    resampling: resamplingTerms(options),
    arms: holmOverArms(drafts),
    family: familyOf(baseline, arms, options),
    trials,
    overfitting,
    walkForward: folds === null ? null : { folds, efficiency },
    verdicts,
    notes: [...notes],
  }
}

function armEvidence(
  baseline: RunRecord,
  arm: RunRecord,
  preRegistered: boolean,
  options: EvidenceOptions,
): ArmEvidence {
  const rung = lowestRung(baseline.rung, arm.rung)
  const cycles = pairedComparison(coreTrades(arm), coreTrades(baseline), options)
  const common = commonDays([baseline, arm])
  const [below, above] = [baseline, arm].map((run) => pnlBetween(run, common))
  const daily = [above, below]
  const row = (name: FigureName, answer: BootstrapAnswer, note: string | null = null): DifferenceFigure => ({
    ...figureOf(name, answer, rung, note),
    pOfZero: answer.pOfZero,
    adjustedP: answer.pOfZero,
    minimumDetectable: answer.standardError === null ? null : minimumDetectableEffect(answer.standardError),
  })
  return {
    provenance: provenanceOf(arm),
    preRegistered,
    rung,
    sessions: common.length,
    cycles: cycles.cycles,
    onlyInArm: cycles.onlyInFirst,
    onlyInBaseline: cycles.onlyInSecond,
    differences: [
      row(NAMES.dailyPnl, studentisedInterval(daily, differenceOf(MEAN), options)),
      row(
        NAMES.sharpe,
        studentisedInterval(daily, differenceOf(meanOverDeviation(Math.sqrt(SESSIONS_PER_YEAR))), options),
      ),
      row(NAMES.pnlPerMargin, cycles.pnlPerMargin),
      row(NAMES.pnlPerTrade, cycles.pnlPerTrade_dollars),
      row(NAMES.winRate, cycles.winRate, WIN_RATE_NOTE),
      row(NAMES.winRateRelative, cycles.winRateRelative, WIN_RATE_NOTE),
    ],
  }
}

/** Days that every run has, ascending. */
function commonDays(runs: readonly RunRecord[]): readonly number[] {
  const sets = runs.slice(1).map(({ days }) => new Set(days))
  return [...runs[0].days].filter((day) => sets.every((set) => set.has(day)))
}

/** Change of equity between one common day and the next, dollars. */
function pnlBetween(run: RunRecord, common: readonly number[]): Float64Array {
  const at = new Map(Array.from(run.days, (day, i) => [day, run.equity_cents[i]]))
  const levels = common.map((day) => (at.get(day) ?? 0) / 100)
  return Float64Array.from({ length: Math.max(0, levels.length - 1) }, (_, i) => levels[i + 1] - levels[i])
}

function holmOverArms(drafts: readonly ArmEvidence[]): readonly ArmEvidence[] {
  const arms = drafts.map((draft) => ({ ...draft, differences: [...draft.differences] }))
  const others = arms.filter(({ preRegistered }) => !preRegistered)
  for (let k = 0; k < drafts[0].differences.length; k += 1) {
    const tested = others.filter(({ differences }) => differences[k].pOfZero !== null)
    const adjusted = holmAdjusted(tested.map(({ differences }) => differences[k].pOfZero ?? 1))
    tested.forEach(({ differences }, i) => {
      differences[k] = { ...differences[k], adjustedP: adjusted[i] }
    })
  }
  return arms
}

function familyOf(
  baseline: RunRecord,
  arms: readonly RunRecord[],
  options: EvidenceOptions,
): ComparisonEvidence['family'] {
  const common = commonDays([baseline, ...arms])
  if (common.length <= OBSERVATIONS_MIN) return null
  const base = pnlBetween(baseline, common)
  const differences = arms.map((arm) => pnlBetween(arm, common).map((value, i) => value - base[i]))
  const { seed, resamples } = resamplingTerms(options)
  const test = maxTTest(differences, { seed, resamples })
  return {
    sessions: common.length,
    criticalT: test.criticalT,
    level: test.level,
    rows: test.rows.map(({ t, adjustedP }, k) => ({ label: arms[k].label, t, adjustedP })),
  }
}

import {
  type BootstrapAnswer,
  OBSERVATIONS_MIN,
  isSmallestP,
  studentisedInterval,
  withoutInterval,
} from '../../base/numerics/bootstrap-interval.ts'
import { minimumDetectableEffect } from '../../base/numerics/detectable-effect.ts'
import { holmAdjusted, leastResamples, maxTTest } from '../../base/numerics/multiple-tests.ts'
import { MEAN, differenceOf, meanOverDeviation } from '../../base/numerics/smooth-statistics.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { lowestRung } from '../../base/vocabulary/rung.ts'
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import { cashRecord, startOf } from './cash-record.ts'
import type { ClaimVerdict } from './claim-verdict.ts'
import { type FigureName, figureOf } from './evidence-figure.ts'
import type { ArmEvidence, ComparisonEvidence, DifferenceFigure } from './evidence-report.ts'
import { excessReturns } from './excess-returns.ts'
import type { Overfitting } from './overfitting.ts'
import { pairedComparison } from './paired-comparison.ts'
import { type EvidenceOptions, provenanceOf, resamplingTerms } from './run-evidence.ts'
import { type RunRecord, coreTrades, heldOnlyCash, sessionsHeld } from './run-record.ts'
import { RATIO_STEPS_MIN, tooFewHeld, tooFewSteps } from './too-few.ts'
import type { TrialSummary } from './trial-log.ts'
import type { WalkForward } from './walk-forward.ts'
import { WIN_RATE_NOTE } from './win-rate.ts'

const NAMES = {
  pnlPerMargin: { id: 'pnl-per-margin', label: 'P&L over average margin, a trade', unit: 'fraction' },
  pnlPerTrade: { id: 'expectancy', label: 'Expectancy a trade', unit: 'dollars' },
  dailyPnl: { id: 'daily-pnl', label: 'P&L a day, interest on cash included', unit: 'dollars per day' },
  sharpe: { id: 'sharpe', label: 'Sharpe ratio of the excess over T-bills', unit: 'ratio' },
  winRate: { id: 'win-rate', label: 'Win rate', unit: 'fraction' },
  winRateRelative: { id: 'win-rate-relative', label: 'Win rate, relative', unit: 'fraction' },
} as const satisfies Readonly<Record<string, FigureName>>

/**
 * Rule sets against one baseline: the unhedged twin, the static rules, cash. Arms are paired with the baseline by entry day and by
 * session; only what both have is compared, and the rest is counted. P-values are adjusted by Holm within each figure, over
 * all arms but the pre-registered one; there must be resamples enough for one of them to be small ({@link leastResamples}).
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
  const { resamples } = resamplingTerms(options)
  const adjusted = arms.filter(({ label }) => label !== preRegistered).length
  assert(resamples >= leastResamples(adjusted), 'resamples enough for so many arms', { resamples, adjusted })
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
  const daily = [arm, baseline].map((run) => pnlBetween(run, baseline, common))
  const { resamples } = resamplingTerms(options)
  // What neither holds differs in nothing but rounding.
  const short = tooFewHeld(Math.max(sessionsHeld(arm), sessionsHeld(baseline)))
  const row = (name: FigureName, answer: BootstrapAnswer, note: string | null = null): DifferenceFigure => ({
    ...figureOf(name, answer, rung, note),
    pOfZero: answer.pOfZero,
    adjustedP: answer.pOfZero,
    pAtFloor: answer.pOfZero !== null && isSmallestP(answer.pOfZero, resamples),
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
      row(
        NAMES.dailyPnl,
        short === null
          ? studentisedInterval(daily, differenceOf(MEAN), options)
          : withoutInterval(differenceOf(MEAN).value(daily), short),
        beginAlike(arm, baseline) ? null : UNEQUAL_ACCOUNTS,
      ),
      row(NAMES.sharpe, sharpeDifference(arm, baseline, common, options)),
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

/** A column of a run on the common days. */
function levelsOn({ days }: RunRecord, column: Float64Array, common: readonly number[]): Float64Array {
  const at = new Map(Array.from(days, (day, i) => [day, column[i]]))
  return Float64Array.from(common, (day) => at.get(day) ?? 0)
}

const UNEQUAL_ACCOUNTS =
  'the accounts begin with different amounts; what T-bills pay on the difference is left out'

const beginAlike = (one: RunRecord, other: RunRecord): boolean =>
  Math.round(startOf(one)) === Math.round(startOf(other))

/**
 * Change of the account between one common day and the next, dollars. Interest on its cash is in it, on both sides of a
 * difference: rules that tie up or lose less cash earn more of it, and that is money. But what T-bills pay on an account that
 * began with more than the baseline's is no merit of its rules, and is taken out.
 */
function pnlBetween(run: RunRecord, baseline: RunRecord, common: readonly number[]): Float64Array {
  const moved = changes(levelsOn(run, run.equity_cents, common))
  if (beginAlike(run, baseline)) return moved.map((cents) => cents / 100)
  const [own, base] = [run, baseline].map((one) => levelsOn(one, cashRecord(one).equity_cents, common))
  const idle = changes(own.map((cents, i) => cents - base[i]))
  return moved.map((cents, i) => (cents - idle[i]) / 100)
}

const changes = (levels: Float64Array): Float64Array =>
  Float64Array.from({ length: Math.max(0, levels.length - 1) }, (_, i) => levels[i + 1] - levels[i])

/** Of the returns in excess of bills, as the report of each run has it; unknown where either has none. */
function sharpeDifference(
  arm: RunRecord,
  baseline: RunRecord,
  common: readonly number[],
  options: EvidenceOptions,
): BootstrapAnswer {
  const runs = [arm, baseline]
  const of = (run: RunRecord): string => (run === baseline ? ' in the baseline' : '')
  const cash = runs.find(heldOnlyCash)
  if (cash !== undefined) return withoutInterval(null, `only cash was held${of(cash)}`)
  const ruined = runs.find((run) => excessReturns(run).ruinedAt !== null)
  if (ruined !== undefined) return withoutInterval(null, `the account was ruined${of(ruined)}`)
  const excess = runs.map((run) => excessBetween(run, common))
  const n = excess[0].length
  const annual = Math.sqrt((SESSIONS_PER_YEAR * Math.max(0, n - 1)) / Math.max(1, n))
  const difference = differenceOf(meanOverDeviation(annual))
  const short = tooFewSteps(n, RATIO_STEPS_MIN) ?? tooFewHeld(Math.min(...runs.map(sessionsHeld)))
  return short === null
    ? studentisedInterval(excess, difference, options)
    : withoutInterval(n === 0 ? null : difference.value(excess), short)
}

/** Simple return between one common day and the next, less what bills paid over the run's own days between them. */
function excessBetween(run: RunRecord, common: readonly number[]): Float64Array {
  let grown = 1
  const bills = levelsOn(
    run,
    run.billsReturns.map((value, i) => (i === 0 ? 1 : (grown *= 1 + value))),
    common,
  )
  const levels = levelsOn(run, run.equity_cents, common)
  return changes(levels).map((change, i) => change / levels[i] - (bills[i + 1] / bills[i] - 1))
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
  const base = pnlBetween(baseline, baseline, common)
  const differences = arms.map((arm) => pnlBetween(arm, baseline, common).map((value, i) => value - base[i]))
  const { seed, resamples } = resamplingTerms(options)
  const test = maxTTest(differences, { seed, resamples })
  return {
    sessions: common.length,
    criticalT: test.criticalT,
    level: test.level,
    rows: test.rows.map(({ t, adjustedP }, k) => ({
      label: arms[k].label,
      t,
      adjustedP,
      // The smallest is 1 / (B + 1), the next twice that.
      pAtFloor: adjustedP * (resamples + 1) < 1.5,
    })),
  }
}

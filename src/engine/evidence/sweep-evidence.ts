/**
 * Many variants of a rule set, ranked; and beside the ranking what it is worth: the deflated Sharpe ratio of the best over all that
 * was tried, the probability that choosing so overfits, and what choosing on the past would have brought. Without these
 * nothing is ranked.
 */
import type { Interval } from '../../base/numerics/bootstrap-interval.ts'
import { momentsOf } from '../../base/numerics/moments.ts'
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import { type Overfitting, probabilityOfOverfitting } from './overfitting.ts'
import { deflatedSharpe } from './sharpe-tests.ts'
import type { TrialSummary } from './trial-log.ts'
import { type WalkForwardFold, walkForward, walkForwardFolds } from './walk-forward.ts'

/**
 * What became of a variant. One that never traded held only cash: its excess is rounding and says nothing of rules, so it is in
 * no test and no ranking. One that was ruined was a choice like any other until that day, and is in every test of choosing;
 * only the ranking, which is of accounts that are still there, leaves it out.
 */
export type SweepStatus = 'traded' | 'never traded' | 'ruined'

/** One variant as it ran. */
export interface SweepArm {
  readonly label: string
  readonly rulesHash: string
  readonly status: SweepStatus
  /** Daily return in excess of bills, through a ruin where there was one. */
  readonly excess: Float64Array
  /** The step of its ruin; null where there was none. */
  readonly ruinedAt: number | null
  readonly figures: SweepFigures
}

export interface SweepFigures {
  readonly pnl_dollars: number
  readonly maxDrawdown: number | null
  readonly pnlPerLvr: number | null
  readonly kappa: number | null
  readonly costs_dollars: number
  readonly trades: number
  readonly expectancy_dollars: number | null
  /** Of the expectancy; null where the trades are too few for one, or there are none. */
  readonly expectancyInterval: Interval | null
  readonly winRate: number | null
  readonly winRateInterval: Interval | null
}

export interface SweepRow extends SweepFigures {
  readonly label: string
  readonly rulesHash: string
  readonly status: SweepStatus
  /** Arithmetic, decimal a year; null where the account was ruined or nothing was traded. */
  readonly excessReturn: number | null
  readonly sharpe: number | null
}

/** What choosing on the past chose, and what came of it; Sharpe ratios a year. */
export interface SweepFold extends Pick<WalkForwardFold, 'train' | 'test'> {
  /** Null where no variant had a result. */
  readonly chosen: Pick<SweepRow, 'label' | 'rulesHash'> | null
  readonly inSample: number | null
  readonly outOfSample: number | null
}

export interface SweepEvidence {
  readonly kind: 'sweep'
  readonly study: string
  readonly sessions: number
  readonly ruined: number
  readonly neverTraded: number
  /** Best Sharpe ratio first where `ranked`; else in the order of the grid. */
  readonly rows: readonly SweepRow[]
  /** Null where they are ranked; else why not. */
  readonly notRanked: string | null
  /** Chance that the best Sharpe ratio is better than the best of so many tries without merit. */
  readonly deflatedSharpe: number | null
  readonly overfitting: Overfitting | null
  readonly walkForward: { readonly folds: readonly SweepFold[]; readonly efficiency: number | null } | null
  readonly trials: TrialSummary
}

/** A block shorter than a condor is held would leak from one half of the time into the other. */
const BLOCK_SESSIONS_MIN = 60
const BLOCKS_MAX = 16
const BLOCKS_MIN = 4
const YEAR = 252
/** Longer than a condor is held. */
const EMBARGO_SESSIONS = 60

export function sweepEvidence(arms: readonly SweepArm[], trials: TrialSummary): SweepEvidence {
  const rows = arms.map(rowOf)
  const chosenFrom = arms.filter(({ status }) => status !== 'never traded')
  const ranked = arms.filter(({ status }) => status === 'traded')
  const series = chosenFrom.map(({ excess }) => excess)
  const ruinedAt = chosenFrom.map((arm) => arm.ruinedAt)
  const sessions = arms[0]?.excess.length ?? 0
  const blocks = Math.min(BLOCKS_MAX, 2 * Math.floor(sessions / BLOCK_SESSIONS_MIN / 2))
  const enough = series.length >= 2 && blocks >= BLOCKS_MIN
  const overfitting = enough ? probabilityOfOverfitting(series, { blocks, ruinedAt }) : null
  const best = bestOf(ranked)
  const deflated = best === null ? null : deflatedOf(best, trials)
  const notRanked = whyNotRanked({ arms: ranked.length, blocks, deflated })
  const folds = walkForwardFolds({
    sessions,
    trainSessions: 3 * YEAR,
    testSessions: YEAR,
    embargoSessions: EMBARGO_SESSIONS,
    kind: 'anchored',
  })
  const forward = enough && folds.length > 0 ? walkForward(series, folds, sharpeOf, ruinedAt) : null
  return {
    kind: 'sweep',
    study: trials.study,
    sessions,
    ruined: chosenFrom.length - ranked.length,
    neverTraded: arms.length - chosenFrom.length,
    rows: notRanked === null ? [...rows].sort(bySharpe) : rows,
    notRanked,
    deflatedSharpe: deflated,
    overfitting,
    walkForward:
      forward === null
        ? null
        : { folds: forward.folds.map((fold) => foldOf(fold, chosenFrom)), efficiency: forward.efficiency },
    trials,
  }
}

function foldOf(
  { train, test, chosen, inSample, outOfSample }: WalkForwardFold,
  arms: readonly SweepArm[],
): SweepFold {
  const arm = chosen === null ? null : arms[chosen]
  return {
    train,
    test,
    chosen: arm === null ? null : { label: arm.label, rulesHash: arm.rulesHash },
    inSample: perYear(inSample),
    outOfSample: perYear(outOfSample),
  }
}

const perYear = (sharpe: number | null): number | null =>
  sharpe === null ? null : sharpe * Math.sqrt(SESSIONS_PER_YEAR)

function whyNotRanked(found: {
  readonly arms: number
  readonly blocks: number
  readonly deflated: number | null
}): string | null {
  if (found.arms < 2) return 'fewer than two variants traded and kept their account'
  if (found.blocks < BLOCKS_MIN)
    return `fewer than ${BLOCKS_MIN * BLOCK_SESSIONS_MIN} sessions: overfitting cannot be told`
  return found.deflated === null ? 'no variant has a Sharpe ratio' : null
}

function rowOf({ label, rulesHash, status, excess, figures }: SweepArm): SweepRow {
  const known = status === 'traded' && excess.length > 0
  return {
    label,
    rulesHash,
    status,
    excessReturn: known ? momentsOf(excess).mean * SESSIONS_PER_YEAR : null,
    sharpe: known ? perYear(sharpeOf(excess)) : null,
    ...figures,
  }
}

/** Per step; null where nothing varies. */
function sharpeOf(values: Float64Array): number | null {
  if (values.length < 2) return null
  const { mean, variance } = momentsOf(values)
  return variance > 0 ? mean / Math.sqrt(variance) : null
}

function bestOf(arms: readonly SweepArm[]): Float64Array | null {
  let best: Float64Array | null = null
  let highest = -Infinity
  for (const { excess } of arms) {
    const sharpe = sharpeOf(excess)
    if (sharpe !== null && sharpe > highest) {
      highest = sharpe
      best = excess
    }
  }
  return best
}

function deflatedOf(best: Float64Array, { trials, varianceOfSharpes }: TrialSummary): number | null {
  const { count, mean, variance, skewness, kurtosis } = momentsOf(best)
  if (skewness === null || kurtosis === null || (trials > 1 && varianceOfSharpes === null)) return null
  const sample = { sharpe: mean / Math.sqrt(variance), count, skewness, kurtosis }
  return deflatedSharpe(sample, { trials: Math.max(1, trials), varianceOfSharpes: varianceOfSharpes ?? 0 })
}

/** Unknown last; of equals the one whose hash sorts first, so that the order never depends on who ran when. */
const bySharpe = (a: SweepRow, b: SweepRow): number =>
  (b.sharpe ?? -Infinity) - (a.sharpe ?? -Infinity) || (a.rulesHash < b.rulesHash ? -1 : 1)

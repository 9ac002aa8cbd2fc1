/** Rules chosen on the past and judged on what came after, again and again (Pardo, Design, Testing and Optimization, 1992). */
import { assert } from '../../base/vocabulary/assert.ts'

/** Positions in the series, `to` exclusive. */
export interface IndexRange {
  readonly from: number
  readonly to: number
}

export interface Fold {
  readonly train: IndexRange
  readonly test: IndexRange
}

export interface FoldTerms {
  /** Length of the series in sessions. */
  readonly sessions: number
  /** Length of the (first) training range. */
  readonly trainSessions: number
  readonly testSessions: number
  /** Sessions between training and test that belong to neither: at least as long as a trade is held. */
  readonly embargoSessions: number
  /** Anchored training grows from the first session; rolling training keeps its length. */
  readonly kind: 'anchored' | 'rolling'
}

/**
 * Test ranges follow one another without gap or overlap, to the end of the series. What is left at the end and shorter than half a
 * test joins the test before it: by itself it would be noise with a fold's weight. Empty where the series is too short.
 */
export function walkForwardFolds(terms: FoldTerms): readonly Fold[] {
  const { sessions, trainSessions, testSessions, embargoSessions, kind } = terms
  assert(trainSessions >= 1 && testSessions >= 1 && embargoSessions >= 0, 'lengths of folds', { ...terms })
  const folds: Fold[] = []
  const first = trainSessions + embargoSessions
  for (let from = first; 2 * (sessions - from) >= testSessions; from += testSessions) {
    const trainTo = from - embargoSessions
    const left = sessions - from - testSessions
    folds.push({
      train: { from: kind === 'anchored' ? 0 : trainTo - trainSessions, to: trainTo },
      test: { from, to: 2 * left < testSessions ? sessions : from + testSessions },
    })
  }
  return folds
}

export interface WalkForwardFold extends Fold {
  /** Position of the arm that was best in training, the first of equals; null where no arm had a result. */
  readonly chosen: number | null
  readonly inSample: number | null
  /** The chosen arm's result on the test range; null where it has none. */
  readonly outOfSample: number | null
}

export interface WalkForward {
  readonly folds: readonly WalkForwardFold[]
  /** The series that choosing so would have lived through: the chosen arm's values on each test range, end to end. */
  readonly outOfSampleValues: Float64Array
  /**
   * Result of all that was lived through out of sample, as one series, over the mean result in sample of what was chosen, each
   * weighted by the sessions it was then held; null where the former is undefined, or the latter is not positive: then there
   * was nothing to keep.
   */
  readonly efficiency: number | null
}

/**
 * Runs the folds over aligned arms of daily values. `metric` gives a comparable result per step, higher is better. An arm that was
 * ruined (`ruinedAt` gives the step, null for none) is chosen from until then: not for a test that begins after it.
 */
export function walkForward(
  arms: readonly Float64Array[],
  folds: readonly Fold[],
  metric: (values: Float64Array) => number | null,
  ruinedAt: readonly (number | null)[] = [],
): WalkForward {
  assert(arms.length > 0, 'nothing to choose from')
  const lived: Float64Array[] = []
  const rows = folds.map(({ train, test }): WalkForwardFold => {
    const isGone = (k: number): boolean => (ruinedAt[k] ?? Infinity) < test.from
    const results = arms.map((arm, k) => (isGone(k) ? null : metric(arm.subarray(train.from, train.to))))
    let chosen: number | null = null
    let best: number | null = null
    results.forEach((result, k) => {
      if (result !== null && (best === null || result > best)) {
        chosen = k
        best = result
      }
    })
    if (chosen === null) return { train, test, chosen, inSample: null, outOfSample: null }
    const values = arms[chosen].subarray(test.from, test.to)
    lived.push(values)
    return { train, test, chosen, inSample: best, outOfSample: metric(values) }
  })
  const outOfSampleValues = new Float64Array(lived.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const values of lived) {
    outOfSampleValues.set(values, at)
    at += values.length
  }
  const inside = rows.reduce((sum, { inSample, test }) => sum + (inSample ?? 0) * (test.to - test.from), 0)
  const outside = lived.length === 0 ? null : metric(outOfSampleValues)
  const efficiency = outside === null || !(inside > 0) ? null : (outside * outOfSampleValues.length) / inside
  return { folds: rows, outOfSampleValues, efficiency }
}

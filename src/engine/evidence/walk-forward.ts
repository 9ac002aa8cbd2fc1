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

/** Test ranges follow one another without gap or overlap; the last may be shorter. Empty where the series is too short. */
export function walkForwardFolds(terms: FoldTerms): readonly Fold[] {
  const { sessions, trainSessions, testSessions, embargoSessions, kind } = terms
  assert(trainSessions >= 1 && testSessions >= 1 && embargoSessions >= 0, 'lengths of folds', { ...terms })
  const folds: Fold[] = []
  for (let from = trainSessions + embargoSessions; from < sessions; from += testSessions) {
    const trainTo = from - embargoSessions
    folds.push({
      train: { from: kind === 'anchored' ? 0 : trainTo - trainSessions, to: trainTo },
      test: { from, to: Math.min(sessions, from + testSessions) },
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
   * Mean result out of sample over mean result in sample, over the folds that have both; null without such a fold, or where the
   * latter is not positive: then there was nothing to keep.
   */
  readonly efficiency: number | null
}

/** Runs the folds over aligned arms of daily values. `metric` gives a comparable result per step, higher is better. */
export function walkForward(
  arms: readonly Float64Array[],
  folds: readonly Fold[],
  metric: (values: Float64Array) => number | null,
): WalkForward {
  assert(arms.length > 0, 'nothing to choose from')
  const lived: Float64Array[] = []
  const rows = folds.map(({ train, test }): WalkForwardFold => {
    const results = arms.map((arm) => metric(arm.subarray(train.from, train.to)))
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
  const both = rows.filter(({ inSample, outOfSample }) => inSample !== null && outOfSample !== null)
  const inside = both.reduce((sum, row) => sum + (row.inSample ?? 0), 0)
  const outside = both.reduce((sum, row) => sum + (row.outOfSample ?? 0), 0)
  const outOfSampleValues = new Float64Array(lived.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const values of lived) {
    outOfSampleValues.set(values, at)
    at += values.length
  }
  return { folds: rows, outOfSampleValues, efficiency: inside > 0 ? outside / inside : null }
}

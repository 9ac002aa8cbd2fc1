/** p-values of many arms at once, told apart from the least that so many resamples can give. */
import { type BootstrapAnswer, isSmallestP } from '../../src/base/numerics/bootstrap-interval.ts'
import type { Amendment } from '../../src/engine/evidence/claim-results.ts'
import { holmAdjusted, leastResamples } from '../../src/base/numerics/multiple-tests.ts'

/** Of B resamples the least p is 2 / (B + 1), and Holm multiplies it by the arms. */
const leastP = (arms: number, resamples: number): number => (2 * arms) / (resamples + 1)

/** What is said of a study whose resamples were raised to that after its results. */
export const resamplesRaised = (arms: number, was: number): Amendment => ({
  of: 'resamples of the arms that are not registered',
  was: `${was}.`,
  why: `Of so few the least p after Holm over ${arms} is ${leastP(arms, was).toFixed(3)}; now ${leastResamples(arms)}.`,
})

type Tested = Pick<BootstrapAnswer, 'pOfZero' | 'interval'>

/** Holm's p over all answers that have one, in their order; null where one has none, words where it is a limit of resolution. */
export function holmCells(answers: readonly Tested[]): readonly (number | string | null)[] {
  const tested = answers.flatMap(({ pOfZero }) => pOfZero ?? [])
  const adjusted = holmAdjusted(tested)
  let next = 0
  return answers.map((one) => (one.pOfZero === null ? null : cellOf(one, adjusted[next++])))
}

/** The p of one answer by itself. */
export const pCell = (one: Tested): number | string | null =>
  one.pOfZero === null ? null : cellOf(one, one.pOfZero)

/** At the floor no resample lay beyond the estimate: the p is at most this, and how much less nobody has seen. */
function cellOf({ pOfZero, interval }: Tested, p: number): number | string {
  const resamples = interval?.resamples ?? null
  const floor = pOfZero !== null && resamples !== null && isSmallestP(pOfZero, resamples)
  return floor ? `at most ${Number(p.toPrecision(3))}` : p
}

import type { RuleSet, SeriesName } from './rule-set.ts'

/** A series that a rule set reads: what, at which key, and whether the rules are refused without it. */
export interface SeriesRead {
  readonly series: SeriesName
  readonly required: boolean
  readonly key: string
}

/** Everything a rule set reads through the door: its votes, and what adjusts its baseline. */
export function seriesRead({ votes, invariant }: RuleSet): readonly SeriesRead[] {
  const adjust = invariant?.baselineAdjust ?? null
  return [
    ...votes.map(({ series, required }, i) => ({ series, required, key: `votes[${i}].series` })),
    ...(adjust === null ? [] : [{ series: adjust, required: false, key: 'invariant.baselineAdjust' }]),
  ]
}

import type { SeriesName, SeriesVote } from '../../src/policy/rules/rule-set.ts'

/** A vote for, where the series is above zero and no older than a month. */
export const voteOn = (series: SeriesName, id = series.field): SeriesVote => ({
  id,
  series,
  when: 'above',
  level: 0,
  vote: 'for',
  weight: 1,
  ageMax_days: 30,
  required: false,
})

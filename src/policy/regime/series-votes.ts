/** The votes of a rule set: any series, read through the one door, as rows of the blend. */
import { dayNumber } from '../../base/calendar/civil.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import { knownReading, unknownReading } from '../indicator/reading.ts'
import type { MarketFacts } from '../facts.ts'
import type { RuleSet, SeriesVote } from '../rules/rule-set.ts'
import { type SeriesDoor, seriesSymbol } from '../series-door/series-door.ts'
import { type BlendRow, readingRow } from './blend.ts'

/** A row with where its value comes from. */
export interface VoteRow extends BlendRow {
  readonly id: string
  /** Source and day of publication; empty where the value is unknown. */
  readonly provenance: string
  /** Null where the value is unknown. */
  readonly rung: Rung | null
}

/** Every vote of the rules as of the day that is known. */
export const voteRows = (
  { votes }: Pick<RuleSet, 'votes'>,
  { series, knownDay }: Pick<MarketFacts, 'series' | 'knownDay'>,
): readonly VoteRow[] => votes.map((vote) => voteRow(vote, series, knownDay))

/** The row of one vote as of a day. Without a series, or with one too old, it is unknown and says why: never zero. */
export function voteRow(vote: SeriesVote, door: SeriesDoor | null, asOfDay: number): VoteRow {
  const { field, of } = vote.series
  const read = door === null ? null : door(field, of)
  const id = seriesSymbol(field, of)
  const reading =
    read === null
      ? unknownReading(id, '', 'no series are at hand')
      : read.known
        ? knownReading(id, read.value, dayNumber(read.date), '')
        : unknownReading(id, '', read.reason)
  const { when, level, weight, ageMax_days } = vote
  const rule = { when, level, weight, ageMax_days, vote: vote.vote === 'for' ? 1 : -1 } as const
  const known = read !== null && read.known ? read : null
  return {
    ...readingRow(reading, rule, asOfDay),
    id: vote.id,
    provenance: known === null ? '' : `${known.source}, known on ${known.published}`,
    rung: known === null ? null : known.rung,
  }
}

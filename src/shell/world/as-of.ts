import { parseIsoDate } from '../../base/calendar/civil.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import type { EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'

/** The time a person asks about: a whole day, or an instant of it. Nothing after it may be read. */
export interface AsOf {
  readonly date: IsoDate
  /** Null where only the day was given: everything known at the end of it. */
  readonly instant: EpochMs | null
}

const MINUTES_A_DAY = 1440

/** `2024-01-05`, or `2024-01-05T15:45` (also with a space) in New York. */
export function parseAsOf(text: string): Result<AsOf> {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2}))?$/.exec(text.trim())
  const date = found?.[1] === undefined ? null : parseIsoDate(found[1])
  if (found === null || date === null) return refused(unreadable(text))
  if (found[2] === undefined) return accepted({ date, instant: null })
  const minutes = Number(found[2]) * 60 + Number(found[3])
  if (minutes >= MINUTES_A_DAY || Number(found[3]) > 59) return refused(unreadable(text))
  return accepted({ date, instant: newYorkInstant(date, minutes) })
}

const unreadable = (text: string) =>
  refuse('command.bad-input', {
    field: '--as-of',
    was: text,
    wanted: 'a date YYYY-MM-DD, or YYYY-MM-DDTHH:MM in New York',
    source: 'command line',
  })

import { parseIsoDate } from '../../base/calendar/civil.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'

const PATTERN = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(Z|([+-])(\d{2}):(\d{2}))?$/

/** `2024-01-05T15:45` (seconds optional) in New York, or with `Z` or an offset elsewhere. Null where it is none of them. */
export function parseInstant(text: string): EpochMs | null {
  const found = PATTERN.exec(text.trim())
  const date = found?.[1] === undefined ? null : parseIsoDate(found[1])
  if (found === null || date === null) return null
  const [hour, minute, second] = [Number(found[2]), Number(found[3]), Number(found[4] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return null
  const minutes = hour * 60 + minute + second / 60
  if (found[5] === undefined) return newYorkInstant(date, minutes)
  const parsed = Date.parse(text.trim().replace(' ', 'T'))
  return Number.isFinite(parsed) ? (parsed as EpochMs) : null
}

/** Dates and instants to text. Civil dates are the exchange's; instants carry New York's offset and are shown there. */
import { assert } from '../../base/vocabulary/assert.ts'
import { counted } from './numbers.ts'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

function parts(iso: string): { year: number; month: string; day: number; weekday: string } {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  assert(found !== null, 'a date must be YYYY-MM-DD', { iso })
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number]
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? ''
  return { year, month: MONTHS[month - 1] ?? '', day, weekday }
}

/** `2024-01-05` -> `Friday 5 January 2024`. */
export function longDate(iso: string): string {
  const { year, month, day, weekday } = parts(iso)
  return `${weekday} ${day} ${month} ${year}`
}

/** `2024-01-05` -> `5 Jan 2024`. */
export function shortDate(iso: string): string {
  const { year, month, day } = parts(iso)
  return `${day} ${month.slice(0, 3)} ${year}`
}

/** `2024-01-05` -> `Fri 5 Jan 2024`. */
export function weekdayDate(iso: string): string {
  return `${parts(iso).weekday.slice(0, 3)} ${shortDate(iso)}`
}

/** `2024-01-05T16:15:00-05:00` -> `Friday 5 January 2024, 16:15 New York`. */
export function newYorkInstant(iso: string): string {
  return `${longDate(iso)}, ${iso.slice(11, 16)} New York`
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Data older than this is not "today" any more: the longest closure between two sessions is four days. */
const STALE_AFTER_MS = 4 * DAY + 12 * HOUR

export interface Age {
  /** `2 years 10 months old`, `just in`, or `dated 3 hours after this machine's clock`. */
  readonly words: string
  readonly stale: boolean
}

/** How old an instant is against the clock of whoever reads. */
export function ageOf(instant: string, nowMs: number): Age {
  const thenMs = Date.parse(instant)
  assert(Number.isFinite(thenMs), 'an instant must be ISO with an offset', { instant })
  const age = nowMs - thenMs
  if (age < -5 * MINUTE)
    return { words: `dated ${span(nowMs, thenMs)} after this machine's clock`, stale: true }
  if (age < 2 * MINUTE) return { words: 'just in', stale: false }
  return { words: `${span(thenMs, nowMs)} old`, stale: age > STALE_AFTER_MS }
}

/** The time from one instant to a later one: whole calendar months once it is long, never rounded up. */
function span(fromMs: number, toMs: number): string {
  const ms = toMs - fromMs
  if (ms < 90 * MINUTE) return counted(Math.max(1, Math.round(ms / MINUTE)), 'minute')
  if (ms < 48 * HOUR) return counted(Math.round(ms / HOUR), 'hour')
  const days = ms / DAY
  if (days < 60) return counted(Math.round(days), 'day')
  const months = monthsBetween(new Date(fromMs), new Date(toMs))
  if (months < 24) return counted(months, 'month')
  const years = Math.floor(months / 12)
  const rest = months % 12
  return rest === 0 ? counted(years, 'year') : `${counted(years, 'year')} ${counted(rest, 'month')}`
}

function monthsBetween(from: Date, to: Date): number {
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()
  return to.getUTCDate() < from.getUTCDate() ? months - 1 : months
}

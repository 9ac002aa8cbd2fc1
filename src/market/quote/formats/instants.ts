import { newYorkInstant } from '../../../base/calendar/new-york.ts'
import { dayNumber, parseIsoDate } from '../../../base/calendar/civil.ts'
import { isUsableDay } from './dates.ts'

const MS_PER_DAY = 86_400_000
/** 1990-01-01 and 2100-01-01: an epoch outside is in another unit than its length says. */
const EARLIEST = 631_152_000_000
const LATEST = 4_102_444_800_000

const EPOCH = /^\d{9,19}$/
const ISO_UTC = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|\+00:00| UTC)$/
const CIVIL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.0+)?)?$/

/**
 * Epoch milliseconds of an integer epoch or an ISO time in UTC; null where it is neither. The unit of an epoch is taken
 * from its number of digits (seconds 9-10, milliseconds 12-13, microseconds 15-16, nanoseconds 18-19) and the result
 * must lie between 1990 and 2100. Digits beyond the millisecond are cut, never rounded up into the future.
 */
export function readInstant(text: string): number | null {
  if (EPOCH.test(text)) return readEpoch(text)
  const match = ISO_UTC.exec(text)
  if (match === null) return null
  const [, date = '', hour = '', minute = '', second = '', fraction = ''] = match
  const iso = parseIsoDate(date)
  if (iso === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3))
  const ofDay = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + milliseconds
  return dayNumber(iso) * MS_PER_DAY + ofDay
}

function readEpoch(text: string): number | null {
  const digits = text.length
  let milliseconds: number
  if (digits <= 10) milliseconds = Number(text) * 1000
  else if (digits >= 12 && digits <= 13) milliseconds = Number(text)
  else if (digits >= 15 && digits <= 16) milliseconds = Number(text.slice(0, -3))
  else if (digits >= 18) milliseconds = Number(text.slice(0, -6))
  else return null
  return milliseconds >= EARLIEST && milliseconds < LATEST ? milliseconds : null
}

/** Epoch milliseconds of `YYYY-MM-DD HH:MM[:SS]` on New York's clock; null where it is not of that form. */
export function readNewYorkTime(text: string): number | null {
  const match = CIVIL.exec(text)
  if (match === null) return null
  const [, date = '', hour = '', minute = '', second = '0'] = match
  const iso = parseIsoDate(date)
  if (iso === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  if (!isUsableDay(dayNumber(iso))) return null
  return newYorkInstant(iso, Number(hour) * 60 + Number(minute) + Number(second) / 60)
}

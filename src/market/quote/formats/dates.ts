import { dayFrom, dayNumber, parseIsoDate } from '../../../base/calendar/civil.ts'

/** How a vendor writes civil dates. Slashed dates are American: month first, with or without leading zeros. */
export type DateForm = 'YYYY-MM-DD' | 'MM/DD/YYYY' | 'YYYYMMDD' | 'YYYY-MM-DD or MM/DD/YYYY'

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
/** A time of midnight after the date is how older spreadsheet exports write a plain date. */
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: 0{1,2}:00(?::00)?)?$/

const FIRST_USABLE_DAY = dayFrom(1990, 1, 1)
/** A year less than the calendar's own tables, so that a rule may look one expiration ahead. */
const LAST_USABLE_DAY = dayFrom(2039, 12, 31)

/** Dates of quotes and expirations must lie inside the calendar tables: outside, no settlement can be computed. */
export function isUsableDay(day: number): boolean {
  return day >= FIRST_USABLE_DAY && day <= LAST_USABLE_DAY
}

/** Days since 1970-01-01, or null where the text is not a date of the form (or not a date at all: 02/30/2024). */
export function readDate(text: string, form: DateForm): number | null {
  const parts = partsOf(text, form)
  if (parts === null) return null
  const [year, month, day] = parts
  const iso = parseIsoDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  return iso === null ? null : dayNumber(iso)
}

function partsOf(text: string, form: DateForm): readonly [string, string, string] | null {
  if (form === 'YYYYMMDD') return yearFirst(COMPACT.exec(text))
  if (form !== 'MM/DD/YYYY') {
    const iso = yearFirst(ISO.exec(text))
    if (iso !== null || form === 'YYYY-MM-DD') return iso
  }
  const slashed = SLASHED.exec(text)
  if (slashed === null) return null
  const [, month, day, year] = slashed
  return year === undefined || month === undefined || day === undefined ? null : [year, month, day]
}

function yearFirst(match: RegExpExecArray | null): readonly [string, string, string] | null {
  if (match === null) return null
  const [, year, month, day] = match
  return year === undefined || month === undefined || day === undefined ? null : [year, month, day]
}

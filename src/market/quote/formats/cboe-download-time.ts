/**
 * When the quotes of a Cboe delayed download were struck. The file states the instant of the download, often the next
 * day or a Sunday, in the words and the language of the browser that asked for it.
 */
import { dayFrom, dayNumber, isoOfDay, daysInMonth } from '../../../base/calendar/civil.ts'
import { newYorkCivil, newYorkInstant } from '../../../base/calendar/new-york.ts'
import { previousSession, sessionHours } from '../../../base/calendar/sessions.ts'
import { type EpochMs, quantity } from '../../../base/vocabulary/quantity.ts'
import { isUsableDay } from './dates.ts'

/** First letters of the twelve months, accents removed, enough to tell them apart; English, German, French, Spanish,
 * Italian, Portuguese, Dutch. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen'],
  ['feb', 'fev', 'fevr'],
  ['mar', 'mrt', 'maa', 'marz'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mag', 'mei'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott', 'out'],
  ['nov'],
  ['dec', 'dez', 'dic'],
]
/** Zones that browsers name by letters, as minutes ahead of UTC. New York's are not here: they follow its clock. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ['gmt', 0],
  ['utc', 0],
  ['bst', 60],
  ['cet', 60],
  ['mez', 60],
  ['cest', 120],
  ['mesz', 120],
  ['cst', -360],
  ['cdt', -300],
  ['mst', -420],
  ['mdt', -360],
  ['pst', -480],
  ['pdt', -420],
])
const MINUTE_MS = 60_000
/** Delayed quotes lag the market by fifteen minutes. */
export const DELAY_MINUTES = 15

export interface DownloadTime {
  readonly downloadedAt: EpochMs
  /** True where the zone was stated in no form known, and New York was assumed. */
  readonly zoneAssumed: boolean
}

/** Reads "Date: January 7, 2024 at 10:52 AM EST" and its translations; null where it holds no date and time. */
export function readDownloadTime(text: string): DownloadTime | null {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const year = /\b(20\d{2})\b/.exec(plain)
  const time = /\b(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*(a\.?\s?m\.?|p\.?\s?m\.?)?/.exec(plain)
  if (year === null || time === null) return null
  const words = plain.replace(time[0], ' ')
  const month = monthOf(words)
  const day = /\b(\d{1,2})(?!\d)(?:st|nd|rd|th|er)?\b/.exec(words.replace(year[0], ' '))
  if (month === null || day === null) return null
  const [years, days] = [Number(year[1]), Number(day[1])]
  if (days < 1 || days > daysInMonth(years, month)) return null
  const date = dayFrom(years, month, days)
  const minutes = minutesOf(time)
  if (minutes === null || !isUsableDay(date)) return null
  const zone = zoneOf(plain)
  if (typeof zone === 'number') {
    const downloadedAt = quantity<EpochMs>(date * 86_400_000 + (minutes - zone) * MINUTE_MS)
    return { downloadedAt, zoneAssumed: false }
  }
  return { downloadedAt: newYorkInstant(isoOfDay(date), minutes), zoneAssumed: zone === 'unstated' }
}

/** Minutes ahead of UTC, or whether New York was named or nothing known was. */
function zoneOf(plain: string): number | 'New York' | 'unstated' {
  const offset = /\b(?:gmt|utc)\s*([+-])(\d{1,2})(?::?(\d{2}))?/.exec(plain.replaceAll('−', '-'))
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return offset[1] === '-' ? -minutes : minutes
  }
  if (/\b(?:est|edt|et|new york)\b/.test(plain)) return 'New York'
  for (const word of plain.match(/[a-z]+/g) ?? []) {
    const minutes = ZONES.get(word)
    if (minutes !== undefined) return minutes
  }
  return 'unstated'
}

function monthOf(words: string): number | null {
  for (const word of words.match(/[a-z]{3,}/g) ?? []) {
    const index = MONTHS.findIndex((names) => names.some((name) => word.startsWith(name)))
    // "mar" begins both March and Martes, Tuesday: a weekday is never the month.
    if (index >= 0 && !/^(martes|mardi|martedi|marted)/.test(word)) return index + 1
  }
  return null
}

function minutesOf(time: RegExpExecArray): number | null {
  const hours = Number(time[1])
  const minutes = Number(time[2])
  if (minutes > 59 || hours > 23) return null
  const half = time[3]
  if (half === undefined) return hours * 60 + minutes
  if (hours < 1 || hours > 12) return null
  return ((hours % 12) + (half.startsWith('p') ? 12 : 0)) * 60 + minutes
}

/**
 * The instant of delayed quotes downloaded at a time: fifteen minutes before it while the session runs, else the close of
 * index options (16:15 New York, 13:15 on early closes) of the last session before it.
 */
export function delayedQuoteInstant(downloadedAt: EpochMs): EpochMs {
  const { date } = newYorkCivil(downloadedAt)
  const hours = sessionHours(date)
  const delayed = downloadedAt - DELAY_MINUTES * MINUTE_MS
  if (hours !== null && delayed >= hours.opensAt) return quantity<EpochMs>(Math.min(delayed, hours.closesAt))
  const before = sessionHours(previousSession(date))
  return before === null ? downloadedAt : before.closesAt
}

/** Days since 1970-01-01 of `Fri Jan 05 2024`, or null. */
export function readCboeExpiration(text: string): number | null {
  const match = /^(?:\w{3},? )?([A-Za-z]{3,9}) (\d{1,2}),? (\d{4})$/.exec(text.trim())
  if (match === null) return null
  const month = monthOf((match[1] ?? '').toLowerCase())
  const [day, year] = [Number(match[2]), Number(match[3])]
  if (month === null || day < 1 || day > daysInMonth(year, month)) return null
  return dayNumber(isoOfDay(dayFrom(year, month, day)))
}

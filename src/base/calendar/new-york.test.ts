import { describe, expect, it } from 'vitest'
import { dayFrom, isoDate, isoOfDay, weekday } from './civil.ts'
import {
  chicagoInstant,
  formatNewYork,
  newYorkCivil,
  newYorkInstant,
  newYorkOffsetMinutes,
} from './new-york.ts'
import { quantity, type DayNumber, type EpochMs } from '../vocabulary/quantity.ts'

const at = (text: string): EpochMs => quantity<EpochMs>(Date.parse(text))

/** Offset in minutes by the platform's time zone database. */
function offsetBy(format: Intl.DateTimeFormat, instant: number): number {
  const zone = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const match = /GMT([+-])(\d{2}):(\d{2})/u.exec(zone)
  if (match === null) throw new Error(`unread offset ${zone}`)
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]))
}

describe('New York time', () => {
  it('agrees with the platform database on every day from 1946 to 2040, at noon, and around every change of clocks', () => {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/New_York',
      timeZoneName: 'longOffset',
    })
    let wrong = 0
    let previous = 0
    let changes = 0
    const last = dayFrom(2040, 12, 31)
    for (let day: number = dayFrom(1946, 1, 1); day <= last; day += 1) {
      const noon = day * 86_400_000 + 17 * 3_600_000
      const offset = offsetBy(format, noon)
      if (newYorkOffsetMinutes(quantity<EpochMs>(noon)) !== offset) wrong += 1
      if (previous !== 0 && offset !== previous) {
        changes += 1
        for (let minute = -12 * 60; minute <= 0; minute += 1) {
          if (minute % 60 > -2 || minute % 60 < -58 || minute % 60 === -30) {
            const instant = noon + minute * 60_000
            if (newYorkOffsetMinutes(quantity<EpochMs>(instant)) !== offsetBy(format, instant)) wrong += 1
          }
        }
      }
      previous = offset
    }
    expect(wrong).toBe(0)
    expect(changes).toBe(2 * (2040 - 1946 + 1))
  })

  it('converts Chicago time as the platform does, around both changes of 2026', () => {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/Chicago',
      timeZoneName: 'longOffset',
    })
    for (const date of ['2026-03-07', '2026-03-08', '2026-03-09', '2026-10-31', '2026-11-01', '2026-11-02']) {
      for (const minutes of [0, 59, 180, 510, 900, 1439]) {
        const instant = chicagoInstant(isoDate(date), minutes)
        const local = instant + offsetBy(format, instant) * 60_000
        expect(local).toBe(Date.parse(`${date}T00:00:00Z`) + minutes * 60_000)
      }
    }
  })

  it('reads and writes the wall clock', () => {
    expect(newYorkInstant(isoDate('2024-01-05'), 975)).toBe(at('2024-01-05T21:15:00Z'))
    expect(newYorkInstant(isoDate('2026-03-08'), 570)).toBe(at('2026-03-08T13:30:00Z'))
    expect(newYorkInstant(isoDate('2026-11-01'), 570)).toBe(at('2026-11-01T14:30:00Z'))
    expect(newYorkCivil(at('2024-07-01T03:59:30Z'))).toEqual({ date: '2024-06-30', minutes: 1439.5 })
    expect(formatNewYork(at('2024-01-05T21:15:00Z'))).toBe('2024-01-05T16:15:00-05:00')
    expect(formatNewYork(at('2024-07-05T20:00:59.999Z'))).toBe('2024-07-05T16:00:59-04:00')
  })

  it('takes the first of the hour that occurs twice, and counts the skipped hour on standard time', () => {
    expect(newYorkInstant(isoDate('2026-11-01'), 90)).toBe(at('2026-11-01T05:30:00Z'))
    expect(newYorkInstant(isoDate('2026-03-08'), 150)).toBe(at('2026-03-08T07:30:00Z'))
  })

  it('returns the same minute for every weekday close from 1990 to 2028', () => {
    let wrong = 0
    const last = dayFrom(2028, 12, 31)
    for (let day: number = dayFrom(1990, 1, 1); day <= last; day += 1) {
      if (weekday(day as DayNumber) % 6 === 0) continue
      const date = isoOfDay(day as DayNumber)
      const back = newYorkCivil(newYorkInstant(date, 945))
      if (back.date !== date || back.minutes !== 945) wrong += 1
    }
    expect(wrong).toBe(0)
  })
})

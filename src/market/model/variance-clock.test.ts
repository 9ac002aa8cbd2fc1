import { describe, expect, it } from 'vitest'
import { isoDate } from '../../base/calendar/civil.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import { varianceYears } from './variance-clock.ts'

const clock = { closedDay: 0.14, overnight: 0.3 }
const at = (date: string, minutes: number) => newYorkInstant(isoDate(date), minutes)
const sessions = (from: [string, number], to: [string, number]): number =>
  varianceYears(at(...from), at(...to), clock) * (252 + 113 * 0.14)

describe('varianceYears', () => {
  it('counts a night and a session as one, from close to close', () => {
    expect(sessions(['2024-01-04', 975], ['2024-01-05', 960])).toBeCloseTo(1, 12)
    expect(sessions(['2024-01-04', 960], ['2024-01-05', 960])).toBeCloseTo(1, 12)
  })
  it('counts a weekend as a session and two closed days, not three', () => {
    expect(sessions(['2024-01-05', 975], ['2024-01-08', 960])).toBeCloseTo(1.28, 12)
  })
  it('counts holidays as closed and half days as whole', () => {
    expect(sessions(['2024-11-27', 960], ['2024-11-29', 780])).toBeCloseTo(1.14, 12)
  })
  it('counts only the night for an expiry that settles on the opening', () => {
    expect(sessions(['2024-01-18', 975], ['2024-01-19', 570])).toBeCloseTo(0.3, 12)
  })
  it('adds up, never falls, and is 0 backwards', () => {
    const start = at('2024-03-06', 600)
    let before = 0
    for (let hours = 1; hours < 24 * 12; hours += 1) {
      const now = (start + hours * 3_600_000) as typeof start
      const years = varianceYears(start, now, clock)
      expect(years).toBeGreaterThanOrEqual(before)
      const middle = (start + hours * 1_800_000) as typeof start
      const sum = varianceYears(start, middle, clock) + varianceYears(middle, now, clock)
      expect(sum).toBeCloseTo(years, 12)
      before = years
    }
    expect(varianceYears(start, start, clock)).toBe(0)
    expect(varianceYears(start, (start - 1) as typeof start, clock)).toBe(0)
  })
  it('makes a calendar year of about one', () => {
    expect(varianceYears(at('2023-01-05', 960), at('2024-01-05', 960), clock)).toBeCloseTo(1, 2)
  })
})

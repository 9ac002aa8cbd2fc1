import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../vocabulary/assert.ts'
import type { DayNumber } from '../vocabulary/quantity.ts'
import {
  civilOf,
  dayFrom,
  dayNumber,
  dayOfMonth,
  isoDate,
  isoOfDay,
  lastWeekday,
  monthOf,
  nthWeekday,
  parseIsoDate,
  weekday,
  yearOf,
} from './civil.ts'

describe('civil dates', () => {
  it('agrees with the platform on every day from 1600 to 2400', () => {
    const last = dayFrom(2400, 12, 31)
    let wrong = 0
    for (let day: number = dayFrom(1600, 1, 1); day <= last; day += 1) {
      const platform = new Date(day * 86_400_000)
      const ours = civilOf(day as DayNumber)
      const same =
        ours.year === platform.getUTCFullYear() &&
        ours.month === platform.getUTCMonth() + 1 &&
        ours.day === platform.getUTCDate() &&
        weekday(day as DayNumber) === platform.getUTCDay() &&
        dayFrom(ours.year, ours.month, ours.day) === day
      if (!same) wrong += 1
    }
    expect(wrong).toBe(0)
  })

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 200_000 }), (day) => {
        const text = isoOfDay(day as DayNumber)
        return parseIsoDate(text) === text && dayNumber(text) === day
      }),
      { numRuns: 20_000 },
    )
    const day = dayNumber(isoDate('2024-02-29'))
    expect([yearOf(day), monthOf(day), dayOfMonth(day), weekday(day)]).toEqual([2024, 2, 29, 4])
  })

  it.each([
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-1-05',
    ' 2024-01-05',
    '2024-01-05T00:00',
    '1900-02-29',
    '05/01/2024',
    '',
  ])('does not read %j', (text) => {
    expect(parseIsoDate(text)).toBeNull()
    expect(() => isoDate(text)).toThrow(AssertionFailure)
  })

  it('finds the nth and the last weekday', () => {
    expect(isoOfDay(nthWeekday(2024, 3, 5, 3))).toBe('2024-03-15')
    expect(isoOfDay(nthWeekday(2024, 11, 4, 4))).toBe('2024-11-28')
    expect(isoOfDay(lastWeekday(2024, 5, 1))).toBe('2024-05-27')
    expect(isoOfDay(lastWeekday(2024, 2, 4))).toBe('2024-02-29')
  })
})

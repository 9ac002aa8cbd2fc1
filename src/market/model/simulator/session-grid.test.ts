import { describe, expect, it } from 'vitest'
import { dayNumber, isoDate, isoOfDay } from '../../../base/calendar/civil.ts'
import { isSession, sessionHours } from '../../../base/calendar/sessions.ts'
import type { DayNumber } from '../../../base/vocabulary/quantity.ts'
import { sessionGrid } from './session-grid.ts'

describe('sessionGrid', () => {
  const grid = sessionGrid(isoDate('2018-11-16'), 300)

  it('has a row for each real session and no other, holidays and the day of mourning left out', () => {
    expect(grid.days.length).toBe(300)
    for (let i = 1; i < 300; i += 1) {
      for (let day = grid.days[i - 1] + 1; day <= grid.days[i]; day += 1) {
        expect(isSession(isoOfDay(day as DayNumber))).toBe(day === grid.days[i])
      }
    }
    expect(grid.days.includes(dayNumber(isoDate('2018-12-05')))).toBe(false)
  })

  it('strikes quotes at the close of index options, early on half days', () => {
    const half = grid.days.indexOf(dayNumber(isoDate('2018-11-23')))
    expect(new Date(grid.quotedAt[half]).toISOString()).toBe('2018-11-23T18:15:00.000Z')
    expect(grid.quotedAt[1]).toBe(sessionHours(isoDate('2018-11-19'))?.closesAt)
  })

  it('cuts each session at its opening, and the parts add up on both clocks', () => {
    let [variance, carry] = [0, 0]
    for (let i = 1; i < 253; i += 1) {
      expect(grid.overnightYears[i]).toBeGreaterThan(0)
      expect(grid.dayYears[i]).toBeGreaterThan(grid.overnightYears[i] / 2)
      variance += grid.overnightYears[i] + grid.dayYears[i]
      carry += grid.overnightCarryYears[i] + grid.dayCarryYears[i]
    }
    expect(variance).toBeCloseTo(1, 1)
    expect(carry).toBeCloseTo((grid.quotedAt[252] - grid.quotedAt[0]) / (365 * 86_400_000), 12)
  })

  it('stops on a start that is no session and on no sessions', () => {
    expect(() => sessionGrid(isoDate('2018-12-05'), 10)).toThrow('starts on a session')
    expect(() => sessionGrid(isoDate('2018-12-04'), 0)).toThrow('at least one session')
  })
})

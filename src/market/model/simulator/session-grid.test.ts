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

  it('divides the cash session where more snapshots are asked for, and both clocks keep their time', () => {
    const parts = 5
    const fine = sessionGrid(isoDate('2018-11-16'), 300, parts)
    expect(fine.days.length).toBe(1 + 299 * parts)
    for (let session = 1; session < 300; session += 1) {
      const [first, last] = [(session - 1) * parts + 1, session * parts]
      expect(fine.quotedAt[last]).toBe(grid.quotedAt[session])
      expect(fine.overnightYears[first]).toBe(grid.overnightYears[session])
      let [variance, carry] = [0, 0]
      for (let row = first; row <= last; row += 1) {
        expect(fine.days[row]).toBe(grid.days[session])
        expect(fine.quotedAt[row]).toBeGreaterThan(fine.quotedAt[row - 1])
        expect(fine.overnightYears[row] > 0).toBe(row === first)
        // No part is without variance: the last ends at the close of the options, after that of the index.
        expect(fine.dayYears[row]).toBeCloseTo(grid.dayYears[session] / parts, 9)
        variance += fine.dayYears[row]
        carry += fine.dayCarryYears[row]
      }
      expect(variance).toBeCloseTo(grid.dayYears[session], 12)
      expect(carry).toBeCloseTo(grid.dayCarryYears[session], 12)
    }
  })

  it('stops on a start that is no session and on no sessions', () => {
    expect(() => sessionGrid(isoDate('2018-12-05'), 10)).toThrow('starts on a session')
    expect(() => sessionGrid(isoDate('2018-12-04'), 0)).toThrow('at least one session')
  })
})

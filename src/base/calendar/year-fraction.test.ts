import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../vocabulary/assert.ts'
import { quantity, type EpochMs, type IsoDate } from '../vocabulary/quantity.ts'
import { isoDate } from './civil.ts'
import { newYorkCivil, newYorkInstant } from './new-york.ts'
import { isSession, sessionHours, sessionsFrom } from './sessions.ts'
import { MINUTES_PER_TRADING_YEAR, type YearClock, yearFraction } from './year-fraction.ts'

const d = (text: string): IsoDate => isoDate(text)
const at = (date: string, minutes: number): EpochMs => newYorkInstant(d(date), minutes)
const CLOCKS: readonly YearClock[] = ['calendar-365', 'trading-252']

describe('year fraction', () => {
  it('counts real minutes over 525,600', () => {
    // Sunday 2026-03-08 has 23 hours: from Friday's close to Monday's are 71 hours.
    expect(yearFraction('calendar-365', at('2026-03-06', 960), at('2026-03-09', 960))).toBe(
      (71 * 60) / 525_600,
    )
    expect(yearFraction('calendar-365', at('2024-01-05', 975), at('2024-02-02', 960))).toBe(
      (28 * 1440 - 15) / 525_600,
    )
  })

  it('counts minutes of stock trading over 252 x 390', () => {
    const year = (minutes: number): number => minutes / MINUTES_PER_TRADING_YEAR
    expect(yearFraction('trading-252', at('2024-01-05', 570), at('2024-01-05', 960))).toBe(year(390))
    expect(yearFraction('trading-252', at('2024-01-05', 960), at('2024-01-08', 570))).toBe(0)
    expect(yearFraction('trading-252', at('2024-01-05', 945), at('2024-01-08', 580))).toBeCloseTo(
      year(25),
      15,
    )
    // A half day weighs 210 minutes, the holiday before it nothing.
    expect(yearFraction('trading-252', at('2024-11-27', 960), at('2024-11-29', 1000))).toBeCloseTo(
      year(210),
      15,
    )
    expect(yearFraction('trading-252', at('2012-10-26', 960), at('2012-10-31', 570))).toBe(0)
  })

  it('agrees with an addition session by session', () => {
    const instants = fc.integer({ min: at('1990-02-01', 0), max: at('2028-12-01', 0) })
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 40 * 86_400_000 }), (start, length) => {
        const from = quantity<EpochMs>(start)
        const to = quantity<EpochMs>(start + length)
        let minutes = 0
        for (const date of sessionsFrom(newYorkCivil(from).date, newYorkCivil(to).date)) {
          const hours = sessionHours(date)
          if (hours === null) continue
          minutes += Math.max(0, Math.min(to, hours.cashClosesAt) - Math.max(from, hours.opensAt)) / 60_000
        }
        expect(yearFraction('trading-252', from, to)).toBeCloseTo(minutes / MINUTES_PER_TRADING_YEAR, 12)
      }),
      { numRuns: 3000 },
    )
  })

  it('is finite, never negative, and never falls as expiry moves away', () => {
    const instants = fc.integer({ min: at('1990-02-01', 0), max: at('2040-12-01', 0) })
    fc.assert(
      fc.property(instants, instants, instants, (a, b, c) => {
        const [from = 0, near = 0, far = 0] = [a, b, c].sort((x, y) => x - y)
        for (const yearClock of CLOCKS) {
          const short = yearFraction(yearClock, quantity<EpochMs>(from), quantity<EpochMs>(near))
          const long = yearFraction(yearClock, quantity<EpochMs>(from), quantity<EpochMs>(far))
          expect(Number.isFinite(short) && short >= 0 && long >= short).toBe(true)
          expect(yearFraction(yearClock, quantity<EpochMs>(far), quantity<EpochMs>(from))).toBe(0)
        }
      }),
      { numRuns: 5000 },
    )
  })

  it('runs out in the last second and stays out', () => {
    const expiry = at('2024-01-05', 960)
    for (const yearClock of CLOCKS) {
      const left = (ms: number): number => yearFraction(yearClock, quantity<EpochMs>(expiry + ms), expiry)
      expect(left(-1000)).toBeGreaterThan(0)
      expect(left(-60_000)).toBeGreaterThan(left(-1000))
      expect([left(0), left(1), left(3_600_000)]).toEqual([0, 0, 0])
    }
  })

  it('does not run on the trading clock while stocks rest, and stops on what is no instant', () => {
    expect(isSession(d('2024-01-06'))).toBe(false)
    expect(yearFraction('trading-252', at('2024-01-06', 0), at('2024-01-07', 1439))).toBe(0)
    expect(() => yearFraction('calendar-365', Number.NaN as EpochMs, at('2024-01-05', 0))).toThrow(
      AssertionFailure,
    )
  })
})

import { describe, expect, it } from 'vitest'
import { dayFrom, dayNumber, isoDate } from '../../../base/calendar/civil.ts'
import { spxAmExpiration } from '../../../base/calendar/expirations.ts'
import { rootWithoutColumn } from './index-root.ts'

const ask = (
  underlying: string,
  expiration: string,
  quoted: string,
  expiresAtMinutes: number | null = null,
) =>
  rootWithoutColumn({
    underlying,
    expirationDay: dayNumber(isoDate(expiration)),
    quoteDay: dayNumber(isoDate(quoted)),
    expiresAtMinutes,
  })

describe('rootWithoutColumn', () => {
  it('is SPXW, and no assumption, on every day that is not the monthly date', () => {
    expect(ask('SPX', '2024-02-14', '2024-02-12')).toEqual({ root: 'SPXW', assumed: null })
    expect(ask('SPX', '2024-02-23', '2024-02-12')).toEqual({ root: 'SPXW', assumed: null })
  })
  it('lets the expiry time decide on the monthly date', () => {
    expect(ask('SPX', '2024-02-16', '2024-02-12', 9.5 * 60).root).toBe('SPX')
    expect(ask('SPX', '2024-02-16', '2024-02-12', 16 * 60).root).toBe('SPXW')
  })
  it('is SPX without a time or at midnight, and says that it assumed so', () => {
    for (const minutes of [null, 0]) {
      const answer = ask('SPX', '2024-02-16', '2024-02-12', minutes)
      expect(answer.root).toBe('SPX')
      expect(answer.assumed).not.toBeNull()
    }
  })
  it('is SPX against a 16:00 stamp where SPXW was not yet listed', () => {
    const answer = ask('SPX', '2008-06-20', '2008-06-02', 16 * 60)
    expect(answer.root).toBe('SPX')
    expect(answer.assumed).toContain('not listed')
  })
  it('knows the monthly date of every month of 2012 to 2028, holidays included', () => {
    for (let year = 2012; year <= 2028; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        const monthly = spxAmExpiration(year, month)
        const quoted = dayFrom(year, month, 1)
        const question = { underlying: 'SPX', expirationDay: dayNumber(monthly), quoteDay: quoted }
        expect(rootWithoutColumn({ ...question, expiresAtMinutes: 570 }).root, monthly).toBe('SPX')
        const dayBefore = { ...question, expirationDay: dayNumber(monthly) - 1, expiresAtMinutes: 570 }
        expect(rootWithoutColumn(dayBefore).root, `the day before ${monthly}`).toBe('SPXW')
      }
    }
  })
  it('tells VIX monthlies from weeklies, the Tuesday of 2026-05 included', () => {
    expect(ask('VIX', '2026-05-19', '2026-05-01').root).toBe('VIX')
    expect(ask('VIX', '2026-05-27', '2026-05-01').root).toBe('VIXW')
  })
  it('gives any other underlying its own name', () => {
    expect(ask('SPY', '2024-02-16', '2024-02-12')).toEqual({ root: 'SPY', assumed: null })
  })
})

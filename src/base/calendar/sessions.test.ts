import fs from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import type { DayNumber, IsoDate } from '../vocabulary/quantity.ts'
import { AssertionFailure } from '../vocabulary/assert.ts'
import { addDays, dayFrom, dayNumber, isoDate, isoOfDay, weekday } from './civil.ts'
import { newYorkInstant } from './new-york.ts'
import {
  addSessions,
  closureReason,
  inCalendar,
  isProjected,
  isSession,
  nextSession,
  previousSession,
  sessionHours,
  sessionsBetween,
  sessionsFrom,
} from './sessions.ts'

/** Full closures on weekdays 2012 to 2028, month and day, entered by hand from the exchanges' yearly notices. */
const CLOSED: Readonly<Record<number, string>> = {
  2012: '0102 0116 0220 0406 0528 0704 0903 1029 1030 1122 1225',
  2013: '0101 0121 0218 0329 0527 0704 0902 1128 1225',
  2014: '0101 0120 0217 0418 0526 0704 0901 1127 1225',
  2015: '0101 0119 0216 0403 0525 0703 0907 1126 1225',
  2016: '0101 0118 0215 0325 0530 0704 0905 1124 1226',
  2017: '0102 0116 0220 0414 0529 0704 0904 1123 1225',
  2018: '0101 0115 0219 0330 0528 0704 0903 1122 1205 1225',
  2019: '0101 0121 0218 0419 0527 0704 0902 1128 1225',
  2020: '0101 0120 0217 0410 0525 0703 0907 1126 1225',
  2021: '0101 0118 0215 0402 0531 0705 0906 1125 1224',
  2022: '0117 0221 0415 0530 0620 0704 0905 1124 1226',
  2023: '0102 0116 0220 0407 0529 0619 0704 0904 1123 1225',
  2024: '0101 0115 0219 0329 0527 0619 0704 0902 1128 1225',
  2025: '0101 0109 0120 0217 0418 0526 0619 0704 0901 1127 1225',
  2026: '0101 0119 0216 0403 0525 0619 0703 0907 1126 1225',
  2027: '0101 0118 0215 0326 0531 0618 0705 0906 1125 1224',
  2028: '0117 0221 0414 0529 0619 0704 0904 1123 1225',
}

/** Half days 2012 to 2028, stocks 13:00, index options 13:15. */
const HALF: Readonly<Record<number, string>> = {
  2012: '0703 1123 1224',
  2013: '0703 1129 1224',
  2014: '0703 1128 1224',
  2015: '1127 1224',
  2016: '1125',
  2017: '0703 1124',
  2018: '0703 1123 1224',
  2019: '0703 1129 1224',
  2020: '1127 1224',
  2021: '1126',
  2022: '1125',
  2023: '0703 1124',
  2024: '0703 1129 1224',
  2025: '0703 1128 1224',
  2026: '1127 1224',
  2027: '1126',
  2028: '0703 1124',
}

const d = (text: string): IsoDate => isoDate(text)
const expand = (table: Readonly<Record<number, string>>): Set<string> =>
  new Set(
    Object.entries(table).flatMap(([year, days]) =>
      days.split(' ').map((md) => `${year}-${md.slice(0, 2)}-${md.slice(2)}`),
    ),
  )

describe('sessions', () => {
  it('has every date 2012 to 2028 right: session or not, and when it closes (6,210 dates)', () => {
    const closed = expand(CLOSED)
    const half = expand(HALF)
    const last = dayFrom(2028, 12, 31)
    let dates = 0
    const wrong: string[] = []
    for (let day = dayFrom(2012, 1, 1); day <= last; day = addDays(day, 1)) {
      const date = isoOfDay(day)
      dates += 1
      const open = weekday(day) % 6 !== 0 && !closed.has(date)
      const hours = sessionHours(date)
      const cash = half.has(date) ? 780 : 960
      const right = open
        ? hours !== null &&
          hours.opensAt === newYorkInstant(date, 570) &&
          hours.cashClosesAt === newYorkInstant(date, cash) &&
          hours.closesAt === newYorkInstant(date, cash + 15) &&
          hours.early === half.has(date) &&
          closureReason(date) === null
        : hours === null && closureReason(date) !== null
      if (!right || isSession(date) !== open) wrong.push(date)
    }
    expect(wrong).toEqual([])
    expect(dates).toBe(6210)
  })

  /** One row per rule that surprises, with the notice it rests on. */
  it.each<[string, string | null, string]>([
    ['1990-01-15', null, 'Martin Luther King Day was no exchange holiday before 1998 (NYSE)'],
    ['1998-01-19', 'Martin Luther King Jr. Day', 'first observed (NYSE)'],
    ['1992-04-17', 'Good Friday', 'NYSE'],
    ['1993-12-24', 'Christmas Day', 'Saturday holiday kept on Friday (NYSE Rule 7.2)'],
    ['1993-12-31', null, 'a Saturday New Year is not kept (NYSE Rule 7.2)'],
    ['2021-12-31', null, 'no holiday for Saturday 2022-01-01 (NYSE Rule 7.2)'],
    ['1994-04-27', 'Funeral of Richard Nixon', 'NYSE'],
    ['2001-09-10', null, 'the day before the attack'],
    ['2001-09-11', 'Attack on the World Trade Center', 'NYSE'],
    ['2001-09-14', 'Attack on the World Trade Center', 'NYSE'],
    ['2001-09-17', null, 'trading resumed (NYSE)'],
    ['2004-06-11', 'Day of mourning for Ronald Reagan', 'NYSE'],
    ['2007-01-02', 'Day of mourning for Gerald Ford', 'NYSE'],
    ['2012-10-29', 'Hurricane Sandy', 'NYSE'],
    ['2012-10-30', 'Hurricane Sandy', 'NYSE'],
    ['2018-12-05', 'Day of mourning for George H. W. Bush', 'Cboe C2018120300'],
    ['2021-06-18', null, 'Juneteenth is an exchange holiday only from 2022'],
    ['2022-06-20', 'Juneteenth', 'NYSE 2022 notice'],
    ['2025-01-09', 'Day of mourning for Jimmy Carter', 'Cboe release 2024-12-30'],
    ['2026-07-03', 'Independence Day', 'NYSE 2026 notice'],
    ['2027-07-05', 'Independence Day', 'NYSE 2027 notice'],
    ['2024-01-06', 'Saturday', 'weekend'],
    ['1989-12-29', 'outside the calendar tables (1990 to 2040)', 'before the tables'],
  ])('%s: %s (%s)', (date, reason) => {
    expect(closureReason(d(date))).toBe(reason)
    expect(isSession(d(date))).toBe(reason === null)
  })

  it.each([
    ['1990-12-24', 570, 840],
    ['1992-11-27', 570, 840],
    ['1993-11-26', 570, 780],
    ['1994-02-11', 570, 870],
    ['1996-01-08', 660, 840],
    ['1997-10-27', 570, 930],
    ['1997-12-26', 570, 780],
    ['1999-12-31', 570, 960],
    ['2002-07-05', 570, 780],
    ['2002-09-11', 720, 960],
    ['2003-12-26', 570, 780],
    ['2026-11-27', 570, 780],
    ['2026-12-24', 570, 780],
  ])('%s opens at minute %i and stocks close at minute %i', (date, opens, closes) => {
    const hours = sessionHours(d(date))
    expect(hours?.opensAt).toBe(newYorkInstant(d(date), opens))
    expect(hours?.cashClosesAt).toBe(newYorkInstant(d(date), closes))
    expect(hours?.closesAt).toBe(newYorkInstant(d(date), closes + 15))
    expect(hours?.early).toBe(closes < 960)
  })

  it('steps and counts: next undoes previous, counts add up, addSessions agrees with stepping', () => {
    const first = dayFrom(1990, 2, 1)
    const last = dayFrom(2040, 11, 1)
    const anyDate = fc.integer({ min: first, max: last }).map((n) => isoOfDay(n as DayNumber))
    fc.assert(
      fc.property(anyDate, anyDate, anyDate, (a, b, c) => {
        expect(sessionsBetween(a, b) + sessionsBetween(b, c)).toBe(sessionsBetween(a, c))
        expect(sessionsBetween(a, nextSession(a))).toBe(1)
        expect(isSession(nextSession(a)) && isSession(previousSession(a))).toBe(true)
        expect(previousSession(a) < a && a < nextSession(a)).toBe(true)
        if (isSession(a)) {
          expect(nextSession(previousSession(a))).toBe(a)
          expect(previousSession(nextSession(a))).toBe(a)
          expect(addSessions(a, 0)).toBe(a)
          expect(addSessions(addSessions(a, 15), -15)).toBe(a)
        }
        expect(addSessions(a, 1)).toBe(nextSession(a))
        expect(addSessions(a, -1)).toBe(previousSession(a))
        expect(addSessions(a, 3)).toBe(nextSession(nextSession(nextSession(a))))
        expect(addSessions(a, -2)).toBe(previousSession(previousSession(a)))
      }),
      { numRuns: 5000 },
    )
  })

  it('lists the sessions of a range, ends included', () => {
    expect(sessionsFrom(d('2024-12-23'), d('2025-01-03'))).toEqual([
      '2024-12-23',
      '2024-12-24',
      '2024-12-26',
      '2024-12-27',
      '2024-12-30',
      '2024-12-31',
      '2025-01-02',
      '2025-01-03',
    ])
    expect(sessionsFrom(d('2024-12-25'), d('2024-12-25'))).toEqual([])
    expect(sessionsFrom(d('2024-12-24'), d('2024-12-24'))).toEqual(['2024-12-24'])
    expect(sessionsFrom(d('1990-01-01'), d('2028-12-31')).length).toBe(
      sessionsBetween(d('1990-01-01'), d('2028-12-31')),
    )
  })

  it('says where the tables end', () => {
    expect([inCalendar(d('1990-01-01')), inCalendar(d('2040-12-31'))]).toEqual([true, true])
    expect([inCalendar(d('1989-12-31')), inCalendar(d('2041-01-01'))]).toEqual([false, false])
    expect([isProjected(d('2028-12-31')), isProjected(d('2029-01-01'))]).toEqual([false, true])
    expect(() => sessionsBetween(d('1989-12-31'), d('1990-05-01'))).toThrow(AssertionFailure)
    expect(() => nextSession(d('2040-12-31'))).toThrow(AssertionFailure)
    expect(() => previousSession(d('1990-01-02'))).toThrow(AssertionFailure)
    expect(() => addSessions(d('2024-01-06'), 0)).toThrow(AssertionFailure)
  })

  interface MarketHours {
    readonly entries: Readonly<
      Record<
        string,
        { readonly holidays?: readonly string[]; readonly earlyCloses?: Readonly<Record<string, string>> }
      >
    >
  }
  const iso = (mdy: string): IsoDate => {
    const [month = '', day = '', year = ''] = mdy.split('/')
    return d(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  }

  itWithRealData(
    'agrees with an independent table of closures and half days, 1998 to 2028',
    'market-hours/market-hours.json',
    (file) => {
      const { entries } = JSON.parse(fs.readFileSync(file, 'utf8')) as MarketHours
      for (const [name, from, to] of [
        ['Equity-usa-[*]', dayFrom(1998, 1, 1), dayFrom(2028, 12, 31)],
        ['Index-usa-[*]', dayFrom(1998, 1, 1), dayFrom(2027, 12, 31)],
      ] as const) {
        const holidays = new Set(entries[name]?.holidays?.map(iso))
        expect(holidays.size).toBeGreaterThan(280)
        const differs: string[] = []
        for (let day: DayNumber = from; day <= to; day = addDays(day, 1)) {
          const date = isoOfDay(day)
          const open = weekday(day) % 6 !== 0 && !holidays.has(date)
          if (open !== isSession(date)) differs.push(date)
        }
        expect(differs).toEqual([])
        const early = new Set(Object.keys(entries[name]?.earlyCloses ?? {}).map(iso))
        const theirs = [...early].filter((date) => sessionHours(date)?.early !== true)
        // 2017-12-24 was a Sunday: a slip of that table.
        expect(theirs).toEqual(['2017-12-24'])
        const ours = sessionsFrom(d('1999-01-01'), isoOfDay(to)).filter(
          (date) => sessionHours(date)?.early === true && !early.has(date),
        )
        expect(ours).toEqual([])
      }
    },
  )

  itWithRealData(
    'agrees with the dates of the VIX history but for its known faults',
    'vix-daily/vix-daily.csv',
    (file) => {
      const rows = fs.readFileSync(file, 'utf8').trim().split(/\r?\n/u).slice(1)
      const dates = new Set(rows.map((row) => d(row.slice(0, 10))))
      const first = d(rows[0]?.slice(0, 10) ?? '')
      const last = d(rows.at(-1)?.slice(0, 10) ?? '')
      const missing = sessionsFrom(first, last).filter((date) => !dates.has(date))
      expect(missing).toEqual(['1991-03-01', '1997-01-31', '1997-11-26', '1999-12-31'])
      const onClosedDays = [...dates].filter((date) => !isSession(date))
      // 2004-06-11 and 2025-01-09, and holidays since 2022-05-30 on which the overnight index was published.
      expect(onClosedDays.length).toBe(33)
      expect(onClosedDays.filter((date) => date < '2022-05-30')).toEqual(['2004-06-11'])
      expect(onClosedDays.filter((date) => weekday(dayNumber(date)) % 6 === 0)).toEqual([])
    },
  )
})

import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import type { IsoDate } from '../vocabulary/quantity.ts'
import { addDays, dayNumber, isoDate, isoOfDay, weekday } from './civil.ts'
import {
  listedExpirations,
  settlementOf,
  spxAmExpiration,
  thirdFriday,
  vixExpiration,
} from './expirations.ts'
import { vixWeeklyExpirations, wasListed } from './expirations.ts'
import { isSession } from './sessions.ts'

const d = (text: string): IsoDate => isoDate(text)
const YEARS = Array.from({ length: 17 }, (_, i) => 2012 + i)
const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1)

/** Third Fridays 2012 to 2028 that were no sessions, with the session before: everything else is the Friday itself. */
const THIRD_FRIDAYS_SHUT: Readonly<Record<string, string>> = {
  '2014-04-18': '2014-04-17', // Good Friday
  '2019-04-19': '2019-04-18', // Good Friday
  '2022-04-15': '2022-04-14', // Good Friday
  '2025-04-18': '2025-04-17', // Good Friday
  '2026-06-19': '2026-06-18', // Juneteenth
  '2027-06-18': '2027-06-17', // Juneteenth, kept on Friday
}

describe('standard months', () => {
  it('falls on the third Friday, or the session before, 2012 to 2028', () => {
    const moved: Record<string, string> = {}
    for (const year of YEARS) {
      for (const month of MONTHS) {
        const friday = thirdFriday(year, month)
        expect(weekday(dayNumber(friday))).toBe(5)
        expect([15, 16, 17, 18, 19, 20, 21]).toContain(Number(friday.slice(8)))
        const expires = spxAmExpiration(year, month)
        expect(isSession(expires)).toBe(true)
        if (expires !== friday) moved[friday] = expires
      }
    }
    expect(moved).toEqual(THIRD_FRIDAYS_SHUT)
  })

  it('never mixes AM and PM: SPX in the morning, SPXW, XSP and SPY in the afternoon of every standard expiration', () => {
    for (const year of YEARS) {
      for (const month of MONTHS) {
        const expires = spxAmExpiration(year, month)
        const styles = ['SPX', 'SPXW', 'SPXPM', 'SPY'].map((root) => {
          const settlement = settlementOf(root, expires)
          return settlement.ok ? settlement.value.style : settlement.refusal.code
        })
        expect(styles).toEqual(['AM', 'PM', 'PM', 'PM'])
        const morning = settlementOf('SPX', expires)
        const afternoon = settlementOf('SPXW', expires)
        expect(morning.ok && afternoon.ok && morning.value.settlesAt < afternoon.value.settlesAt).toBe(true)
      }
    }
  })
})

describe('VIX months', () => {
  it.each([
    [2008, 2, '2008-02-19', 'Good Friday 2008-03-21'],
    [2014, 3, '2014-03-18', 'Good Friday 2014-04-18'],
    [2019, 3, '2019-03-19', 'Good Friday 2019-04-19'],
    [2022, 3, '2022-03-15', 'Good Friday 2022-04-15'],
    [2024, 6, '2024-06-18', 'the Wednesday is Juneteenth'],
    [2025, 3, '2025-03-18', 'Good Friday 2025-04-18'],
    [2026, 5, '2026-05-19', 'Juneteenth 2026-06-19 is the third Friday'],
    [2027, 5, '2027-05-18', 'Juneteenth is kept on Friday 2027-06-18'],
    [2020, 3, '2020-03-18', 'no holiday'],
    [2018, 2, '2018-02-14', 'no holiday'],
    [2024, 12, '2024-12-18', 'into the next year'],
    [2004, 7, '2004-07-14', 'before the thirty-day rule'],
    [2004, 10, '2004-10-13', 'before the thirty-day rule'],
  ])('%i-%i settles on %s (%s)', (year, month, date) => {
    expect(vixExpiration(year, month)).toBe(date)
  })

  it('is a Wednesday thirty days before the next third Friday, but for holidays, 2012 to 2028', () => {
    const moved: string[] = []
    for (const year of YEARS) {
      for (const month of MONTHS) {
        const date = vixExpiration(year, month)
        expect(isSession(date)).toBe(true)
        const [y, m] = month === 12 ? [year + 1, 1] : [year, month + 1]
        const gap = dayNumber(thirdFriday(y, m)) - dayNumber(date)
        if (gap !== 30) moved.push(date)
        else expect(weekday(dayNumber(date))).toBe(3)
      }
    }
    expect(moved).toEqual([
      '2014-03-18',
      '2019-03-19',
      '2022-03-15',
      '2024-06-18',
      '2025-03-18',
      '2026-05-19',
      '2027-05-18',
    ])
  })

  it('fills the weeks between with weeklies, moved by the same rule', () => {
    expect(vixWeeklyExpirations(d('2020-05-20'), d('2020-07-01'))).toEqual([
      '2020-05-27',
      '2020-06-02', // thirty days later, Friday 2020-07-03, is a holiday
      '2020-06-10',
      '2020-06-24',
      '2020-07-01',
    ])
    // Two Wednesdays in a row were holidays: Christmas and New Year's Day.
    expect(vixWeeklyExpirations(d('2024-12-23'), d('2025-01-03'))).toEqual(['2024-12-24', '2024-12-31'])
  })

  itWithRealData(
    'agrees with the last row of every VX contract that settled',
    'vx-contracts/CFE_K04_VX.csv',
    (file) => {
      const folder = path.dirname(file)
      const codes = 'FGHJKMNQUVXZ'
      const dataEnds = '2014-08-14'
      let settled = 0
      const wrong: string[] = []
      for (const name of fs.readdirSync(folder)) {
        const match = /^CFE_([FGHJKMNQUVXZ])(\d\d)_VX\.csv$/u.exec(name)
        if (match === null) continue
        const last = fs
          .readFileSync(path.join(folder, name), 'utf8')
          .split(/\r?\n/u)
          .filter((line) => /^\d/u.test(line))
          .at(-1)
        const [month, day, year] = (last?.split(',')[0] ?? '').split('/')
        const lastDate = d(`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`)
        if (lastDate >= dataEnds) continue
        settled += 1
        const ours = vixExpiration(2000 + Number(match[2]), codes.indexOf(match[1] ?? '') + 1)
        if (ours !== lastDate) wrong.push(`${name}: ours ${ours}, file ${lastDate}`)
      }
      expect(wrong).toEqual([])
      expect(settled).toBe(119)
    },
  )
})

describe('listing', () => {
  it('starts each class when the exchange did, not a day before', () => {
    const firsts: readonly (readonly [string, string, string, string])[] = [
      ['SPXW', '2005-10-27', '2005-10-28', '2005-11-04'],
      ['SPXW', '2016-02-22', '2016-02-23', '2016-03-02'],
      ['SPXW', '2016-08-12', '2016-08-15', '2016-08-22'],
      ['SPXW', '2022-04-14', '2022-04-18', '2022-04-26'],
      ['SPXW', '2022-05-10', '2022-05-11', '2022-05-19'],
      ['SPXW', '2011-10-03', '2011-10-04', '2011-10-21'],
      ['VX', '2004-03-25', '2004-03-26', '2004-05-19'],
      ['VIX', '2006-02-23', '2006-02-24', '2006-03-22'],
      ['VIXW', '2015-10-07', '2015-10-08', '2015-10-28'],
    ]
    for (const [root, before, from, expiration] of firsts) {
      expect([root, wasListed(root, d(expiration), d(before))]).toEqual([root, false])
      expect([root, wasListed(root, d(expiration), d(from))]).toEqual([root, true])
    }
  })

  it('lists what the exchange said it listed in the week of 2016-08-16', () => {
    expect(listedExpirations('SPXW', d('2016-08-17'), { daysMax: 44 })).toEqual([
      '2016-08-17',
      '2016-08-19',
      '2016-08-22',
      '2016-08-24',
      '2016-08-26',
      '2016-08-29',
      '2016-08-31',
      '2016-09-02',
      '2016-09-07',
      '2016-09-09',
      '2016-09-14',
      '2016-09-16',
      '2016-09-23',
      '2016-09-30',
    ])
    // The Monday after is Labor Day: Tuesday's series was listed on Friday the 19th.
    expect(wasListed('SPXW', d('2016-09-06'), d('2016-08-18'))).toBe(false)
    expect(wasListed('SPXW', d('2016-09-06'), d('2016-08-19'))).toBe(true)
  })

  it('keeps what was listed until it expires, and lists only sessions as they were planned', () => {
    const shut = new Set<IsoDate>()
    const withdrawn: string[] = []
    for (const root of ['SPX', 'SPXW', 'VIX', 'VIXW', 'XSP', 'SPY']) {
      let previous: IsoDate[] = []
      for (let day = dayNumber(d('2015-06-01')); day <= dayNumber(d('2024-12-31')); day = addDays(day, 1)) {
        const date = isoOfDay(day)
        const listed = listedExpirations(root, date)
        const gone = previous.filter((expiration) => expiration >= date && !listed.includes(expiration))
        if (gone.length > 0) withdrawn.push(`${root} ${date} ${gone.join(' ')}`)
        for (const expiration of listed) if (!isSession(expiration)) shut.add(expiration)
        previous = listed
      }
    }
    expect(withdrawn).toEqual([])
    // Days of mourning: the series were listed when the closure was announced.
    expect([...shut].sort()).toEqual(['2018-12-05', '2025-01-09'])
  })

  it('knows nothing of roots without a table, and of dates outside', () => {
    expect(listedExpirations('RUT', d('2024-01-05'))).toEqual([])
    expect(listedExpirations('SPX', d('1985-01-04'))).toEqual([])
    expect(wasListed('SPX', d('2024-01-05'), d('2024-01-08'))).toBe(false)
  })

  itWithRealData(
    'lists exactly the expirations of the whole chain of 2024-01-05, each under its root',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    (file) => {
      const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
      const real = new Map<string, Set<string>>([
        ['SPX', new Set()],
        ['SPXW', new Set()],
      ])
      for (const line of fs.readFileSync(file, 'utf8').split(/\r?\n/u)) {
        const match = /^\w{3} (\w{3}) (\d\d) (\d{4}),(SPXW?)\d/u.exec(line)
        if (match === null) continue
        const month = String(months.indexOf(match[1] ?? '') + 1).padStart(2, '0')
        real.get(match[4] ?? '')?.add(`${match[3]}-${month}-${match[2]}`)
      }
      for (const [root, style] of [
        ['SPX', 'AM'],
        ['SPXW', 'PM'],
      ] as const) {
        const theirs = [...(real.get(root) ?? [])].sort()
        expect(theirs.length).toBeGreaterThan(15)
        expect(listedExpirations(root, d('2024-01-05'))).toEqual(theirs)
        for (const expiration of theirs) {
          const settlement = settlementOf(root, d(expiration))
          expect(settlement.ok && settlement.value.style).toBe(style)
          expect(settlement.ok && settlement.value.settlementDate).toBe(expiration)
        }
      }
    },
  )

  itWithRealData(
    'lists the VX contracts that had a price, 2004 to 2014',
    'vx-contracts/CFE_K04_VX.csv',
    (file) => {
      const folder = path.dirname(file)
      const codes = 'FGHJKMNQUVXZ'
      const onDate = new Map<IsoDate, Set<IsoDate>>()
      const contracts = new Set<IsoDate>()
      for (const name of fs.readdirSync(folder)) {
        const match = /^CFE_([FGHJKMNQUVXZ])(\d\d)_VX\.csv$/u.exec(name)
        if (match === null) continue
        const expiration = vixExpiration(2000 + Number(match[2]), codes.indexOf(match[1] ?? '') + 1)
        contracts.add(expiration)
        for (const line of fs.readFileSync(path.join(folder, name), 'utf8').split(/\r?\n/u)) {
          const row = /^(\d+)\/(\d+)\/(\d{4}),/u.exec(line)
          if (row === null) continue
          const date = d(`${row[3]}-${(row[1] ?? '').padStart(2, '0')}-${(row[2] ?? '').padStart(2, '0')}`)
          onDate.set(date, (onDate.get(date) ?? new Set()).add(expiration))
        }
      }
      let traded = 0
      let both = 0
      let listed = 0
      const frontMissed: string[] = []
      for (const [date, expirations] of onDate) {
        const ours = listedExpirations('VX', date).filter((expiration) => contracts.has(expiration))
        traded += expirations.size
        listed += ours.length
        both += ours.filter((expiration) => expirations.has(expiration)).length
        // The two front contracts, those a hedge uses, are never missed.
        for (const expiration of [...expirations].sort().slice(0, 2)) {
          if (!ours.includes(expiration)) frontMissed.push(`${date} ${expiration}`)
        }
      }
      expect(frontMissed).toEqual([])
      expect(traded).toBeGreaterThan(20_000)
      // Far months were added on days of the exchange's choosing: 0.959 and 0.972 of contract-days agree.
      expect(both / traded).toBeGreaterThan(0.955)
      expect(both / listed).toBeGreaterThan(0.97)
    },
  )
})

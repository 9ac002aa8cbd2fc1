import { describe, expect, it } from 'vitest'
import type { EpochMs, IsoDate } from '../vocabulary/quantity.ts'
import { mustAccept } from '../vocabulary/result.ts'
import { addDays, dayNumber, isoDate, isoOfDay } from './civil.ts'
import { listedExpirations } from './listing.ts'
import { formatNewYork, newYorkInstant } from './new-york.ts'
import { calendarRoot } from './roots.ts'
import { isSession, nextSession } from './sessions.ts'
import { type Settlement, settlementOf } from './settlement.ts'
import { SETTLEMENTS } from './settlement-table.ts'
import { isTradingAt, tradingHours } from './trading-hours.ts'
import { EXTRA_SESSIONS } from './hours-table.ts'

const d = (text: string): IsoDate => isoDate(text)
const of = (root: string, expiration: string): Settlement => mustAccept(settlementOf(root, d(expiration)))
/** `2024-01-19 09:30`: New York, without offset. */
const clock = (instant: EpochMs): string => formatNewYork(instant).slice(0, 16).replace('T', ' ')

describe('settlement', () => {
  it.each([
    // root, expiration, style, settles, last trade, why
    [
      'SPX',
      '2024-01-19',
      'AM',
      '2024-01-19 09:30',
      '2024-01-18 16:15',
      'SET on the morning, last trade on Thursday',
    ],
    ['SPXW', '2024-01-19', 'PM', '2024-01-19 16:00', '2024-01-19 16:00', 'the same third Friday'],
    [
      'SPXPM',
      '2014-01-17',
      'PM',
      '2014-01-17 16:00',
      '2014-01-17 16:00',
      'the old symbol of the same series',
    ],
    ['SPX', '2026-06-18', 'AM', '2026-06-18 09:30', '2026-06-17 16:15', 'Juneteenth moves the third Friday'],
    ['SPXW', '2024-11-29', 'PM', '2024-11-29 13:00', '2024-11-29 13:00', 'half day'],
    ['SPXW', '2010-12-03', 'AM', '2010-12-03 09:30', '2010-12-02 16:15', 'last AM weekly'],
    ['SPXW', '2010-12-10', 'PM', '2010-12-10 16:00', '2010-12-10 16:15', 'first PM weekly'],
    ['SPXW', '2012-01-06', 'PM', '2012-01-06 16:00', '2012-01-06 16:00', 'the quarter of an hour is gone'],
    ['SPXW', '2008-12-31', 'PM', '2008-12-31 16:00', '2008-12-31 16:15', 'quarter-end'],
    [
      'SPXW',
      '2010-09-30',
      'PM',
      '2010-09-30 16:00',
      '2010-09-30 16:00',
      'quarter-end after SR-CBOE-2009-020',
    ],
    [
      'SPXW',
      '2003-05-14',
      'PM',
      '2003-05-14 16:00',
      '2003-05-14 16:00',
      'counterfactual: on the terms of today',
    ],
    ['VIX', '2024-01-17', 'AM', '2024-01-17 09:30', '2024-01-16 16:15', 'VRO'],
    ['VIX', '2020-03-18', 'AM', '2020-03-18 09:45', '2020-03-17 16:15', 'SPX opened late: Cboe notice 16856'],
    ['VIXW', '2018-12-05', 'AM', '2018-12-06 09:30', '2018-12-04 16:15', 'day of mourning: Cboe C2018120300'],
    ['SPXW', '2018-12-05', 'PM', '2018-12-04 16:00', '2018-12-04 16:00', 'day of mourning: Cboe C2018120300'],
    ['VX', '2010-06-16', 'AM', '2010-06-16 09:30', '2010-06-15 16:15', 'last trade the day before'],
    ['VX', '2011-12-21', 'AM', '2011-12-21 09:30', '2011-12-21 09:15', 'CFE IC11-73'],
    ['VX', '2012-01-18', 'AM', '2012-01-18 09:30', '2012-01-17 16:15', 'the day before again'],
    ['VX', '2015-05-20', 'AM', '2015-05-20 09:30', '2015-05-20 08:00', 'CBOE, May 2015 reminder'],
    ['VX', '2024-01-17', 'AM', '2024-01-17 09:30', '2024-01-17 09:00', 'Cboe, settlement of VIX derivatives'],
    ['XSP', '2012-06-15', 'AM', '2012-06-15 09:30', '2012-06-14 16:15', 'before the PM contract'],
    ['XSP', '2024-01-19', 'PM', '2024-01-19 16:00', '2024-01-19 16:00', 'CBOE release of 2013-10-29'],
    ['XSPAM', '2013-11-15', 'AM', '2013-11-15 09:30', '2013-11-14 16:15', 'phased out'],
    ['SPY', '2024-01-19', 'PM', '2024-01-19 16:00', '2024-01-19 16:15', 'trades after stocks stop'],
    ['SPX', '2012-01-21', 'AM', '2012-01-20 09:30', '2012-01-19 16:15', 'Saturday of an old symbol'],
    ['SPX', '2014-04-19', 'AM', '2014-04-17 09:30', '2014-04-16 16:15', 'Saturday after Good Friday'],
    ['SPX', '2014-04-18', 'AM', '2014-04-17 09:30', '2014-04-16 16:15', 'the third Friday, a holiday'],
    [
      'SPX',
      '2029-12-21',
      'AM',
      '2029-12-21 09:30',
      '2029-12-20 16:15',
      'LEAPS beyond the published calendar',
    ],
  ])('%s %s: %s, settles %s, last trade %s (%s)', (root, expiration, style, settles, last) => {
    const settlement = of(root, expiration)
    expect([settlement.style, clock(settlement.settlesAt), clock(settlement.lastTradeAt)]).toEqual([
      style,
      settles,
      last,
    ])
    expect(settlement.settlementDate).toBe(settles.slice(0, 10))
  })

  it.each([
    ['RUT', '2024-01-19', 'quote.not-listed-class'],
    ['BVZ', '2024-01-17', 'quote.not-listed-class'],
    ['SPX', '2024-01-20', 'date.not-a-session'],
    ['SPXW', '2024-03-29', 'date.not-a-session'],
    ['SPXW', '2012-01-14', 'date.not-a-session'],
    ['SPX', '2045-01-20', 'date.out-of-range'],
    ['SPX', '1985-01-18', 'date.out-of-range'],
  ])('refuses %s %s: %s', (root, expiration, code) => {
    const result = settlementOf(root, d(expiration))
    expect(result.ok ? 'accepted' : result.refusal.code).toBe(code)
  })

  it('settles every listed series 2012 to 2028 on a session, not before it last trades by more than the old quarter hour', () => {
    for (const root of ['SPX', 'SPXW', 'VIX', 'VIXW', 'VX', 'XSP', 'SPY']) {
      const seen = new Set<IsoDate>()
      for (let on = dayNumber(d('2011-12-01')); on <= dayNumber(d('2028-12-01')); on = addDays(on, 7)) {
        for (const expiration of listedExpirations(root, isoOfDay(on), { daysMax: 40 })) seen.add(expiration)
      }
      const wrong: string[] = []
      for (const expiration of seen) {
        const s = of(root, expiration)
        const late = (s.lastTradeAt - s.settlesAt) / 60_000
        const wants = root === 'SPX' || root.startsWith('V') || (root === 'XSP' && expiration < '2013-11-05')
        const fine =
          isSession(s.settlementDate) &&
          (s.style === 'AM') === wants &&
          (s.style === 'AM' ? late < 0 : late === 0 || late === 15)
        if (!fine) wrong.push(`${root} ${expiration}`)
      }
      expect(wrong).toEqual([])
      expect(seen.size).toBeGreaterThan(150)
    }
  })

  it('has rows in order, for known roots, on dates that read', () => {
    for (const row of SETTLEMENTS) {
      expect(calendarRoot(row.root)).toBe(row.root)
      isoDate(row.from)
      const next = SETTLEMENTS.slice(SETTLEMENTS.indexOf(row) + 1).find(
        (r) => r.root === row.root && r.kind === row.kind,
      )
      expect(next === undefined || next.from > row.from).toBe(true)
    }
    for (const row of EXTRA_SESSIONS) isoDate(row.from)
  })
})

describe('trading hours', () => {
  const hoursOf = (root: string, date: string): string[] =>
    tradingHours(root, d(date)).map((h) => `${h.kind} ${clock(h.opensAt)} ${clock(h.closesAt)}`)

  it.each([
    ['SPX', '2010-06-01', ['regular 2010-06-01 09:30 2010-06-01 16:15']],
    [
      'VIX',
      '2015-03-02',
      ['overnight 2015-03-02 03:00 2015-03-02 09:15', 'regular 2015-03-02 09:30 2015-03-02 16:15'],
    ],
    ['SPX', '2015-03-06', ['regular 2015-03-06 09:30 2015-03-06 16:15']],
    [
      'SPX',
      '2015-03-09',
      ['overnight 2015-03-09 03:00 2015-03-09 09:15', 'regular 2015-03-09 09:30 2015-03-09 16:15'],
    ],
    [
      'SPXW',
      '2021-11-22',
      ['overnight 2021-11-21 20:15 2021-11-22 09:15', 'regular 2021-11-22 09:30 2021-11-22 16:15'],
    ],
    [
      'SPXW',
      '2022-04-25',
      [
        'overnight 2022-04-24 20:15 2022-04-25 09:15',
        'regular 2022-04-25 09:30 2022-04-25 16:15',
        'curb 2022-04-25 16:15 2022-04-25 17:00',
      ],
    ],
    [
      'VIX',
      '2026-01-05',
      [
        'overnight 2026-01-04 20:15 2026-01-05 09:25',
        'regular 2026-01-05 09:30 2026-01-05 16:15',
        'curb 2026-01-05 16:15 2026-01-05 17:00',
      ],
    ],
    [
      'SPX',
      '2024-11-29',
      ['overnight 2024-11-28 20:15 2024-11-29 09:25', 'regular 2024-11-29 09:30 2024-11-29 13:15'],
    ],
    ['SPY', '2024-01-05', ['regular 2024-01-05 09:30 2024-01-05 16:15']],
    ['SPX', '2024-01-06', []],
    ['RUT', '2024-01-05', []],
  ])('%s on %s', (root, date, wanted) => {
    expect(hoursOf(root, date)).toEqual(wanted)
  })

  it('opens and shuts on the second', () => {
    const date = d('2026-03-09')
    const at = (minutes: number, ms: number): EpochMs => (newYorkInstant(date, minutes) + ms) as EpochMs
    // Half past nine the morning after the change of clocks, the regular close, both ends of the curb and of the night.
    for (const [minutes, before, after] of [
      [-225, false, true],
      [565, true, false],
      [570, false, true],
      [975, true, true],
      [1020, true, false],
    ] as const) {
      expect([
        minutes,
        isTradingAt('SPXW', date, at(minutes, -1000)),
        isTradingAt('SPXW', date, at(minutes, 1000)),
      ]).toEqual([minutes, before, after])
    }
  })

  it('never lets sessions overlap, over a year with both changes of clocks', () => {
    let previous = 0
    for (let date = d('2026-01-02'); date < '2027-01-01'; date = nextSession(date)) {
      for (const hours of tradingHours('SPXW', date)) {
        expect(hours.opensAt).toBeGreaterThanOrEqual(previous)
        expect(hours.closesAt).toBeGreaterThan(hours.opensAt)
        previous = hours.closesAt
      }
    }
  })
})

import { describe, expect, it } from 'vitest'
import { syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { chooseVixTerms, VIX9D_DAYS, VIX_DAYS } from './vix-terms.ts'

function choose(
  sessionDate: string,
  series: readonly (readonly [root: string, expiration: string])[],
  horizon = VIX_DAYS,
): string | null {
  const chain = syntheticChain({
    sessionDate,
    expiries: series.map(([root, expiration]) => ({ root, expiration, strikes_points: [4700] })),
  })
  const expiries = chain.expiries.map((slice) => ({ slice }))
  const date = isoDate(sessionDate)
  const at = { sessionDate: date, sessionDay: dayNumber(date), quotedAt: chain.quotedAt }
  const found = chooseVixTerms(expiries, at, horizon)
  if (found === null) return null
  const name = ({ slice }: (typeof expiries)[number]): string => `${slice.root} ${slice.expiration}`
  return `${name(found.near)} / ${name(found.next)} (${found.rule})`
}

const FRIDAYS: readonly (readonly [string, string])[] = [
  ['SPXW', '2023-10-06'],
  ['SPXW', '2023-10-13'],
  ['SPX', '2023-10-20'],
  ['SPXW', '2023-10-20'],
  ['SPXW', '2023-10-27'],
  ['SPXW', '2023-11-03'],
  ['SPXW', '2023-11-10'],
  ['SPX', '2023-11-17'],
  ['SPXW', '2023-11-17'],
]

describe('chooseVixTerms', () => {
  it('rolls on Wednesdays as the methodology tells: 24 and 31 days on a Tuesday, 30 and 37 the day after', () => {
    expect(choose('2023-10-10', FRIDAYS)).toBe('SPXW 2023-11-03 / SPXW 2023-11-10 (friday-series)')
    expect(choose('2023-10-11', FRIDAYS)).toBe('SPXW 2023-11-10 / SPX 2023-11-17 (friday-series)')
  })
  it('takes the morning series of the third Friday, never the afternoon one, and no other weekday', () => {
    const all = [...FRIDAYS, ['SPXW', '2023-11-08'], ['SPXW', '2023-11-13']] as const
    expect(choose('2023-10-11', all)).toBe('SPXW 2023-11-10 / SPX 2023-11-17 (friday-series)')
  })
  it('counts a series moved to Thursday by a holiday as its Friday', () => {
    const series = [
      ['SPXW', '2024-03-22'],
      ['SPXW', '2024-03-28'],
      ['SPXW', '2024-04-05'],
    ] as const
    // Good Friday was 2024-03-29; 2024-02-27 was a Tuesday.
    expect(choose('2024-02-27', series)).toBe('SPXW 2024-03-22 / SPXW 2024-03-28 (friday-series)')
    expect(choose('2024-02-28', series)).toBe('SPXW 2024-03-28 / SPXW 2024-04-05 (friday-series)')
  })
  it('used the first standard month with eight days left and its successor until October 2014', () => {
    const series = [
      ['SPX', '2013-06-21'],
      ['SPXW', '2013-06-28'],
      ['SPX', '2013-07-19'],
      ['SPX', '2013-08-16'],
    ] as const
    expect(choose('2013-06-13', series)).toBe('SPX 2013-06-21 / SPX 2013-07-19 (standard-months)')
    expect(choose('2013-06-14', series)).toBe('SPX 2013-07-19 / SPX 2013-08-16 (standard-months)')
  })
  it('changed on 2014-10-06', () => {
    const series = [
      ['SPX', '2014-10-18'],
      ['SPXW', '2014-10-31'],
      ['SPXW', '2014-11-07'],
      ['SPX', '2014-11-22'],
    ] as const
    expect(choose('2014-10-03', series)).toBe('SPX 2014-10-18 / SPX 2014-11-22 (standard-months)')
    expect(choose('2014-10-06', series)).toBe('SPXW 2014-10-31 / SPXW 2014-11-07 (friday-series)')
  })
  it('brackets nine days by the same series', () => {
    expect(choose('2023-10-10', FRIDAYS, VIX9D_DAYS)).toBe('SPXW 2023-10-13 / SPX 2023-10-20 (friday-series)')
  })
  it('falls back on the nearest expiries, and says so; null where the horizon is not bracketed', () => {
    const others = [
      ['SPXW', '2023-11-06'],
      ['SPXW', '2023-11-14'],
    ] as const
    expect(choose('2023-10-10', others)).toBe('SPXW 2023-11-06 / SPXW 2023-11-14 (nearest-expiries)')
    expect(choose('2023-10-10', others.slice(0, 1))).toBeNull()
    expect(choose('2023-10-10', [])).toBeNull()
  })
})

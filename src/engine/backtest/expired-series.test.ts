import { describe, expect, it } from 'vitest'
import { isoDate } from '../../base/calendar/civil.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import { seriesOf } from './expired-series.ts'

describe('seriesOf', () => {
  it.each([
    // Third Friday: SPX is struck at the opening and known an hour later at the earliest, SPXW at the close.
    ['SPX   240119C04700000', 'AM', '2024-01-19', 10 * 60 + 30],
    ['SPXW  240119C04700000', 'PM', '2024-01-19', 16 * 60],
    // VIX options and VX settle on the Wednesday morning.
    ['VIX   240117C00020000', 'AM', '2024-01-17', 10 * 60 + 30],
    ['VX 2024-01-17', 'AM', '2024-01-17', 10 * 60 + 30],
    // A half day ends at one.
    ['SPXW  231124P04500000', 'PM', '2023-11-24', 13 * 60],
  ] as const)('knows when the value of %s is known', (name, style, date, minutes) => {
    const settlementDate = isoDate(date)
    const knownFrom = newYorkInstant(settlementDate, minutes)
    const struckAt = newYorkInstant(settlementDate, style === 'AM' ? 9 * 60 + 30 : minutes)
    expect(seriesOf(name)).toMatchObject({ style, settlementDate, knownFrom, settlesAt: struckAt })
  })

  it('knows no series of a name that is none', () => {
    expect(seriesOf('SPX 2024-01-19')).toBeNull()
    expect(seriesOf('AAPL  240119C00200000')).toBeNull()
  })
})

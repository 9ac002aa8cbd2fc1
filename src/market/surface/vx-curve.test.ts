import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itWithRealData, realData } from '../../../test/support/real-data.ts'
import { dailyBars, vxContracts } from '../../../test/support/vx-contracts.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { closeOn } from '../series/close-on.ts'
import type { FuturesHistory } from '../series/series.ts'
import { quotedVolatilityMarket } from './quoted-volatility-market.ts'
import { readVxCurve, vxAtMaturity, vxContangoAt, vxFutureOf, vxRolledDown } from './vx-curve.ts'

const day = (text: string): number => dayNumber(isoDate(text))

function contract(expiration: string, rows: readonly (readonly [string, number])[]): FuturesHistory {
  const zeros = new Float64Array(rows.length)
  return {
    root: 'VX',
    expirationDay: day(expiration),
    source: `VX_${expiration}.csv`,
    days: Int32Array.from(rows.map(([date]) => day(date))),
    settles: Float64Array.from(rows.map(([, settle]) => settle)),
    volumes: zeros,
    openInterests: zeros,
  }
}

const JANUARY = contract('2024-01-17', [
  ['2024-01-04', 14],
  ['2024-01-05', 13.8],
  ['2024-01-17', 14.1],
])
const FEBRUARY = contract('2024-02-14', [
  ['2024-01-04', 15.1],
  ['2024-01-05', 15],
  ['2024-01-08', 14.6],
])
const MARCH = contract('2024-03-20', [['2024-01-04', 15.9]])

describe('the VX curve of a day', () => {
  it('takes settlements of one common day and says which contracts it left out', () => {
    const curve = readVxCurve([MARCH, FEBRUARY, JANUARY], day('2024-01-05'))
    expect(curve.settledDay).toBe(day('2024-01-05'))
    expect(curve.futures).toEqual([
      { expirationDay: day('2024-01-17'), settle_vol_points: 13.8 },
      { expirationDay: day('2024-02-14'), settle_vol_points: 15 },
    ])
    expect(curve.leftOut).toEqual([
      { expirationDay: day('2024-03-20'), reason: 'last settled on 2024-01-04' },
    ])
  })
  it('speaks over a weekend, says so, and not after a week without settlements', () => {
    const sunday = quotedVolatilityMarket({
      futures: [FEBRUARY],
      asOfDay: day('2024-01-07'),
      vix_vol_points: 13.35,
    })
    expect(sunday.ok && sunday.value.notes).toEqual(['VX settlements are those of 2024-01-05'])
    const late = quotedVolatilityMarket({ futures: [MARCH], asOfDay: day('2024-01-12'), vix_vol_points: 13 })
    expect(late.ok ? 'accepted' : late.refusal.code).toBe('series.stale')
    const none = quotedVolatilityMarket({ futures: [], asOfDay: day('2024-01-12'), vix_vol_points: 13 })
    expect(none.ok ? 'accepted' : none.refusal.code).toBe('series.missing')
  })
  it('has no contract on the day it settles', () => {
    const futures = readVxCurve([JANUARY, FEBRUARY], day('2024-01-17')).futures
    expect(vxFutureOf(futures, day('2024-01-17'))).toBeNull()
  })
  it('takes the first of two files of one contract, and the newer row where one file ends early', () => {
    const other = contract('2024-02-14', [['2024-01-05', 99]])
    expect(readVxCurve([FEBRUARY, other], day('2024-01-05')).futures[0]?.settle_vol_points).toBe(15)
    const early = contract('2024-02-14', [['2024-01-04', 99]])
    expect(readVxCurve([early, FEBRUARY], day('2024-01-05')).futures[0]?.settle_vol_points).toBe(15)
  })
  it('reads nothing later: rows after the day may be anything', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 5, max: 200, noNaN: true }),
        (after, poison) => {
          const asOf = day('2024-01-05') + after
          const poisoned = [JANUARY, FEBRUARY, MARCH].map((one) => ({
            ...one,
            settles: one.settles.map((settle, i) => (one.days[i] > asOf ? poison : settle)),
          }))
          expect(readVxCurve(poisoned, asOf)).toEqual(readVxCurve([JANUARY, FEBRUARY, MARCH], asOf))
        },
      ),
      { numRuns: 60 },
    )
  })
  it('interpolates in days between two contracts, and extends neither end', () => {
    const { futures } = readVxCurve([JANUARY, FEBRUARY], day('2024-01-05'))
    const asOf = day('2024-01-05')
    // 12 and 40 days: the middle is 26.
    expect(vxAtMaturity(futures, asOf, 26)).toBeCloseTo(14.4, 12)
    expect(vxAtMaturity(futures, asOf, 12)).toBe(13.8)
    expect([vxAtMaturity(futures, asOf, 11), vxAtMaturity(futures, asOf, 41)]).toEqual([null, null])
    expect(vxContangoAt(futures, asOf)).toBeNull()
    // Down to spot at no days, flat beyond the last contract.
    expect(vxRolledDown(futures, 13.2, asOf, 6)).toBeCloseTo(13.5, 12)
    expect(vxRolledDown(futures, 13.2, asOf, 200)).toBe(15)
    const three = readVxCurve([JANUARY, FEBRUARY, MARCH], day('2024-01-04'))
    const near = 14 + ((30 - 13) / 28) * 1.1
    const far = 15.1 + ((60 - 41) / 35) * 0.8
    expect(vxContangoAt(three.futures, day('2024-01-04'))).toBeCloseTo(far / near - 1, 12)
  })

  itWithRealData('stands far under spot VIX in the crash of 2008', 'vx-contracts', async (folder) => {
    const file = realData('vix-daily/vix-daily.csv')
    if (file === null) return
    const vix = closeOn(await dailyBars(file), day('2008-10-24')) ?? 0
    const futures = readVxCurve(
      await vxContracts(folder, /^CFE_[XZ]08_VX|^CFE_[FG]09_VX/),
      day('2008-10-24'),
    ).futures
    const settles = futures.map(({ settle_vol_points }) => settle_vol_points)
    expect(vix).toBe(79.13)
    expect(settles).toEqual([...settles].sort((a, b) => b - a))
    expect(settles[0]).toBeLessThan(vix - 15)
  })
})

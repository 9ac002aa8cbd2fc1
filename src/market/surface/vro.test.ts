import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { vxContracts } from '../../../test/support/vx-contracts.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import type { ValueSeries } from '../series/series.ts'
import { specialOpening } from './vro.ts'

const day = (text: string): number => dayNumber(isoDate(text))
const series = (date: string, value: number): ValueSeries => ({
  symbol: 'VRO',
  source: 'VRO_History.csv',
  rung: 'quoted',
  days: Int32Array.of(day(date)),
  values: Float64Array.of(value),
  revised: false,
})

describe('the special opening of VIX', () => {
  it('is the value of exactly the settlement day, or refused', () => {
    const from = (date: string) =>
      specialOpening(day('2024-01-17'), { vro: series(date, 14.31), futures: [] })
    const found = from('2024-01-17')
    expect(found.ok && found.value).toEqual({ vro_vol_points: 14.31, source: 'VRO_History.csv' })
    const missing = from('2024-01-16')
    expect(missing.ok ? 'accepted' : [missing.refusal.code, missing.refusal.field]).toEqual([
      'series.missing',
      'VRO 2024-01-17',
    ])
  })
  it('moves with the settlement on a day of mourning', () => {
    // The options of 2018-12-05 settled on the opening of the next day.
    const found = specialOpening(day('2018-12-05'), { vro: series('2018-12-06', 22), futures: [] })
    expect(found.ok && found.value.vro_vol_points).toBe(22)
  })
  itWithRealData(
    'is the last row of the contract in real files, not the close of VIX',
    'vx-contracts',
    async (folder) => {
      const futures = await vxContracts(folder, /^CFE_V08_VX/)
      const found = specialOpening(day('2008-10-22'), { vro: null, futures })
      expect(found.ok && found.value.vro_vol_points).toBe(63.04)
      // Cut before its last row the file has no final settlement, and nothing stands in for it.
      const cut = futures.map((one) => ({
        ...one,
        days: one.days.subarray(0, -1),
        settles: one.settles.subarray(0, -1),
      }))
      const missing = specialOpening(day('2008-10-22'), { vro: null, futures: cut })
      expect(missing.ok ? 'accepted' : missing.refusal.code).toBe('series.missing')
    },
  )
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itWithRealData, realData } from '../../../test/support/real-data.ts'
import { dailyBars, vxContracts } from '../../../test/support/vx-contracts.ts'
import { dayNumber, isoDate, isoOfDay } from '../../base/calendar/civil.ts'
import { vixExpiration } from '../../base/calendar/expirations.ts'
import type { DayNumber } from '../../base/vocabulary/quantity.ts'
import { closeOn } from '../series/close-on.ts'
import { indexAtOrBefore } from '../series/index-at-or-before.ts'
import { VX_CURVE_FIGURES } from './vx-curve-figures.ts'
import { modelledVolatilityMarket, modelledVx, recentVixMean, vxShareOfVix } from './vx-curve-model.ts'
import { type VxSettlement, vxCurveReport } from './vx-curve-report.ts'

const day = (text: string): number => dayNumber(isoDate(text))

describe('the modelled VX curve', () => {
  it('starts at spot, takes less of a move the longer the contract, and is monotone in VIX and its mean', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 9, max: 85, noNaN: true }),
        fc.double({ min: 9, max: 60, noNaN: true }),
        fc.integer({ min: 1, max: 299 }),
        (vix, mean, days) => {
          const at = (vix_vol_points: number, recentMean_vol_points: number, left: number): number =>
            modelledVx({ vix_vol_points, recentMean_vol_points }, left)
          expect(at(vix, mean, 0)).toBeCloseTo(vix, 9)
          expect(vxShareOfVix(days + 1)).toBeLessThan(vxShareOfVix(days))
          expect(at(vix * 1.01, mean, days)).toBeGreaterThan(at(vix, mean, days))
          expect(at(vix, mean * 1.01, days)).toBeGreaterThan(at(vix, mean, days))
          // The share is the elasticity, by a difference quotient.
          const up = Math.log(at(vix * Math.exp(1e-6), mean, days) / at(vix, mean, days)) / 1e-6
          expect(up).toBeCloseTo(vxShareOfVix(days), 4)
        },
      ),
      { numRuns: 100 },
    )
  })
  it('rises from a calm VIX and falls from a spike', () => {
    const curve = (vix_vol_points: number): readonly number[] =>
      [10, 30, 60, 120, 220].map((days) => modelledVx({ vix_vol_points, recentMean_vol_points: 16 }, days))
    expect(curve(13)).toEqual([...curve(13)].sort((a, b) => a - b))
    expect(curve(40)).toEqual([...curve(40)].sort((a, b) => b - a))
  })
  it('lists futures at the standard months of VIX options, on the indexed rung', () => {
    const market = modelledVolatilityMarket({
      asOfDay: day('2019-06-03'),
      vix_vol_points: 18.86,
      recentMean_vol_points: 16,
    })
    expect(market.rung).toBe('indexed')
    expect(
      market.futures.slice(0, 3).map(({ expirationDay }) => isoOfDay(expirationDay as DayNumber)),
    ).toEqual([vixExpiration(2019, 6), vixExpiration(2019, 7), vixExpiration(2019, 8)])
  })
  it('looks back on closes only so far, and not on too few', () => {
    expect(recentVixMean(new Float64Array(62).fill(20))).toBeNull()
    expect(recentVixMean(Float64Array.from({ length: 300 }, (_, i) => (i < 174 ? 80 : 20)))).toBeCloseTo(
      20,
      12,
    )
    expect(recentVixMean(Float64Array.from({ length: 126 }, (_, i) => (i === 5 ? 0 : 20)))).toBeNull()
  })

  itWithRealData(
    'puts the front future below spot on four days of spikes, as it was',
    'vix-daily/vix-daily.csv',
    async (file) => {
      const bars = await dailyBars(file)
      // Spot VIX, the front month's expiry and its settlement.
      for (const [date, spot, expiration, settled] of [
        ['2018-02-05', 37.32, '2018-02-14', 33.225],
        ['2020-03-16', 82.69, '2020-03-18', 72.625],
        ['2024-08-05', 38.57, '2024-08-21', 32.1],
        ['2025-04-08', 52.33, '2025-04-16', 39.17],
      ] as const) {
        expect(closeOn(bars, day(date))).toBe(spot)
        const known = indexAtOrBefore(bars.days, day(date)) + 1
        const mean = recentVixMean(bars.closes.subarray(0, known)) ?? 0
        const state = { vix_vol_points: spot, recentMean_vol_points: mean }
        const front = modelledVx(state, day(expiration) - day(date))
        expect(spot - settled).toBeGreaterThan(4)
        expect(front, date).toBeLessThan(spot)
        // It does not fall as far as the market's did: docs/concepts/hedge.md prints by how much.
        expect(Math.abs(front - settled), date).toBeLessThan(8.5)
      }
    },
  )
  itWithRealData(
    'has the published errors on real settlements, and beats spot in every band',
    'vx-contracts',
    async (folder) => {
      const file = realData('vix-daily/vix-daily.csv')
      if (file === null) return
      const bars = await dailyBars(file)
      const rows: VxSettlement[] = []
      for (const { expirationDay, days, settles } of await vxContracts(folder)) {
        for (const [j, on] of days.entries()) {
          const left = expirationDay - on
          const at = indexAtOrBefore(bars.days, on)
          if (on <= day('2012-12-31') || left < 1 || left > 300 || at < 0 || bars.days[at] !== on) continue
          rows.push({
            day: on,
            days: left,
            settle_vol_points: settles[j],
            vix_vol_points: bars.closes[at],
            recentMean_vol_points: recentVixMean(bars.closes.subarray(0, at + 1)) ?? 0,
          })
        }
      }
      const published = VX_CURVE_FIGURES.windows[1]
      const report = vxCurveReport('held out', rows)
      expect(report.bands.map(({ settlements }) => settlements)).toEqual(
        published.bands.map(({ settlements }) => settlements),
      )
      report.bands.forEach((band, i) => {
        expect(band.rmse_vol_points).toBeCloseTo(published.bands[i].rmse_vol_points, 4)
        expect(band.bias_vol_points).toBeCloseTo(published.bands[i].bias_vol_points, 4)
        expect(band.rmse_vol_points).toBeLessThan(band.rmseOfSpot_vol_points / 2)
      })
    },
  )
})

import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isoDate, isoOfDay } from '../../base/calendar/civil.ts'
import type { DayNumber } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { embeddedIndex } from '../../shell/series/embedded-index.ts'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { PDV_FIGURES } from './pdv-figures.ts'
import { modelVix } from './pdv-vix.ts'
import { vixFitReport } from './vix-fit-report.ts'

describe('vixFitReport', () => {
  it('computes R2, RMSE and bias by hand on three days', () => {
    const dates = ['2018-12-28', '2018-12-31', '2019-01-02', '2019-01-03', '2019-01-04'].map(isoDate)
    const modelled = {
      values: Float64Array.of(20, 99, 22, 26, 18),
      present: Uint8Array.of(1, 0, 1, 1, 1),
    }
    const real = new Map([
      ['2018-12-28', 21],
      ['2019-01-02', 23],
      ['2019-01-03', 25],
      ['2019-01-04', 21],
    ])
    const report = vixFitReport(dates, modelled, real)
    expect(report.windows.map(({ label, days }) => [label, days])).toEqual([['out of sample', 3]])
    const out = report.windows[0]
    expect(out?.r2).toBeCloseTo(1 - (1 + 1 + 9) / 8, 12)
    expect(out?.rmse_vol_points).toBeCloseTo(Math.sqrt(11 / 3), 12)
    expect(out?.bias_vol_points).toBeCloseTo(-1, 12)
  })

  it('ships figures that reach the aim in and out of sample, and a year that shows how hard a calm one is', () => {
    const [inside, outside] = PDV_FIGURES.warm.windows
    expect(inside?.r2).toBeGreaterThanOrEqual(0.93)
    expect(outside?.r2).toBeGreaterThanOrEqual(0.93)
    expect(PDV_FIGURES.warm.years).toHaveLength(21)
    expect(PDV_FIGURES.warm.years.find(({ label }) => label === '2005')?.r2).toBeLessThan(0)
  })

  itWithRealData('reproduces the shipped figures from real VIX', 'vix-daily/vix-daily.csv', async (file) => {
    const index = mustAccept(await embeddedIndex())
    const lines = fs.readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)
    const vix = new Map(lines.map((line) => line.split(',')).map((row) => [row[0] ?? '', Number(row[4])]))
    const dates = [...index.days].map((day) => isoOfDay(day as DayNumber))
    const report = vixFitReport(dates, modelVix(index.closes), vix)
    for (const [i, window] of report.windows.entries()) {
      const shipped = PDV_FIGURES.embeddedOnly[i]
      expect(window.days).toBe(shipped?.days)
      expect(window.r2).toBeCloseTo(shipped?.r2 ?? 0, 5)
      expect(window.r2).toBeGreaterThanOrEqual(0.93)
    }
  })
})

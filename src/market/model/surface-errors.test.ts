import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { readMarketFile } from '../../shell/importer/read-file.ts'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { readMarket } from '../surface/read-market.ts'
import { quotedVols, surfaceOfMarket } from './market-quotes.ts'
import { surfaceErrorReport, surfaceErrors } from './surface-errors.ts'
import { SURFACE_FIGURES } from './surface-figures.ts'
import { calibrateSurface } from './surface-model.ts'

describe('surfaceErrors', () => {
  const surface = calibrateSurface(18)
  const years = 30 / 365
  const smile = surface.smile(years)

  it('is zero on the model itself, and the shift where the market is shifted', () => {
    const quotes = [-0.12, -0.05, 0.01, 0.04].map((k) => ({
      years,
      varianceYears: years,
      k,
      vol: Math.sqrt(smile.totalVariance(k) / years) + 0.01,
    }))
    const errors = surfaceErrors(surface, quotes)
    for (const { error_vol_points, delta } of errors) {
      expect(error_vol_points).toBeCloseTo(-1, 9)
      expect(delta).toBeGreaterThan(0)
      expect(delta).toBeLessThan(0.5)
    }
    const report = surfaceErrorReport('shifted', errors)
    expect(report.aim.bias_vol_points).toBeCloseTo(-1, 9)
    expect(report.aim.medianAbsolute_vol_points).toBeCloseTo(1, 9)
    expect(surfaceErrorReport('empty', []).aim.medianAbsolute_vol_points).toBeNull()
  })

  it('ships figures for days held out and for a chain that was never fitted on', () => {
    expect(SURFACE_FIGURES.fittedOn).not.toContain('2024-01-05')
    expect(SURFACE_FIGURES.daysHeldOut.map(({ day }) => day)).toEqual(SURFACE_FIGURES.fittedOn)
    expect(SURFACE_FIGURES.chain20240105.aim.medianAbsolute_vol_points).toBeLessThanOrEqual(1)
  })

  itWithRealData(
    'stays within one vol point of the real chain it never saw, read by the importer, given its own VIX',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    async (file) => {
      const read = await readMarketFile(file, { allowPartial: true })
      const chain = read.ok ? read.value.chains[0] : undefined
      if (chain === undefined) throw new Error('the chain was not read')
      const market = mustAccept(readMarket(chain, { asOf: chain.quotedAt }))
      const fitted = surfaceOfMarket(market)
      if (fitted === null) throw new Error('the chain has no VIX')
      const { aim } = surfaceErrorReport('2024-01-05', surfaceErrors(fitted, quotedVols(market)))
      expect(aim.quotes).toBeGreaterThan(2_000)
      expect(aim.medianAbsolute_vol_points).toBeLessThanOrEqual(1)
    },
  )
})

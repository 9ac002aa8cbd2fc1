/** The realistic market: the path of `realistic-path.ts`, priced by the surface fitted on real days and a VIX curve hung on it. */
import { black76Price } from '../../pricing/black76.ts'
import { calibrateSurface } from '../surface-model.ts'
import { surfaceOfSmiles } from './kept-smiles.ts'
import { lastTwo } from './kept.ts'
import { pricedMarket } from './priced-market.ts'
import { realisticPath } from './realistic-path.ts'
import type { RealisticParameters } from './realistic-types.ts'
import type { SessionGrid } from './session-grid.ts'
import type { SimulatedMarket } from './simulated-market.ts'
import type { Tenor } from './tenor.ts'

export function realisticMarket(options: {
  readonly seed: number
  readonly grid: SessionGrid
  readonly spot_points: number
  readonly rate: number
  readonly dividendYield: number
  readonly parameters: RealisticParameters
}): SimulatedMarket {
  const { rate, dividendYield, parameters } = options
  const path = realisticPath({ ...options, growth: rate - dividendYield + parameters.equityPremium })
  const fitted = lastTwo((row) => calibrateSurface(path.vix_vol_points[row]))
  const surface = lastTwo((row) => {
    const made = fitted(row)
    return surfaceOfSmiles((varianceYears) => made.smile(varianceYears))
  })
  const vx = (row: number, { varianceYears }: Tenor): number =>
    parameters.vxFuture({ vix_vol_points: path.vix_vol_points[row], level: fitted(row).level, varianceYears })
  return pricedMarket({
    ...options,
    mode: 'realistic',
    path,
    pricing: {
      surface,
      outcomes: null,
      vx,
      vixOption: (row, tenor, { strike_points, right }) => {
        const forward_points = vx(row, tenor)
        const total = parameters.vixSmile({
          vix_vol_points: path.vix_vol_points[row],
          varianceYears: tenor.varianceYears,
          k: Math.log(strike_points / forward_points),
        })
        const volatility = Math.sqrt(total / tenor.years)
        const terms = { right, forward_points, strike_points, years: tenor.years, volatility, discount: 1 }
        return { price_points: black76Price(terms), forward_points, volatility }
      },
    },
  })
}

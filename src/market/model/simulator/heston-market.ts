/** The fair market and the planted one: Heston moves the index and prices everything on it. */
import { createRandom } from '../../../base/numerics/random.ts'
import { nextGamma } from '../../../base/numerics/random-laws.ts'
import { blackVol } from './black-vol.ts'
import { emptyPath } from './empty-path.ts'
import { hestonSmile } from './heston-smile.ts'
import { type HestonState, hestonStep } from './heston-step.ts'
import type { HestonParameters } from './heston-types.ts'
import { hestonVix, hestonVixOption, hestonVx } from './heston-vix.ts'
import { surfaceOfSmiles } from './kept-smiles.ts'
import { keptByNumber, lastTwo } from './kept.ts'
import { physicalHeston } from './planted-edge.ts'
import { pricedMarket } from './priced-market.ts'
import type { SessionGrid } from './session-grid.ts'
import type { SimulatedMarket, SimulatedPath } from './simulated-market.ts'

export interface HestonMarketOptions {
  readonly mode: 'fair' | 'planted'
  readonly seed: number
  readonly grid: SessionGrid
  readonly spot_points: number
  readonly rate: number
  readonly dividendYield: number
  readonly parameters: HestonParameters
  /** Null: drawn from the law that the variance settles to. */
  readonly startVariance: number | null
  /** Share of the priced variance that the index realises. 1 in a fair market. */
  readonly varianceShare: number
  /** Growth of the index beyond its carry, per calendar-365 year. 0 in a fair market. */
  readonly driftShift: number
}

const STREAM = 1

export function hestonMarket(options: HestonMarketOptions): SimulatedMarket {
  const { parameters, varianceShare, driftShift } = options
  const path = hestonPath(options)
  const physical = physicalHeston(parameters, varianceShare)
  const curves = lastTwo((row) => keptByNumber((years) => hestonVx(parameters, path.variances[row], years)))
  const vx = (row: number, years: number): number => curves(row)(years)
  return pricedMarket({
    ...options,
    path,
    pricing: {
      surface: lastTwo((row) =>
        surfaceOfSmiles((years) => hestonSmile(parameters, path.variances[row], years)),
      ),
      outcomes: {
        driftShift,
        surface: lastTwo((row) =>
          surfaceOfSmiles((years) => hestonSmile(physical, varianceShare * path.variances[row], years)),
        ),
      },
      vx: (row, { varianceYears }) => vx(row, varianceYears),
      vixOption: (row, tenor, { strike_points, right }) => {
        const variance = path.variances[row]
        const years = tenor.varianceYears
        const forward_points = vx(row, years)
        const price_points = hestonVixOption(parameters, { variance, years, strike_points, right })
        const terms = { forward_points, strike_points, years: tenor.years, price_points }
        return { price_points, forward_points, volatility: blackVol(right, terms) }
      },
    },
  })
}

function hestonPath(options: HestonMarketOptions): SimulatedPath {
  const { seed, grid, spot_points, parameters, varianceShare } = options
  const growth = options.rate - options.dividendYield + options.driftShift
  const random = createRandom({ seed, stream: STREAM })
  const rows = grid.days.length
  const path = emptyPath(rows)
  const stepOver = keptByNumber((years) => hestonStep(parameters, years, varianceShare))
  const { meanReversion, longVariance, volOfVariance } = parameters
  const spread = (volOfVariance * volOfVariance) / (2 * meanReversion)
  const state: HestonState = {
    variance: options.startVariance ?? spread * nextGamma(random, longVariance / spread),
    logLevel: Math.log(spot_points),
  }
  for (let row = 0; row < rows; row += 1) {
    if (row > 0 && grid.days[row] === grid.days[row - 1]) {
      path.opens_points[row] = path.opens_points[row - 1]
      path.openVix_vol_points[row] = path.openVix_vol_points[row - 1]
    } else {
      if (row > 0) {
        stepOver(grid.overnightYears[row]).advance(state, random)
        state.logLevel += growth * grid.overnightCarryYears[row]
      }
      path.opens_points[row] = Math.exp(state.logLevel)
      path.openVix_vol_points[row] = hestonVix(parameters, state.variance)
    }
    if (row > 0) {
      stepOver(grid.dayYears[row]).advance(state, random)
      state.logLevel += growth * grid.dayCarryYears[row]
    }
    path.spots_points[row] = Math.exp(state.logLevel)
    path.vix_vol_points[row] = hestonVix(parameters, state.variance)
    path.variances[row] = state.variance
  }
  return path
}

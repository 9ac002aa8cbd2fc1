/** One seed of one of the three markets: see `simulated-market.ts` for what they are and docs/concepts/simulator.md for why. */
import { assert } from '../../../base/vocabulary/assert.ts'
import type { IsoDate } from '../../../base/vocabulary/quantity.ts'
import { DIVIDEND_YIELD_DEFAULT } from '../model-chain.ts'
import { hestonMarket } from './heston-market.ts'
import { HESTON_DEFAULT, type HestonParameters } from './heston-types.ts'
import { realisticMarket } from './realistic-market.ts'
import { REALISTIC_DEFAULT, type RealisticParameters } from './realistic-types.ts'
import { sessionGrid } from './session-grid.ts'
import type { SimulatedMarket } from './simulated-market.ts'

interface CommonOptions {
  /** A whole number >= 0; every seed is a path of its own. */
  readonly seed: number
  /** A session: row 0, at whose close the index stands at `spot_points`. */
  readonly startDate: IsoDate
  /** Sessions, the first included. */
  readonly sessions: number
  /** Rows of every session after the first; default 1, the close. */
  readonly snapshots?: number
  /** Default 4000. */
  readonly spot_points?: number
  /** Continuously compounded, per calendar-365 year; default 0.02. */
  readonly rate?: number
  /** Default that of a modelled chain. */
  readonly dividendYield?: number
}

interface HestonOptions extends CommonOptions {
  readonly heston?: Partial<HestonParameters>
  /** Decimal per year; drawn from its long-run law where not given. */
  readonly startVariance?: number
}

export type SimulationOptions =
  | (CommonOptions & { readonly mode: 'realistic'; readonly realistic?: Partial<RealisticParameters> })
  | (HestonOptions & { readonly mode: 'fair' })
  | (HestonOptions & {
      readonly mode: 'planted'
      /** Share of the priced variance that the index realises; default 0.8. */
      readonly varianceShare?: number
      /** Growth of the index beyond its carry, per calendar-365 year; default 0. */
      readonly driftShift?: number
    })

const SPOT_DEFAULT = 4_000
const RATE_DEFAULT = 0.02
const VARIANCE_SHARE_DEFAULT = 0.8

/** The same options give the same bytes. */
export function simulateMarket(options: SimulationOptions): SimulatedMarket {
  const { mode, seed, startDate, sessions } = options
  const spot_points = options.spot_points ?? SPOT_DEFAULT
  const rate = options.rate ?? RATE_DEFAULT
  const dividendYield = options.dividendYield ?? DIVIDEND_YIELD_DEFAULT
  assert(Number.isFinite(spot_points) && spot_points > 0, 'the index level must be positive', { spot_points })
  assert(Number.isFinite(rate - dividendYield), 'rates are decimals', { rate, dividendYield })
  const common = {
    seed,
    grid: sessionGrid(startDate, sessions, options.snapshots),
    spot_points,
    rate,
    dividendYield,
  }
  if (mode === 'realistic') {
    return realisticMarket({ ...common, parameters: { ...REALISTIC_DEFAULT, ...options.realistic } })
  }
  const planted = mode === 'planted'
  const varianceShare = planted ? (options.varianceShare ?? VARIANCE_SHARE_DEFAULT) : 1
  const driftShift = planted ? (options.driftShift ?? 0) : 0
  assert(varianceShare > 0 && Number.isFinite(driftShift), 'what is planted must be a number', {
    varianceShare,
    driftShift,
  })
  const parameters = { ...HESTON_DEFAULT, ...options.heston }
  const startVariance = options.startVariance ?? null
  return hestonMarket({ ...common, mode, parameters, startVariance, varianceShare, driftShift })
}

/**
 * The path of the realistic market. VIX is the path-dependent one of `pdv-vix.ts`, a function of the returns so far, times noise
 * that reverts; the next session's variance is what the surface at that VIX says of one session, times the share that history
 * realised; its return has fat tails that lean down. So falls raise volatility, volatility clusters and dies down slowly, and
 * VIX jumps with the index.
 */
import { createRandom, type Random } from '../../../base/numerics/random.ts'
import { power } from '../../../base/numerics/power.ts'
import { nextGamma } from '../../../base/numerics/random-laws.ts'
import { SESSIONS_PER_YEAR } from '../pdv-kernel.ts'
import { VIX_HIGH, VIX_LOW } from '../surface-model.ts'
import { SURFACE_PARAMETERS } from '../surface-parameters.ts'
import { emptyPath } from './empty-path.ts'
import type { RealisticParameters } from './realistic-types.ts'
import { pathMemory } from './path-memory.ts'
import type { SessionGrid } from './session-grid.ts'
import { sessionVariance } from './session-variance.ts'
import type { SimulatedPath } from './simulated-market.ts'

const STREAM = 2
/** Sessions lived through before row 0, as many as the kernels reach back: a path starts anywhere in the climate. */
const BURN_IN_SESSIONS = 1_000
/** VIX before the burn-in. */
const VIX_BEFORE = 16

export function realisticPath(options: {
  readonly seed: number
  readonly grid: SessionGrid
  readonly spot_points: number
  /** Growth of the index, per calendar-365 year. */
  readonly growth: number
  readonly parameters: RealisticParameters
}): SimulatedPath {
  const { seed, grid, spot_points, growth, parameters } = options
  const { vixNoisePersistence, vixNoiseSize, climatePersistence, climateSize } = parameters
  const random = createRandom({ seed, stream: STREAM })
  const { overnight, closedDay } = SURFACE_PARAMETERS.clock
  const sessionYears = 1 / (SESSIONS_PER_YEAR + (365 - SESSIONS_PER_YEAR) * closedDay)
  const rows = grid.days.length
  const memory = pathMemory(BURN_IN_SESSIONS + rows, random)
  const path = emptyPath(rows)
  const newsOvernight = vixNoiseSize * Math.sqrt(overnight)
  const newsInDay = vixNoiseSize * Math.sqrt(1 - overnight)
  const noiseCentre = (-0.5 * vixNoiseSize * vixNoiseSize) / (1 - vixNoisePersistence * vixNoisePersistence)
  let noise = 0
  let climate = 0
  let variance = realisedVariance(VIX_BEFORE, climate, parameters)
  let logLevel = Math.log(spot_points)
  for (let row = 1 - BURN_IN_SESSIONS; row < rows; row += 1) {
    const real = row > 0
    const nightYears = real ? grid.overnightYears[row] : overnight * sessionYears
    const dayYears = real ? grid.dayYears[row] : (1 - overnight) * sessionYears
    const nightCarry = real ? growth * grid.overnightCarryYears[row] : 0
    const dayCarry = real ? growth * grid.dayCarryYears[row] : 0
    memory.newSession()

    const night = nextMove(random, variance * nightYears, parameters) + nightCarry
    const newsNight = newsOvernight * random.nextNormal()
    // The day's share of the session's variance is still to come, and is expected, not known.
    const openVix = withNoise(
      memory.vixWith(Math.expm1(night), variance * dayYears),
      noise + newsNight + noiseCentre,
    )
    const day = nextMove(random, variance * dayYears, parameters) + dayCarry
    noise = vixNoisePersistence * noise + newsNight + newsInDay * random.nextNormal()
    const whole = Math.expm1(night + day)
    memory.close(whole)
    const vix = withNoise(memory.vixWith(whole, 0), noise + noiseCentre)
    climate = climatePersistence * climate + climateSize * random.nextNormal()
    variance = realisedVariance(vix, climate, parameters)
    if (row < 0) continue
    if (real) {
      path.opens_points[row] = Math.exp(logLevel + night)
      logLevel += night + day
      path.spots_points[row] = Math.exp(logLevel)
      path.openVix_vol_points[row] = openVix
    } else {
      path.opens_points[row] = spot_points
      path.spots_points[row] = spot_points
      path.openVix_vol_points[row] = vix
    }
    path.vix_vol_points[row] = vix
    path.variances[row] = variance
  }
  return path
}

/** Of the next session, per year of the variance clock, given VIX. */
function realisedVariance(vix: number, climate: number, parameters: RealisticParameters): number {
  const { sessionVarianceShare, anchorVolatility, anchorPull } = parameters
  const priced = sessionVariance(vix)
  const anchor = anchorVolatility * anchorVolatility
  return sessionVarianceShare * priced * power(anchor / priced, anchorPull) * Math.exp(2 * climate)
}

const withNoise = (vix: number, noise: number): number =>
  Math.min(VIX_HIGH, Math.max(VIX_LOW, vix * Math.exp(noise)))

/** A log return of the given variance whose mean growth is nearly nothing: variance-gamma (Madan, Carr and Chang 1998). */
function nextMove(random: Random, variance: number, { tailShape, tailLean }: RealisticParameters): number {
  const mixing = nextGamma(random, tailShape) / tailShape
  const own = Math.sqrt(mixing * (1 - (tailLean * tailLean) / tailShape))
  const standardised = tailLean * (mixing - 1) + own * random.nextNormal()
  return Math.sqrt(variance) * standardised - 0.5 * variance
}

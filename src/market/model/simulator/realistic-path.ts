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
  const { snapshots } = grid
  const sessions = 1 + (grid.days.length - 1) / snapshots
  const memory = pathMemory(BURN_IN_SESSIONS + sessions, random)
  const path = emptyPath(grid.days.length)
  const newsOvernight = vixNoiseSize * Math.sqrt(overnight)
  const newsInDay = vixNoiseSize * Math.sqrt(1 - overnight)
  const noiseCentre = (-0.5 * vixNoiseSize * vixNoiseSize) / (1 - vixNoisePersistence * vixNoisePersistence)
  let noise = 0
  let climate = 0
  let variance = realisedVariance(VIX_BEFORE, climate, parameters)
  let logLevel = Math.log(spot_points)
  for (let session = 1 - BURN_IN_SESSIONS; session < sessions; session += 1) {
    const real = session > 0
    const last = session * snapshots
    const first = real ? last - snapshots + 1 : last
    const nightYears = real ? grid.overnightYears[first] : overnight * sessionYears
    const dayYears = real ? sumOf(grid.dayYears, first, last) : (1 - overnight) * sessionYears
    const nightCarry = real ? growth * grid.overnightCarryYears[first] : 0
    memory.newSession()

    const night = nextMove(random, variance * nightYears, 1, parameters) + nightCarry
    const newsNight = newsOvernight * random.nextNormal()
    // The day's share of the session's variance is still to come, and is expected, not known.
    const openVix = withNoise(
      memory.vixWith(Math.expm1(night), variance * dayYears),
      noise + newsNight + noiseCentre,
    )
    const open_points = Math.exp(logLevel + night)
    let [move, newsOfDay, passed] = [night, 0, 0]
    for (let row = first; row <= last; row += 1) {
      // The parts of a day add up to the law of the whole: variance-gamma divides without end.
      const share = real ? grid.dayYears[row] / dayYears : 1
      const dayCarry = real ? growth * grid.dayCarryYears[row] : 0
      const day = nextMove(random, variance * dayYears, share, parameters) + dayCarry
      move += day
      passed += share
      newsOfDay += newsInDay * Math.sqrt(share) * random.nextNormal()
      if (row === last) break
      const reverted = 1 - (1 - vixNoisePersistence) * passed
      path.opens_points[row] = open_points
      path.openVix_vol_points[row] = openVix
      path.spots_points[row] = Math.exp(logLevel + move)
      path.vix_vol_points[row] = withNoise(
        memory.vixWith(Math.expm1(move), variance * dayYears * (1 - passed)),
        reverted * noise + newsNight + newsOfDay + noiseCentre,
      )
      path.variances[row] = variance
    }
    noise = vixNoisePersistence * noise + newsNight + newsOfDay
    const whole = Math.expm1(move)
    memory.close(whole)
    const vix = withNoise(memory.vixWith(whole, 0), noise + noiseCentre)
    climate = climatePersistence * climate + climateSize * random.nextNormal()
    variance = realisedVariance(vix, climate, parameters)
    if (session < 0) continue
    if (real) {
      path.opens_points[last] = open_points
      logLevel += move
      path.spots_points[last] = Math.exp(logLevel)
      path.openVix_vol_points[last] = openVix
    } else {
      path.opens_points[last] = spot_points
      path.spots_points[last] = spot_points
      path.openVix_vol_points[last] = vix
    }
    path.vix_vol_points[last] = vix
    path.variances[last] = variance
  }
  return path
}

function sumOf(column: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let row = from; row <= to; row += 1) sum += column[row]
  return sum
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

/**
 * A log return over a share of a stretch with the given variance, whose mean growth is nearly nothing: variance-gamma (Madan,
 * Carr and Chang 1998).
 */
function nextMove(
  random: Random,
  variance: number,
  share: number,
  { tailShape, tailLean }: RealisticParameters,
): number {
  const mixing = nextGamma(random, tailShape * share) / tailShape
  const own = Math.sqrt(mixing * (1 - (tailLean * tailLean) / tailShape))
  const standardised = tailLean * (mixing - share) + own * random.nextNormal()
  return Math.sqrt(variance) * standardised - 0.5 * variance * share
}

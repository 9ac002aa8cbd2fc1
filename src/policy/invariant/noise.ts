/**
 * How far an invariant deviates when nothing is wrong: the structure of entry is walked forward session by session with spot
 * lognormal at the forecast and all implied volatilities scaled by one lognormal factor at the stated vol of vol,
 * correlated with spot, no drift and no mean reversion. Seeded: the same question has the same answer.
 */
import { createRandom } from '../../base/numerics/random.ts'
import { TRADING_DAYS_PER_YEAR } from '../../book/structure/lvr.ts'
import { type Invariant, type InvariantState, agedEntry, logOver, productOf, ratioOf } from './invariant.ts'

export interface NoiseWorld {
  /** Volatility of spot, decimal per year. */
  readonly spotVol: number
  /** Volatility of the logarithm of implied volatility, decimal per year; an assumption, print it. */
  readonly volOfVol: number
  readonly correlation: number
  readonly sessions: number
  readonly paths: number
  readonly seed: number
}

/** A vol of vol of 100 % and a correlation of -0.75 are assumptions, near what VIX showed; vary them. */
export const ASSUMED_NOISE = { volOfVol: 1, correlation: -0.75, sessions: 5, paths: 1000, seed: 1 } as const

/** Where less than five sessions are left, one step is a fifth of what is left: a short life is watched more often. */
const LOOKS_IN_A_SHORT_LIFE = 5

/** Largest |deviation| by path: after one session, and over all sessions; infinite where a guard was passed. */
export interface NoiseSample {
  readonly oneSession: Float64Array
  readonly allSessions: Float64Array
}

export interface Noise {
  readonly world: NoiseWorld
  /** Sessions walked: fewer than asked for where less life is left. */
  readonly sessions: number
  /** Years of one step: a session, or a fifth of the life left. */
  readonly step_years: number
  readonly k: NoiseSample
  readonly ratio: NoiseSample
}

/** Simulates deviations of k and of x / y from the aged baseline; samples are sorted. Null where the baseline is unknown. */
export function noiseOf(invariant: Invariant, entry: InvariantState, world: NoiseWorld): Noise | null {
  const start = invariant.measure(entry)
  if (logOver(productOf(start), 1) === null || !(entry.model.years > 0)) return null
  const { paths } = world
  const random = createRandom({ seed: world.seed, stream: 0 })
  const sampleOf = (): NoiseSample => ({
    oneSession: new Float64Array(paths),
    allSessions: new Float64Array(paths),
  })
  const k = sampleOf()
  const ratio = sampleOf()
  const { years } = entry.model
  const step = Math.min(1 / TRADING_DAYS_PER_YEAR, years / LOOKS_IN_A_SHORT_LIFE)
  // Never up to expiry itself, where there are no Greeks and no logarithms.
  const sessions = Math.max(1, Math.min(world.sessions, Math.ceil(years / step - 1e-9) - 1))
  const root = Math.sqrt(step)
  const rest = Math.sqrt(1 - world.correlation * world.correlation)
  // The baseline depends on the clock alone: once for all paths.
  const aged = Array.from({ length: sessions }, (_, i) => {
    const left = { ...entry, model: { ...entry.model, years: entry.model.years - (i + 1) * step } }
    const measured = invariant.measure(agedEntry(entry, left))
    return { years: left.model.years, k: productOf(measured), ratio: ratioOf(measured) }
  })
  for (let path = 0; path < paths; path += 1) {
    let lnSpot = 0
    let lnVol = 0
    for (let i = 0; i < aged.length; i += 1) {
      const zSpot = random.nextNormal()
      const zVol = world.correlation * zSpot + rest * random.nextNormal()
      lnSpot += world.spotVol * root * zSpot - (world.spotVol * world.spotVol * step) / 2
      lnVol += world.volOfVol * root * zVol - (world.volOfVol * world.volOfVol * step) / 2
      const measured = invariant.measure(shocked(entry, aged[i].years, Math.exp(lnSpot), Math.exp(lnVol)))
      record(k, path, i, logOver(productOf(measured), aged[i].k))
      record(ratio, path, i, logOver(ratioOf(measured), aged[i].ratio))
    }
  }
  for (const { oneSession, allSessions } of [k, ratio]) {
    oneSession.sort()
    allSessions.sort()
  }
  return { world, sessions, step_years: step, k, ratio }
}

function record(sample: NoiseSample, path: number, session: number, deviation: number | null): void {
  const size = deviation === null ? Infinity : Math.abs(deviation)
  if (session === 0) sample.oneSession[path] = size
  sample.allSessions[path] = Math.max(sample.allSessions[path], size)
}

/** The state after spot and every volatility were multiplied; VIX and its future move with the volatilities. */
export function shocked(
  state: InvariantState,
  years: number,
  spotFactor: number,
  volFactor: number,
): InvariantState {
  const { model, series, forecastVariance } = state
  const scaled = (value: number | null | undefined): number | null =>
    value === undefined || value === null ? null : value * volFactor
  return {
    ...state,
    model: {
      ...model,
      years,
      forward_points: model.forward_points * spotFactor,
      legs: model.legs.map((leg) => ({ ...leg, volatility: leg.volatility * volFactor })),
    },
    forecastVariance: forecastVariance === null ? null : forecastVariance * volFactor * volFactor,
    ...(series === undefined
      ? {}
      : { series: { ...series, vix: scaled(series.vix), 'vix-future': scaled(series['vix-future']) } }),
  }
}

/** Share of paths at or above `band`. */
export function chanceOfHit(sorted: Float64Array, band: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle] < band) low = middle + 1
    else high = middle
  }
  return (sorted.length - low) / sorted.length
}

/** The |deviation| that noise stays below with probability 0.6827: one standard deviation of a normal. */
export function noiseScale(sample: NoiseSample): number {
  return sample.oneSession[
    Math.min(sample.oneSession.length - 1, Math.floor(0.6827 * sample.oneSession.length))
  ]
}

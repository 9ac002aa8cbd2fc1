import { createRandom } from '../../base/numerics/random.ts'
import { mean, standardDeviation } from '../../base/numerics/statistics.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { Revaluable } from '../ledger/revaluable.ts'
import type { RiskFactors } from '../ledger/risk-factors.ts'

export interface HedgingSimulation {
  readonly positions: readonly { readonly position: Revaluable; readonly factors: RiskFactors }[]
  /** What the underlying realises, decimal per year: lognormal, no drift. */
  readonly realisedVol: number
  readonly years: number
  readonly hedges: number
  readonly paths: number
  readonly seed: number
}

/** Over the paths, money: mean, standard deviation and standard error of the mean. */
export interface Sampled {
  readonly mean: number
  readonly standardDeviation: number
  readonly standardError: number
}

export interface SimulatedHedging {
  /** Change of value less delta at the start of each step x move: what the hedger keeps, costs left out. */
  readonly hedged: Sampled
  readonly unhedged: Sampled
  /** The ledger's time line and LVR (delta at next), and their difference. */
  readonly time: Sampled
  readonly lvr: Sampled
  readonly timeLessLvr: Sampled
}

/**
 * Walks lognormal paths of one underlying without drift, volatilities and rates unchanged, and hedges at equal intervals
 * with the delta known at the start of each. All positions share the move in proportion; seeded, so that a figure can be had
 * again.
 */
export function simulateHedging(inputs: HedgingSimulation): SimulatedHedging {
  const { positions, realisedVol, years, hedges, paths, seed } = inputs
  assert(hedges >= 1 && paths >= 2 && years >= 0, 'a simulation needs a hedge, two paths and time', {
    hedges,
    paths,
    years,
  })
  assert(realisedVol * Math.sqrt(years) <= 10, 'paths that wide end at zero in a double', {
    realisedVol,
    years,
  })
  const random = createRandom({ seed, stream: 11 })
  const dt = years / hedges
  const root = realisedVol * Math.sqrt(dt)
  const columns = {
    hedged: new Float64Array(paths),
    unhedged: new Float64Array(paths),
    time: new Float64Array(paths),
    lvr: new Float64Array(paths),
  }
  for (let path = 0; path < paths; path += 1) {
    let ratio = 1
    for (let step = 0; step < hedges; step += 1) {
      const next = ratio * Math.exp(root * random.nextNormal() - (root * root) / 2)
      const last = step === hedges - 1
      for (const { position, factors } of positions) {
        const at: RiskFactors = {
          ...factors,
          underlying: factors.underlying * ratio,
          years: Math.max(0, factors.years - step * dt),
        }
        // The last step ends exactly at the horizon: rounding must not leave an instant of time value.
        const left = last ? factors.years - years : factors.years - (step + 1) * dt
        const aged: RiskFactors = { ...at, years: left > 1e-12 ? left : 0 }
        const moved: RiskFactors = { ...aged, underlying: factors.underlying * next }
        const dS = moved.underlying - at.underlying
        const [start, same, end] = [position.value(at), position.value(aged), position.value(moved)]
        columns.time[path] += same - start
        columns.lvr[path] += position.delta(aged) * dS - (end - same)
        columns.unhedged[path] += end - start
        columns.hedged[path] += end - start - position.delta(at) * dS
      }
      ratio = next
    }
  }
  return {
    hedged: sampled(columns.hedged),
    unhedged: sampled(columns.unhedged),
    time: sampled(columns.time),
    lvr: sampled(columns.lvr),
    timeLessLvr: sampled(columns.time.map((time, i) => time - columns.lvr[i])),
  }
}

function sampled(values: Float64Array): Sampled {
  const average = mean(values)
  const deviation = standardDeviation(values)
  return { mean: average, standardDeviation: deviation, standardError: deviation / Math.sqrt(values.length) }
}

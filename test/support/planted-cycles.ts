/** Weekly condors sold at the model's price in a market with a planted edge, and what each should have earned on average. */
import { isoDate, isoOfDay } from '../../src/base/calendar/civil.ts'
import { settlementOf } from '../../src/base/calendar/expirations.ts'
import { studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { MEAN } from '../../src/base/numerics/smooth-statistics.ts'
import type { DayNumber } from '../../src/base/vocabulary/quantity.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { HESTON_DEFAULT } from '../../src/market/model/simulator/heston-types.ts'
import { simulateMarket } from '../../src/market/model/simulator/simulate-market.ts'

const START = isoDate('2022-06-01')
const WEEK = 5
const MS_PER_YEAR = 525_600 * 60_000
/** Shorts and wings, in deviations of the week from the forward. */
const LEGS = [
  { right: 'P', deviations: -2, quantity: 1 },
  { right: 'P', deviations: -0.7, quantity: -1 },
  { right: 'C', deviations: 0.7, quantity: -1 },
  { right: 'C', deviations: 2, quantity: 1 },
] as const

interface PlantedCycles {
  /** What each condor earned by settlement, discounted, in basis points of the index at its entry. */
  readonly gains: Float64Array
  /** What it earns on average, by the law that was planted. */
  readonly edges: Float64Array
}

/** The same seed draws the same variances whatever share of them the index realises. */
function plantedCycles(seed: number, cycles: number, varianceShare: number): PlantedCycles {
  const sessions = WEEK * cycles + 1
  const market = simulateMarket({ mode: 'planted', seed, startDate: START, sessions, varianceShare })
  const gains = new Float64Array(cycles)
  const edges = new Float64Array(cycles)
  for (let i = 0; i < cycles; i += 1) {
    const row = WEEK * i
    const until = row + WEEK
    const { settlesAt } = mustAccept(settlementOf('SPXW', isoOfDay(market.days[until] as DayNumber)))
    const years = (settlesAt - market.quotedAt[row]) / MS_PER_YEAR
    const discount = Math.exp(-market.rate * years)
    const [spot, level] = [market.spots_points[row], market.spots_points[until]]
    const deviation = Math.sqrt(HESTON_DEFAULT.longVariance * years)
    for (const { right, deviations, quantity } of LEGS) {
      const strike_points = spot * Math.exp(deviations * deviation)
      const option = { settlesAt, strike_points, right }
      const paid = market.optionPrice(row, option)
      const payoff = Math.max(0, right === 'C' ? level - strike_points : strike_points - level)
      const expected = market.expectedPayoff(row, option) ?? Number.NaN
      gains[i] += (1e4 * quantity * (discount * payoff - paid)) / spot
      edges[i] += (1e4 * quantity * (discount * expected - paid)) / spot
    }
  }
  return { gains, edges }
}

interface Recovered {
  readonly seeds: number
  /** Seeds whose 95 % interval of the mean gain holds the claimed edge. */
  readonly held: number
  /** Seeds whose interval lies above zero: the edge was seen. */
  readonly seen: number
  /** Means over all seeds, basis points of the index a cycle. */
  readonly gain_bp: number
  readonly claimed_bp: number
}

/** Whether the edge claimed for `claimedShare`, times `factor`, is found in a market that realises `realisedShare`. */
export function recoveredEdge(terms: {
  readonly seeds: number
  readonly cycles: number
  readonly claimedShare: number
  readonly realisedShare: number
  readonly factor?: number
}): Recovered {
  const { seeds, cycles, claimedShare, realisedShare, factor = 1 } = terms
  let [held, seen, gain_bp, claimed_bp] = [0, 0, 0, 0]
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { gains, edges } = plantedCycles(seed, cycles, realisedShare)
    const promised = realisedShare === claimedShare ? edges : plantedCycles(seed, cycles, claimedShare).edges
    const claimed = factor * meanOf(promised)
    const { interval } = studentisedInterval([gains], MEAN, { seed, resamples: 499 })
    if (interval !== null && interval.low <= claimed && claimed <= interval.high) held += 1
    if (interval !== null && interval.low > 0) seen += 1
    gain_bp += meanOf(gains) / seeds
    claimed_bp += claimed / seeds
  }
  return { seeds, held, seen, gain_bp, claimed_bp }
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** An edge known by construction is recovered by the intervals that reports print, and an edge that is not there is not. */
import { describe, expect, it } from 'vitest'
import { appendTrial, EMPTY_TRIAL_LOG, trialSummary, trialOf } from '../src/engine/evidence/trial-log.ts'
import { runEvidence } from '../src/engine/evidence/run-evidence.ts'
import { recoveredEdge } from './support/planted-cycles.ts'
import { plantedRun } from './support/planted-run.ts'

const CYCLES = 400
const SHARE = 0.8

describe('a planted edge', () => {
  it('lies in the 95 % interval of what condors earned in at least 90 of 100 seeds', () => {
    const { held } = recoveredEdge({ seeds: 100, cycles: CYCLES, claimedShare: SHARE, realisedShare: SHARE })
    expect(held).toBeGreaterThanOrEqual(90)
  })

  it('is missed, far below that, where it was taken out, doubled, or claimed twice over', () => {
    const seeds = 20
    const of = (realisedShare: number, factor = 1): number =>
      recoveredEdge({ seeds, cycles: CYCLES, claimedShare: SHARE, realisedShare, factor }).held
    expect(of(1)).toBeLessThan(seeds / 2)
    expect(of(2 * SHARE - 1)).toBeLessThan(seeds / 2)
    expect(of(SHARE, 2)).toBeLessThan(seeds / 2)
  })
})

const CONDORS = 36
const SEEDS = [1, 2, 3, 4]
/** Half of the variance sold is not realised: so few condors must show it. */
const runs = SEEDS.map((seed) => plantedRun(seed, CONDORS, 0.5))

describe('a planted edge in a backtest', () => {
  it('is booked condor by condor as the fills and the path say, to the cent', () => {
    for (const { gains, kept } of runs) {
      expect(gains.length).toBeGreaterThanOrEqual(CONDORS - 1)
      for (const [i, gain] of gains.entries()) expect(gain).toBeCloseTo(kept[i], 1)
    }
  })

  it('lies in the interval of the expectancy that the report prints', () => {
    let held = 0
    for (const { run, edges } of runs) {
      const log = appendTrial(EMPTY_TRIAL_LOG, trialOf(run, 'planted', false))
      const { figures } = runEvidence(
        run,
        { trials: trialSummary(log, 'planted') },
        { seed: 1, resamples: 499 },
      )
      const found = figures.find(({ id }) => id === 'expectancy')
      const edge = edges.reduce((sum, each) => sum + each, 0) / edges.length
      expect(edge).toBeGreaterThan(0)
      if (found?.interval && found.interval.low <= edge && edge <= found.interval.high) held += 1
    }
    expect(held).toBe(SEEDS.length)
  })

  it('is what all of them earned together, and the market’s own prices are not', () => {
    const deviations = (from: 'edges' | 'fair'): number => {
      const off = runs.flatMap((run) => [...run.gains].map((gain, i) => gain - run[from][i]))
      const mean = off.reduce((sum, each) => sum + each, 0) / off.length
      const variance = off.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (off.length - 1)
      return mean / Math.sqrt(variance / off.length)
    }
    expect(Math.abs(deviations('edges'))).toBeLessThan(2.6)
    expect(deviations('fair')).toBeGreaterThan(2.6)
  })
})

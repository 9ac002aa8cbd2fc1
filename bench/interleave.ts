import { performance } from 'node:perf_hooks'
import { createRandom } from '../src/base/numerics/random.ts'

/** Someone who does a job: `sample` runs it `times` times and says how many nanoseconds that took. */
export interface Contestant {
  readonly name: string
  /** Units (contracts, moves) in one run. */
  readonly units: number
  readonly sample: (times: number) => number | Promise<number>
}

export interface Timing {
  readonly name: string
  /** Median nanoseconds per unit. */
  readonly nanoseconds: number
  /** Nanoseconds over the first contestant's in the same round: quartiles. Above 1 is slower than the first. */
  readonly ratio: { readonly low: number; readonly median: number; readonly high: number }
}

/** Contestant in this process. */
export function local(name: string, units: number, run: () => void): Contestant {
  return {
    name,
    units,
    sample: (times) => {
      const start = performance.now()
      for (let i = 0; i < times; i += 1) run()
      return (performance.now() - start) * 1e6
    },
  }
}

export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

/** Shorter than the slice a scheduler gives, so that some try of a round usually runs undisturbed. */
const SAMPLE_NS = 2e6
const TRIES = 6
const WARM_UP_NS = 250e6

/**
 * Every contestant once a round in an order drawn anew, so that a slow moment of the machine falls on all of them alike; the
 * ratio is taken within the round. A contestant's time in a round is the best of six tries of some 2 ms, because other programs
 * can only add to it. Each is warmed up for a quarter of a second first (at least twice).
 */
export async function interleave(contestants: readonly Contestant[], rounds: number): Promise<Timing[]> {
  const random = createRandom({ seed: 1, stream: rounds })
  const times: number[] = []
  for (const { sample } of contestants) {
    let one = await sample(1)
    for (let spent = one, runs = 1; spent < WARM_UP_NS || runs < 2; runs += 1) {
      one = await sample(1)
      spent += one
    }
    times.push(Math.max(1, Math.round(SAMPLE_NS / one)))
  }
  const perUnit: number[][] = contestants.map(() => [])
  for (let round = 0; round < rounds; round += 1) {
    const draws = contestants.map((_, who) => ({ who, at: random.nextUniform() }))
    for (const { who } of draws.sort((a, b) => a.at - b.at)) {
      let elapsed = Infinity
      for (let i = 0; i < TRIES; i += 1) {
        elapsed = Math.min(elapsed, await contestants[who].sample(times[who]))
      }
      perUnit[who].push(elapsed / times[who] / contestants[who].units)
    }
  }
  return contestants.map(({ name }, who) => {
    const ratios = perUnit[who].map((own, round) => own / perUnit[0][round])
    return {
      name,
      nanoseconds: quantileOf(perUnit[who], 0.5),
      ratio: {
        low: quantileOf(ratios, 0.25),
        median: quantileOf(ratios, 0.5),
        high: quantileOf(ratios, 0.75),
      },
    }
  })
}

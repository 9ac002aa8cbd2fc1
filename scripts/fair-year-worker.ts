/** A thread of `fair-years.ts`: takes seeds by a counter that all threads share, and posts what each year gained by month. */
import { parentPort, workerData } from 'node:worker_threads'
import { fairGains, type FairGains } from '../test/support/fair-gains.ts'

export interface FairYearJob {
  readonly seeds: readonly number[]
  readonly sessions: number
  /** Sessions added up into one observation. */
  readonly by: number
  readonly endsAt_ms: number
  readonly counter: SharedArrayBuffer
}

/** One year under all presets, in cents by month. */
export interface FairYear {
  readonly seed: number
  readonly gains: readonly {
    readonly preset: string
    readonly before: readonly number[]
    readonly hedged: readonly number[]
    readonly after: readonly number[]
    readonly costs: readonly number[]
    readonly trades: number
  }[]
}

const job = workerData as FairYearJob
const counter = new Int32Array(job.counter)
while (Date.now() < job.endsAt_ms) {
  const next = Atomics.add(counter, 0, 1)
  if (next >= job.seeds.length) break
  const seed = job.seeds[next]
  const year: FairYear = { seed, gains: fairGains(seed, job.sessions).map(byMonth) }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port to a thread, not a window
  parentPort?.postMessage(year)
}

function byMonth({ preset, before, hedged, after, costs, trades }: FairGains): FairYear['gains'][number] {
  const sums = (column: Float64Array): number[] =>
    Array.from({ length: Math.floor(column.length / job.by) }, (_, i) =>
      column.subarray(i * job.by, (i + 1) * job.by).reduce((sum, cents) => sum + cents, 0),
    ).map((cents) => Math.round(100 * cents) / 100)
  return {
    preset,
    before: sums(before),
    hedged: sums(hedged),
    after: sums(after),
    costs: sums(costs),
    trades,
  }
}

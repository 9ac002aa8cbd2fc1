import type { PoolHistory } from '../../../market/pool-history/pool-history.ts'
import { lvrOfSamples, type SampledLvr } from './lvr-of-samples.ts'
import { sampleRows } from './sample-rows.ts'

/** LVR at one sampling interval. */
export interface SignatureEntry extends SampledLvr {
  readonly interval_minutes: number
  /** Least and greatest LVR over the times at which the clock may start; equal where there is one only. */
  readonly lvrLeast: number
  readonly lvrGreatest: number
}

const MS_PER_MINUTE = 60_000
const PHASES_MAX = 60

/**
 * LVR of rows first to last by sampling interval. Intervals finer than the rows' own spacing are left out: nothing is known
 * between rows. In a random walk it is the same at every interval; it rises with the interval where the pool trends and falls
 * where it goes back and forth. Wider intervals have fewer moves and more chance in them: see the least and greatest.
 */
export function signature(
  history: PoolHistory,
  first: number,
  last: number,
  intervals_minutes: readonly number[],
): readonly SignatureEntry[] {
  return intervals_minutes
    .filter((minutes) => minutes * MS_PER_MINUTE >= history.spacing)
    .map((minutes) => entryOf(history, first, last, minutes))
}

function entryOf(history: PoolHistory, first: number, last: number, minutes: number): SignatureEntry {
  const interval = minutes * MS_PER_MINUTE
  const own = lvrOfSamples(history, sampleRows(history.times, first, last, interval))
  const phases =
    history.spacing > 0 ? Math.min(PHASES_MAX, Math.max(1, Math.floor(interval / history.spacing))) : 1
  let [least, greatest] = [own.lvr, own.lvr]
  for (let phase = 1; phase < phases; phase += 1) {
    const delay = (interval * phase) / phases
    const { lvr } = lvrOfSamples(history, sampleRows(history.times, first, last, interval, delay))
    least = Math.min(least, lvr)
    greatest = Math.max(greatest, lvr)
  }
  return { interval_minutes: minutes, ...own, lvrLeast: least, lvrGreatest: greatest }
}

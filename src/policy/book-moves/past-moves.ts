import { closeOn } from '../../market/series/close-on.ts'
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { modelVix } from '../../market/model/pdv-vix.ts'

/** What the index and VIX did on past sessions, oldest first. */
export interface PastMoves {
  /** Day numbers; entry 0 is the session before the first move. */
  readonly days: Int32Array
  /** ln(S' / S) of the index into each day; entry 0 is 0. */
  readonly logReturns: Float64Array
  /** VIX over VIX of the session before, less one; entry 0 is 0. */
  readonly vixShares: Float64Array
  readonly vixFrom: 'published' | 'modelled'
}

/** Closes that the modelled VIX looks back on before its first value, and some more. */
const MODEL_REACH = 1_100

/**
 * The last `sessions` moves known at the close of `asOfDay`, or as many as there are. VIX is the published one where it has every
 * day of them, else the one modelled from the index. Null where there are fewer than two closes, or VIX is not to be had.
 */
export function pastMoves(
  index: DailyBars,
  vix: DailyBars | null,
  asOfDay: number,
  sessions: number,
): PastMoves | null {
  const last = indexAtOrBefore(index.days, asOfDay)
  const first = Math.max(0, last - sessions)
  const days = index.days.subarray(first, last + 1)
  const published = vix === null ? null : valuesOn(vix, days)
  const levels = published ?? modelledOn(index, first, last)
  if (days.length < 2 || levels === null) return null
  const logReturns = new Float64Array(days.length)
  const vixShares = new Float64Array(days.length)
  for (let i = 1; i < days.length; i += 1) {
    logReturns[i] = Math.log(index.closes[first + i] / index.closes[first + i - 1])
    vixShares[i] = levels[i] / levels[i - 1] - 1
  }
  return { days, logReturns, vixShares, vixFrom: published === null ? 'modelled' : 'published' }
}

/** Null where a day is missing. */
function valuesOn(bars: DailyBars, days: Int32Array): Float64Array | null {
  const values = new Float64Array(days.length)
  for (const [i, day] of days.entries()) {
    const close = closeOn(bars, day)
    if (close === null || !(close > 0)) return null
    values[i] = close
  }
  return values
}

function modelledOn({ closes }: DailyBars, first: number, last: number): Float64Array | null {
  const from = Math.max(0, first - MODEL_REACH)
  const { values, present } = modelVix(closes.subarray(from, last + 1))
  const wanted = first - from
  return present.subarray(wanted).every((one) => one === 1) ? values.subarray(wanted) : null
}

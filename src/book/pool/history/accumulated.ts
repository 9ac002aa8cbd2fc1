import { CompensatedSum } from '../../../base/numerics/sums.ts'
import type { PoolHistory } from '../../../market/pool-history/pool-history.ts'
import type { RowRange } from './day-ranges.ts'
import { lvrOfSamples } from './lvr-of-samples.ts'
import { sampleRows } from './sample-rows.ts'

/** The path of a range's earnings and losses, thinned to so many points for drawing; sums are exact at each. */
export interface Accumulated {
  /** Epoch milliseconds. */
  readonly times: Float64Array
  /** Price of the row, and the least and greatest since the point before. */
  readonly prices: Float64Array
  readonly pricesLow: Float64Array
  readonly pricesHigh: Float64Array
  /** LVR at the rows' own interval up to the row. */
  readonly lvr: Float64Array
  /** Null where volume or fee are unknown. */
  readonly fees: Float64Array | null
}

/** The last point holds the totals of `poolPerformance` over the same range. */
export function accumulated(
  history: PoolHistory,
  range: RowRange,
  fee: number | null,
  pointsMax: number,
): Accumulated {
  const rows = sampleRows(history.times, range.first, range.last, history.spacing)
  const ends = thinned(rows.length, pointsMax)
  const size = ends.length
  const lvr = new Float64Array(size)
  const total = new CompensatedSum()
  const column = () => new Float64Array(size)
  const [times, prices, low, high] = [column(), column(), column(), column()]
  ends.forEach((end, k) => {
    const start = k === 0 ? 0 : ends[k - 1]
    total.add(lvrOfSamples(history, rows.subarray(start, end + 1)).lvr)
    lvr[k] = total.value
    times[k] = history.times[rows[end]]
    prices[k] = history.prices[rows[end]]
    const seen = history.prices.subarray(rows[start], rows[end] + 1)
    low[k] = seen.reduce((a, b) => (b < a ? b : a), prices[k])
    high[k] = seen.reduce((a, b) => (b > a ? b : a), prices[k])
  })
  const fees = feesAt(
    history,
    range,
    fee,
    ends.map((end) => rows[end]),
  )
  return { times, prices, pricesLow: low, pricesHigh: high, lvr, fees }
}

/** Positions 0 to count - 1, evenly, both ends among them. */
function thinned(count: number, max: number): readonly number[] {
  if (count <= max) return Array.from({ length: count }, (_, i) => i)
  return Array.from({ length: max }, (_, i) => Math.round((i * (count - 1)) / (max - 1)))
}

/** Fees of the range's own rows up to each of the rows given. */
function feesAt(
  { volumes }: PoolHistory,
  { firstOwn }: RowRange,
  fee: number | null,
  rows: readonly number[],
): Float64Array | null {
  if (fee === null) return null
  const sums = new Float64Array(rows.length)
  const total = new CompensatedSum()
  let next = firstOwn
  for (let k = 0; k < rows.length; k += 1) {
    for (; next <= rows[k]; next += 1) {
      if (volumes.present[next] !== 1) return null
      total.add(volumes.values[next] * fee)
    }
    sums[k] = total.value
  }
  return sums
}

import { percentileRank } from '../../market/series/percentile-rank.ts'
import type { DatedColumn } from './dated-column.ts'
import { emptyColumn, type IndicatorColumn, put } from './indicator-column.ts'
import type { IndicatorReading } from './reading.ts'
import { readColumn } from './read-column.ts'

/** Mid-rank percentile (0 to 1) of each input among the last `sessions` inputs, itself included. */
export function rollingPercentile(inputs: Float64Array, sessions: number): IndicatorColumn {
  const convention = `mid-rank share of the last ${sessions} closes at or below, ties counted half`
  const column = emptyColumn(`percentile(${sessions})`, convention, sessions, inputs.length)
  for (let i = sessions - 1; i < inputs.length; i += 1) {
    put(column, i, percentileRank(inputs.subarray(i - sessions + 1, i + 1), inputs[i]))
  }
  return column
}

/** VIX percentile over a year of sessions by default, as a fraction; also used for VVIX and SKEW. */
export function vixPercentile(column: DatedColumn | null, asOfDay: number, sessions = 252): IndicatorReading {
  return readColumn(`percentile(${sessions})`, column, asOfDay, (inputs) => {
    // Only the newest entry is wanted: the window alone gives it, whatever the length of the history.
    const window = inputs.subarray(Math.max(0, inputs.length - sessions))
    return rollingPercentile(window, sessions)
  })
}

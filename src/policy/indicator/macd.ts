import { assert } from '../../base/vocabulary/assert.ts'
import { emptyColumn, type IndicatorColumn, put } from './indicator-column.ts'
import { type EmaSeed, emaConvention, exponentialMovingAverage } from './moving-average.ts'

export interface Macd {
  /** Fast less slow average, in units of the input. */
  readonly line: IndicatorColumn
  /** Exponential average of the line. */
  readonly signal: IndicatorColumn
  /** Line less signal. */
  readonly histogram: IndicatorColumn
}

/**
 * Moving average convergence/divergence (Appel, 1979), by default 12, 26 and 9. All three averages are seeded alike, the
 * signal on the values of the line from its first entry on: under `sma` with the mean of the first nine of them, under
 * `first` with the first. The line needs `slow` inputs, signal and histogram `slow + signal - 1`, under either seed.
 */
export function macd(
  inputs: Float64Array,
  options: {
    readonly seed: EmaSeed
    readonly fast?: number
    readonly slow?: number
    readonly signal?: number
  },
): Macd {
  const { seed, fast = 12, slow = 26, signal = 9 } = options
  assert(fast < slow, 'the fast average of a MACD is the shorter one', { fast, slow })
  const name = `MACD(${fast},${slow},${signal})`
  const words = `averages: ${emaConvention(fast, seed)}; ${emaConvention(slow, seed)}`
  const signalMin = slow + signal - 1
  const { length } = inputs
  const line = emptyColumn(name, words, slow, length)
  const signalColumn = emptyColumn(`${name} signal`, emaConvention(signal, seed), signalMin, length)
  const histogram = emptyColumn(`${name} histogram`, 'line less signal', signalMin, length)
  const quick = exponentialMovingAverage(inputs, fast, seed)
  const calm = exponentialMovingAverage(inputs, slow, seed)
  for (let i = slow - 1; i < length; i += 1) put(line, i, quick.values[i] - calm.values[i])
  const from = Math.min(slow - 1, length)
  const smoothed = exponentialMovingAverage(line.values.subarray(from), signal, seed)
  for (let i = signalMin - 1; i < length; i += 1) {
    put(signalColumn, i, smoothed.values[i - from])
    put(histogram, i, line.values[i] - smoothed.values[i - from])
  }
  return { line, signal: signalColumn, histogram }
}

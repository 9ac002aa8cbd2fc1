import { assert } from '../../base/vocabulary/assert.ts'
import { emptyColumn, type IndicatorColumn, put } from './indicator-column.ts'

/**
 * How an exponential average starts. `sma`: with the simple average of its first `period` inputs. `first`: with the first
 * input. They differ by (1 - 2 / (period + 1))^n of the difference of the starts after n inputs, so an early value
 * without its seeding means nothing.
 */
export type EmaSeed = 'sma' | 'first'

/** Simple average of the last `period` inputs. */
export function simpleMovingAverage(inputs: Float64Array, period: number): IndicatorColumn {
  checkPeriod(period)
  const convention = `mean of the last ${period} inputs`
  const column = emptyColumn(`SMA(${period})`, convention, period, inputs.length)
  for (let i = period - 1; i < inputs.length; i += 1) put(column, i, meanOf(inputs, i - period + 1, i + 1))
  return column
}

/**
 * Exponential average with weight 2 / (period + 1) on the newest input. No entry before `period` inputs under either seed,
 * although `first` has a number from the first input on.
 */
export function exponentialMovingAverage(
  inputs: Float64Array,
  period: number,
  seed: EmaSeed,
): IndicatorColumn {
  checkPeriod(period)
  const column = emptyColumn(`EMA(${period})`, emaConvention(period, seed), period, inputs.length)
  const weight = 2 / (period + 1)
  if (inputs.length === 0) return column
  let level = inputs[0]
  for (let i = 0; i < inputs.length; i += 1) {
    if (seed === 'sma' && i < period) level = meanOf(inputs, 0, i + 1)
    else level += weight * (inputs[i] - level)
    if (i >= period - 1) put(column, i, level)
  }
  return column
}

/** The words printed with every exponential average. */
export function emaConvention(period: number, seed: EmaSeed): string {
  const start = seed === 'sma' ? `the mean of the first ${period} inputs` : 'the first input'
  return `weight 2/${period + 1} on the newest input, seeded with ${start}`
}

function checkPeriod(period: number): void {
  assert(Number.isInteger(period) && period >= 1, 'an average needs a period of at least one', { period })
}

function meanOf(inputs: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i += 1) sum += inputs[i]
  return sum / (to - from)
}

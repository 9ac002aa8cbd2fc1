/** A close against its own means, as of a day. */
import type { DatedColumn } from '../indicator/dated-column.ts'
import { emptyColumn, entryAt, type IndicatorColumn, put } from '../indicator/indicator-column.ts'
import { simpleMovingAverage } from '../indicator/moving-average.ts'
import { readColumn } from '../indicator/read-column.ts'
import type { IndicatorReading } from '../indicator/reading.ts'

/** Only the newest mean is wanted: its own window alone gives it, whatever the length of the history. */
const newestMean = (inputs: Float64Array, period: number): IndicatorColumn =>
  simpleMovingAverage(inputs.subarray(Math.max(0, inputs.length - period)), period)

export const meanLevel = (column: DatedColumn | null, asOfDay: number, period: number): IndicatorReading =>
  readColumn(`SMA(${period})`, column, asOfDay, (inputs) => newestMean(inputs, period))

/** Close over the mean of the last `period` closes, plus `plus`: -1 for a share above or below it. */
export const overMean = (
  column: DatedColumn | null,
  asOfDay: number,
  period: number,
  plus: 0 | -1,
): IndicatorReading =>
  readColumn(`close / SMA(${period})`, column, asOfDay, (inputs) => {
    const mean = newestMean(inputs, period)
    const convention = `close over its mean of ${period}, itself included${plus === 0 ? '' : ', less one'}`
    const ratio = emptyColumn(`close / SMA(${period})`, convention, period, mean.values.length)
    const at = mean.values.length - 1
    const level = entryAt(mean, at)
    if (level !== null && level !== 0) put(ratio, at, inputs[inputs.length - 1] / level + plus)
    return ratio
  })

import { assert } from '../../base/vocabulary/assert.ts'
import { emptyColumn, type IndicatorColumn, put } from './indicator-column.ts'

/**
 * Relative strength index, 0 to 100 (Wilder, New Concepts in Technical Trading Systems, 1978): 100 - 100 / (1 + average
 * rise / average fall). The averages start as the simple means of the first `period` changes and go on with Wilder's
 * weight 1 / period. Needs `period` + 1 inputs. Where there was neither rise nor fall it is 50: Wilder's quotient is 0 / 0
 * there, and a series that does not move has no strength either way.
 */
export function relativeStrengthIndex(inputs: Float64Array, period = 14): IndicatorColumn {
  assert(Number.isInteger(period) && period >= 1, 'an RSI needs a period of at least one', { period })
  const convention = `Wilder smoothing, seeded with the means of the first ${period} changes; 50 where nothing moved`
  const column = emptyColumn(`RSI(${period})`, convention, period + 1, inputs.length)
  let rise = 0
  let fall = 0
  for (let i = 1; i < inputs.length; i += 1) {
    const change = inputs[i] - inputs[i - 1]
    const up = Math.max(change, 0)
    const down = Math.max(-change, 0)
    if (i <= period) {
      rise += up / period
      fall += down / period
    } else {
      rise += (up - rise) / period
      fall += (down - fall) / period
    }
    if (i >= period) put(column, i, rise + fall === 0 ? 50 : (100 * rise) / (rise + fall))
  }
  return column
}

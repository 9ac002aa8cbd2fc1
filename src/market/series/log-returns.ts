import { assert } from '../../base/vocabulary/assert.ts'
import type { DailyBars } from './daily-bars.ts'

/**
 * Close-to-close log returns: element i is ln(close[i + 1] / close[i]), so the column is one shorter than the bars
 * (empty for fewer than two). Per session, not annualised. Closes are positive: decoders refuse the others.
 */
export function logReturns(bars: DailyBars): Float64Array {
  const { closes } = bars
  const returns = new Float64Array(Math.max(0, closes.length - 1))
  for (let i = 0; i < returns.length; i += 1) {
    const before = closes[i] ?? 0
    const after = closes[i + 1] ?? 0
    assert(before > 0 && after > 0, 'a close must be positive to have a log return', { before, after })
    returns[i] = Math.log(after / before)
  }
  return returns
}

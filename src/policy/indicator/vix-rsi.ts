import type { DatedColumn } from './dated-column.ts'
import type { IndicatorReading } from './reading.ts'
import { readColumn } from './read-column.ts'
import { relativeStrengthIndex } from './rsi.ts'

/** RSI of VIX closes: how one-sided the last moves of volatility were. High is fear rising, the reverse of the index's. */
export function vixRsi(vix: DatedColumn | null, asOfDay: number, period = 14): IndicatorReading {
  return readColumn(`RSI(${period}) of VIX`, vix, asOfDay, (inputs) => relativeStrengthIndex(inputs, period))
}

import { barsUpTo } from '../../market/series/bars-up-to.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { realisedVol, SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import { AGE_DAYS_MAX } from './dated-column.ts'
import { type IndicatorReading, knownReading, reasonOf, unknownReading } from './reading.ts'

export const REALISED_WINDOWS: readonly number[] = [5, 10, 20, 60, 120, 252]

/** Close-to-close realised volatilities about zero, vol points, one reading a window. */
export function realisedVols(
  bars: DailyBars,
  asOfDay: number,
  windows: readonly number[] = REALISED_WINDOWS,
): readonly IndicatorReading[] {
  const known = barsUpTo(bars, asOfDay)
  return windows.map((sessions) => {
    const id = `HV${sessions} of ${bars.symbol}`
    const convention = `sqrt(252 x mean of ${sessions} squared log returns), vol points`
    const result = realisedVol(bars, asOfDay, sessions)
    return result.ok
      ? knownReading(id, result.value * 100, known.days[known.days.length - 1], convention)
      : unknownReading(id, convention, reasonOf(result.refusal))
  })
}

/**
 * Range volatility (Parkinson, Journal of Business 53, 1980): sqrt(252 / (4 ln 2) x mean of ln(high / low)^2), vol points.
 * Blind to overnight jumps, so on an index it reads lower than close to close; the two are never mixed.
 */
export function rangeVol(bars: DailyBars, asOfDay: number, sessions = 20): IndicatorReading {
  const id = `range vol(${sessions}) of ${bars.symbol}`
  const convention = `Parkinson, ${sessions} sessions, vol points; without overnight moves`
  const { days, highs, lows } = barsUpTo(bars, asOfDay)
  if (highs === null || lows === null) return unknownReading(id, convention, 'no highs and lows at hand')
  if (days.length < sessions) return unknownReading(id, convention, `${days.length} bars, ${sessions} needed`)
  const newest = days[days.length - 1]
  if (asOfDay - newest > AGE_DAYS_MAX)
    return unknownReading(id, convention, 'the newest bar is over a week old')
  let sum = 0
  for (let i = days.length - sessions; i < days.length; i += 1) {
    const range = Math.log(highs[i] / lows[i])
    sum += range * range
  }
  const variance = (SESSIONS_PER_YEAR / (4 * Math.LN2)) * (sum / sessions)
  return Number.isFinite(variance)
    ? knownReading(id, 100 * Math.sqrt(variance), newest, convention)
    : unknownReading(id, convention, 'a high or low is not positive')
}

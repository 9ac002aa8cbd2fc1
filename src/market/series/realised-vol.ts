import { isoOfDay } from '../../base/calendar/civil.ts'
import type { DayNumber, Volatility } from '../../base/vocabulary/quantity.ts'
import { quantity } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { barsUpTo } from './bars-up-to.ts'
import type { DailyBars } from './daily-bars.ts'
import { logReturns } from './log-returns.ts'

/** Sessions a year, for annualising a daily variance. */
export const SESSIONS_PER_YEAR = 252

/**
 * The newest bar may be this many calendar days before the as-of day. Seven covers the longest closure in the tables
 * (2001-09-11 to 2001-09-14, bars of 09-10 and 09-17); an older history says nothing about volatility as of the day.
 */
const AGE_DAYS_MAX = 7

/**
 * Realised volatility, close to close, annualised with sqrt(252): a decimal per year.
 *
 * Uses the last `sessions` log returns known at the close of `asOfDay` (so `sessions` + 1 closes). `about`:
 * - `zero` (default): sqrt(252 x mean of squared returns), the convention of variance swaps and of LVR, which both pay
 *   for squared moves whatever their mean;
 * - `mean`: the sample standard deviation (divisor sessions - 1), which charting platforms print.
 *
 * Refuses `series.too-short` where there are fewer returns, `series.stale` where the newest bar is over a week old.
 */
export function realisedVol(
  bars: DailyBars,
  asOfDay: number,
  sessions: number,
  about: 'zero' | 'mean' = 'zero',
): Result<Volatility> {
  assert(Number.isInteger(sessions) && sessions >= 2, 'realised volatility needs at least two sessions', {
    sessions,
  })
  const known = barsUpTo(bars, asOfDay)
  const count = known.days.length
  if (count < sessions + 1) {
    return refused(
      refuse('series.too-short', {
        field: bars.symbol,
        was: `${count} closes up to ${dateText(asOfDay)}`,
        wanted: `at least ${sessions + 1} closes`,
        source: bars.source,
      }),
    )
  }
  const newest = known.days[count - 1] ?? 0
  if (asOfDay - newest > AGE_DAYS_MAX) {
    return refused(
      refuse('series.stale', {
        field: bars.symbol,
        was: `newest close ${dateText(newest)}`,
        wanted: `a close within ${AGE_DAYS_MAX} days of ${dateText(asOfDay)}`,
        source: bars.source,
      }),
    )
  }
  const window = { ...known, closes: known.closes.subarray(count - sessions - 1) }
  return accepted(quantity<Volatility>(annualised(logReturns(window), about)))
}

function annualised(returns: Float64Array, about: 'zero' | 'mean'): number {
  let sum = 0
  for (const value of returns) sum += value
  const centre = about === 'mean' ? sum / returns.length : 0
  let squares = 0
  for (const value of returns) squares += (value - centre) * (value - centre)
  const divisor = about === 'mean' ? returns.length - 1 : returns.length
  return Math.sqrt((squares / divisor) * SESSIONS_PER_YEAR)
}

function dateText(day: number): string {
  return isoOfDay(quantity<DayNumber>(day))
}

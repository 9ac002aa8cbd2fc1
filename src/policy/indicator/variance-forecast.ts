/**
 * Named forecasts of the index's variance, for LVR and coverage: one contract for EWMA, HAR, VIX-scaled and the clock around
 * any of them. A forecast for coverage is made from the index's own past, never from implied volatility: coverage compares
 * the two, and a forecast taken from one side of the comparison is no forecast. `fromImplied` says which ones are.
 */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { type DayNumber, type IsoDate, quantity } from '../../base/vocabulary/quantity.ts'
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import { barsUpTo } from '../../market/series/bars-up-to.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { logReturns } from '../../market/series/log-returns.ts'
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'

export interface VarianceForecast {
  /** Decimal squared, per year. */
  readonly variance: number
  /** Its square root, decimal per year. */
  readonly volatility: number
  /** The forecaster's id. */
  readonly method: string
  /** What it was made from, in words. */
  readonly sample: string
  readonly rung: Rung
}

/** What every forecaster offers. */
export interface VarianceForecaster {
  readonly id: string
  readonly label: string
  /** True where implied volatility is an input: such a forecast must not stand on one side of coverage. */
  readonly fromImplied?: boolean
  /** Refuses `series.too-short` or `series.stale`. Must not read anything after `asOfDay`. */
  forecast(bars: DailyBars, asOfDay: number): Result<VarianceForecast>
}

/** A newest close older than this (calendar days) says nothing of volatility now; the longest closure since 1990 is six. */
const AGE_DAYS_MAX = 7

/**
 * Exponentially weighted mean of squared close-to-close log returns, annualised x 252 (RiskMetrics Technical Document,
 * 1996, with zero mean): weights lambda^0, lambda^1, ... back from the newest, normalised to sum to one, so that no start
 * value is needed. Uses at most `sessionsMax` returns and refuses with fewer than `sessionsMin`.
 */
export function ewmaForecaster(parameters: {
  readonly lambda: number
  readonly sessionsMin: number
  readonly sessionsMax: number
}): VarianceForecaster {
  const { lambda, sessionsMin, sessionsMax } = parameters
  assert(
    lambda > 0 && lambda < 1 && sessionsMin >= 1 && sessionsMax >= sessionsMin,
    'EWMA parameters',
    parameters,
  )
  return {
    id: 'ewma',
    label: `EWMA, lambda ${lambda}`,
    forecast(bars, asOfDay) {
      const known = barsUpTo(bars, asOfDay)
      const refusal = unfitForForecast(known, asOfDay, sessionsMin)
      if (refusal !== null) return refused(refusal)
      const first = Math.max(0, known.closes.length - 1 - sessionsMax)
      const returns = logReturns({ ...known, closes: known.closes.subarray(first) })
      let weight = 1
      let weights = 0
      let sum = 0
      for (let i = returns.length - 1; i >= 0; i -= 1) {
        sum += weight * returns[i] * returns[i]
        weights += weight
        weight *= lambda
      }
      const variance = (sum / weights) * SESSIONS_PER_YEAR
      return accepted({
        variance,
        volatility: Math.sqrt(variance),
        method: 'ewma',
        sample: `EWMA ${lambda} of ${returns.length} daily returns of ${bars.symbol} to ${dateOf(known.days[known.days.length - 1])}`,
        rung: bars.rung,
      })
    },
  }
}

/** Why bars cut at the as-of day cannot carry a forecast from `sessionsMin` returns, or null where they can. */
export function unfitForForecast(known: DailyBars, asOfDay: number, sessionsMin: number): Refusal | null {
  const count = known.days.length
  if (count < sessionsMin + 1) {
    return refuse('series.too-short', {
      field: known.symbol,
      was: `${count} closes up to ${dateOf(asOfDay)}`,
      wanted: `at least ${sessionsMin + 1} closes`,
      source: known.source,
    })
  }
  const newest = known.days[count - 1]
  if (asOfDay - newest <= AGE_DAYS_MAX) return null
  return refuse('series.stale', {
    field: known.symbol,
    was: `newest close ${dateOf(newest)}`,
    wanted: `a close within ${AGE_DAYS_MAX} days of ${dateOf(asOfDay)}`,
    source: known.source,
  })
}

/** A day number as a date, for sentences. */
export const dateOf = (day: number): IsoDate => isoOfDay(quantity<DayNumber>(day))

/** Forecasters judged side by side on the same days by QLIKE. */
import { longRunVariance } from '../../base/numerics/autocovariance.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { logReturns } from '../../market/series/log-returns.ts'
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import { qlike } from './qlike.ts'
import type { VarianceForecaster } from './variance-forecast.ts'

export interface ForecastScore {
  readonly id: string
  readonly label: string
  readonly qlike: number
  /** Mean forecast over mean realised variance: above 1 is too high on average. */
  readonly bias: number
  /**
   * t-statistic of the loss less that of the first forecaster (Diebold and Mariano, 1995; Newey and West errors): below -2
   * better than it, above 2 worse. 0 for the first itself.
   */
  readonly tAgainstFirst: number
}

export interface ForecastScores {
  readonly scores: readonly ForecastScore[]
  /** Days on which every forecaster spoke and the index moved afterwards. */
  readonly daysScored: number
  readonly daysWithoutEvery: number
  readonly firstDay: number | null
  readonly lastDay: number | null
  readonly horizonSessions: number
}

/**
 * Walks over the sessions with `horizonSessions` complete sessions after them, every `step`-th, asks each forecaster as of
 * that session and scores it against the variance realised over the sessions after. Only days on which all of them
 * speak count, so that nobody is judged on an easier sample.
 */
export function scoreForecasts(
  bars: DailyBars,
  forecasters: readonly VarianceForecaster[],
  options: { readonly horizonSessions: number; readonly step?: number; readonly fromDay?: number },
): ForecastScores {
  const { horizonSessions: h, step = 1, fromDay = -Infinity } = options
  assert(forecasters.length > 0 && h >= 1 && step >= 1, 'scoring parameters', { h, step })
  const returns = logReturns(bars)
  const losses: number[][] = forecasters.map(() => [])
  const forecastSums = new Float64Array(forecasters.length)
  const scored: number[] = []
  let realisedSum = 0
  let without = 0
  for (let i = 0; i + h < bars.days.length; i += step) {
    const day = bars.days[i]
    if (day < fromDay) continue
    let realised = 0
    for (let j = i; j < i + h; j += 1) realised += returns[j] * returns[j]
    realised *= SESSIONS_PER_YEAR / h
    const said = forecasters.map((forecaster) => forecaster.forecast(bars, day))
    const values = said.map((one) => (one.ok && one.value.variance > 0 ? one.value.variance : null))
    if (realised === 0 || values.includes(null)) {
      without += 1
      continue
    }
    values.forEach((value, k) => {
      losses[k].push(qlike(realised, value ?? 1))
      forecastSums[k] += value ?? 0
    })
    realisedSum += realised
    scored.push(day)
  }
  const lags = Math.ceil(h / step) - 1
  return {
    scores: forecasters.map(({ id, label }, k) => ({
      id,
      label,
      qlike: meanOf(losses[k]),
      bias: realisedSum === 0 ? 0 : forecastSums[k] / realisedSum,
      tAgainstFirst:
        k === 0
          ? 0
          : tStatistic(
              losses[k].map((loss, n) => loss - losses[0][n]),
              lags,
            ),
    })),
    daysScored: scored.length,
    daysWithoutEvery: without,
    firstDay: scored[0] ?? null,
    lastDay: scored.at(-1) ?? null,
    horizonSessions: h,
  }
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** Mean over its standard error with Bartlett weights up to `lags`: losses over overlapping windows are correlated. */
function tStatistic(differences: readonly number[], lags: number): number {
  if (differences.length === 0) return 0
  const variance = longRunVariance(differences, lags)
  return variance > 0 ? meanOf(differences) / Math.sqrt(variance / differences.length) : 0
}

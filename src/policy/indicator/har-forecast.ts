import { assert } from '../../base/vocabulary/assert.ts'
import { accepted, refused } from '../../base/vocabulary/result.ts'
import { barsUpTo } from '../../market/series/bars-up-to.ts'
import { logReturns } from '../../market/series/log-returns.ts'
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import { solveNormal } from './solve-normal.ts'
import { dateOf, unfitForForecast, type VarianceForecaster } from './variance-forecast.ts'

const WEEK = 5
const MONTH = 22
const COEFFICIENTS = 4
/** Variance of a session that hardly moved: 1 % a year. Keeps the weight of a dead month finite. */
const DAILY_VARIANCE_MIN = 0.0001 / SESSIONS_PER_YEAR

/**
 * Heterogeneous autoregression of variance (Corsi, Journal of Financial Econometrics 7, 2009, equation 8): the mean daily
 * variance of the next `horizonSessions` sessions on a constant and the variance of the last day, week (5) and month (22).
 *
 * Two departures, both forced by daily closes: squared returns stand for realised variance, and the regression is weighted
 * by one over the squared month, since the error of a variance grows with the variance and one autumn of 2008 would
 * otherwise decide every coefficient. Fitted on an expanding window of pairs that were complete at the as-of day. A
 * prediction outside the range of the targets it was fitted to is replaced by their mean (the insanity filter of Swanson
 * and White, 1997). Refuses with fewer than `pairsMin` pairs.
 */
export function harForecaster(parameters: {
  readonly horizonSessions: number
  readonly pairsMin: number
}): VarianceForecaster {
  const { horizonSessions: h, pairsMin } = parameters
  assert(Number.isInteger(h) && h >= 1 && pairsMin > COEFFICIENTS, 'HAR parameters', parameters)
  return {
    id: 'har',
    label: `HAR, ${h} sessions ahead`,
    forecast(bars, asOfDay) {
      const known = barsUpTo(bars, asOfDay)
      const refusal = unfitForForecast(known, asOfDay, pairsMin + MONTH + h - 1)
      if (refusal !== null) return refused(refusal)
      const fitted = predict(logReturns(known), h)
      const variance = fitted.daily * SESSIONS_PER_YEAR
      const until = dateOf(known.days[known.days.length - 1])
      return accepted({
        variance,
        volatility: Math.sqrt(variance),
        method: 'har',
        sample: `HAR on ${fitted.pairs} complete pairs of ${bars.symbol} to ${until}${fitted.note}`,
        rung: bars.rung,
      })
    },
  }
}

interface Prediction {
  readonly daily: number
  readonly pairs: number
  readonly note: string
}

function predict(returns: Float64Array, h: number): Prediction {
  const squares = returns.map((value) => value * value)
  const sums = new Float64Array(squares.length + 1)
  for (let i = 0; i < squares.length; i += 1) sums[i + 1] = sums[i] + squares[i]
  /** Mean variance of the `count` sessions that end with return `at`. */
  const meanTo = (at: number, count: number): number => (sums[at + 1] - sums[at + 1 - count]) / count
  const features = (at: number): readonly number[] => [1, squares[at], meanTo(at, WEEK), meanTo(at, MONTH)]
  const matrix = new Float64Array(COEFFICIENTS * COEFFICIENTS)
  const right = new Float64Array(COEFFICIENTS)
  let [low, high, total, pairs] = [Infinity, 0, 0, 0]
  for (let at = MONTH - 1; at + h < squares.length; at += 1) {
    const target = meanTo(at + h, h)
    const row = features(at)
    const scale = Math.max(row[3], DAILY_VARIANCE_MIN)
    const weight = 1 / (scale * scale)
    for (let i = 0; i < COEFFICIENTS; i += 1) {
      right[i] += weight * row[i] * target
      for (let j = 0; j < COEFFICIENTS; j += 1) matrix[i * COEFFICIENTS + j] += weight * row[i] * row[j]
    }
    low = Math.min(low, target)
    high = Math.max(high, target)
    total += target
    pairs += 1
  }
  const coefficients = solveNormal(matrix, right)
  const now = features(squares.length - 1)
  const raw = coefficients === null ? NaN : coefficients.reduce((sum, value, i) => sum + value * now[i], 0)
  if (raw >= low && raw <= high && raw > 0) return { daily: raw, pairs, note: '' }
  const note = '; its prediction left the range of the sample, whose mean is given'
  return { daily: Math.max(total / pairs, DAILY_VARIANCE_MIN), pairs, note }
}

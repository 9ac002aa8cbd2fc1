/** What is commonly said of the S&P 500 and VIX, computed alike for real and simulated history. */
import { mean, quantile, standardDeviation } from '../../src/base/numerics/statistics.ts'

const MONTH = 21
const SESSIONS_PER_YEAR = 252

export interface StylisedFacts {
  readonly [name: string]: number
}

const logChangesOf = (levels: Float64Array): Float64Array =>
  levels.slice(1).map((level, i) => Math.log(level / levels[i]))

function moment(values: Float64Array, order: 3 | 4): number {
  const [centre, spread] = [mean(values), standardDeviation(values)]
  let sum = 0
  for (const value of values) {
    const z = (value - centre) / spread
    sum += order === 3 ? z * z * z : z * z * z * z
  }
  return sum / values.length
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [mean(a), mean(b)]
  let [cross, own, other] = [0, 0, 0]
  for (let i = 0; i < a.length; i += 1) {
    cross += (a[i] - meanA) * (b[i] - meanB)
    own += (a[i] - meanA) * (a[i] - meanA)
    other += (b[i] - meanB) * (b[i] - meanB)
  }
  return cross / Math.sqrt(own * other)
}

const lagged = (a: Float64Array, b: Float64Array, lag: number): number =>
  correlation(a.subarray(0, a.length - lag), b.subarray(lag))

/** Of daily closes alone. */
export function indexFacts(closes: Float64Array): StylisedFacts {
  const returns = logChangesOf(closes)
  const squares = returns.map((r) => r * r)
  const sizes = returns.map(Math.abs)
  return {
    'volatility of returns, per year': standardDeviation(returns) * Math.sqrt(SESSIONS_PER_YEAR),
    'kurtosis of returns': moment(returns, 4),
    'skewness of returns': moment(returns, 3),
    'autocorrelation of returns, 1': lagged(returns, returns, 1),
    'autocorrelation of squares, 1': lagged(squares, squares, 1),
    'autocorrelation of squares, 20': lagged(squares, squares, 20),
    'autocorrelation of squares, 60': lagged(squares, squares, 60),
    'autocorrelation of sizes, 1': lagged(sizes, sizes, 1),
    'autocorrelation of sizes, 20': lagged(sizes, sizes, 20),
    'leverage: return with next square': lagged(returns, squares, 1),
  }
}

/** Of VIX closes beside index closes of the same sessions. */
export function vixFacts(closes: Float64Array, vix: Float64Array): StylisedFacts {
  const returns = logChangesOf(closes)
  const changes = vix.slice(1).map((level, i) => level - vix[i])
  const logChanges = logChangesOf(vix)
  const sorted = vix.slice().sort()
  const facts: Record<string, number> = {
    'VIX mean': mean(vix),
    'VIX standard deviation': standardDeviation(vix),
  }
  for (const p of [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99])
    facts[`VIX quantile ${100 * p} %`] = quantile(sorted, p)
  for (const lag of [1, 5, 21, 63, 252]) facts[`VIX autocorrelation, ${lag}`] = lagged(vix, vix, lag)
  return {
    ...facts,
    'daily change of ln VIX, sd': standardDeviation(logChanges),
    'daily change of ln VIX, skewness': moment(logChanges, 3),
    'daily change of ln VIX, kurtosis': moment(logChanges, 4),
    'return with change of VIX': correlation(returns, changes),
    ...realisedFacts(returns, vix),
  }
}

/** The month after a close against VIX at the close. */
function realisedFacts(returns: Float64Array, vix: Float64Array): StylisedFacts {
  const months = vix.length - MONTH
  const ratios = new Float64Array(months)
  let [realised, implied, below] = [0, 0, 0]
  for (let i = 0; i < months; i += 1) {
    let squares = 0
    for (let j = 0; j < MONTH; j += 1) squares += returns[i + j] * returns[i + j]
    const variance = (squares * SESSIONS_PER_YEAR) / MONTH
    const priced = (vix[i] / 100) * (vix[i] / 100)
    realised += variance
    implied += priced
    if (variance < priced) below += 1
    ratios[i] = Math.sqrt(variance / priced)
  }
  return {
    'realised over implied variance, month': realised / implied,
    'realised over implied volatility, median': quantile(ratios.sort(), 0.5),
    'months realised below implied': below / months,
  }
}

/**
 * Performance of a series of simple returns of equal steps. The conventions are those that reproduce the monthly tables of Black and
 * Szado, "Performance analysis of Cboe S&P 500 options-selling indexes" (2016), and serve days as well:
 *
 * - compound growth: (product of 1 + r)^(1 / years) - 1;
 * - volatility: sample standard deviation (divisor n - 1) of simple returns times sqrt(steps a year);
 * - Sharpe ratio: mean of the returns in excess of bills (arithmetic, not compound) over their sample standard deviation,
 *   times sqrt(steps a year);
 * - Sortino ratio: the same mean over the root mean square of the negative excess returns, all steps counted (Sortino and
 *   Price 1994, the target being bills);
 * - skew: third standardised moment, divisor n.
 */
import { momentsOf } from '../../base/numerics/moments.ts'
import { power } from '../../base/numerics/power.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { expectedShortfall } from './expected-shortfall.ts'
import { deviation, sortinoRatio } from './return-statistics.ts'

export interface Performance {
  /** Decimal over the whole series. */
  readonly totalReturn: number
  /** Decimal a year; null where the series lost everything or lasted no time. */
  readonly compoundGrowth: number | null
  /** Decimal a year; null below two steps. */
  readonly volatility: number | null
  /** Mean return in excess of bills, decimal a year (arithmetic). */
  readonly excessReturn: number
  readonly sharpe: number | null
  readonly sortino: number | null
  readonly skew: number | null
  /** Mean of the worst 5 % of steps, decimal a step. */
  readonly expectedShortfall5: number
  readonly worst: number
  /** Where in the series the worst step is. */
  readonly worstAt: number
  /** Share of steps above zero. */
  readonly shareAboveZero: number
}

/** Performance of at least one return; `years` is their time span, `billsReturns` are aligned with them. */
export function performanceOf(
  returns: Float64Array,
  billsReturns: Float64Array,
  terms: { readonly stepsPerYear: number; readonly years: number },
): Performance {
  const n = returns.length
  assert(n > 0 && billsReturns.length === n, 'a return of bills for each return', {
    n,
    bills: billsReturns.length,
  })
  const { stepsPerYear, years } = terms
  let wealth = 1
  let worstAt = 0
  let above = 0
  const excess = new Float64Array(n)
  for (let i = 0; i < n; i += 1) {
    wealth *= 1 + returns[i]
    if (returns[i] < returns[worstAt]) worstAt = i
    if (returns[i] > 0) above += 1
    excess[i] = returns[i] - billsReturns[i]
  }
  const { mean } = momentsOf(excess)
  const spread = deviation(excess)
  const annual = Math.sqrt(stepsPerYear)
  const sortino = sortinoRatio(excess)
  return {
    totalReturn: wealth - 1,
    compoundGrowth: wealth > 0 && years > 0 ? power(wealth, 1 / years) - 1 : null,
    volatility: scaled(deviation(returns), annual),
    excessReturn: mean * stepsPerYear,
    sharpe: spread === null || spread === 0 ? null : (annual * mean) / spread,
    sortino: scaled(sortino, annual),
    skew: momentsOf(returns).skewness,
    expectedShortfall5: expectedShortfall(returns, 0.05) ?? 0,
    worst: returns[worstAt],
    worstAt,
    shareAboveZero: above / n,
  }
}

const scaled = (value: number | null, by: number): number | null => (value === null ? null : value * by)

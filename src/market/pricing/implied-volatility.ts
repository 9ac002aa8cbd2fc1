/**
 * The volatility at which Black-76 gives a quoted price, to the last digits that the price carries. In-the-money prices are
 * turned into their out-of-the-money time value first; see `solve-total-volatility.ts` for the method.
 */
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import { refuse, type Refusal } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { logMoneyness } from './normalised-black.ts'
import {
  conditionOfTotalVolatility,
  ITERATIONS_MAX,
  solveTotalVolatility,
  totalVolatilityWork,
} from './solve-total-volatility.ts'
import { timeValue } from './time-value.ts'

export interface ImpliedVolatilityInputs {
  readonly right: OptionRight
  readonly forward_points: number
  readonly strike_points: number
  readonly years: number
  readonly discount: number
  /** Present value, index points. */
  readonly price_points: number
}

export interface ImpliedVolatility {
  /** Annualised, decimal. */
  readonly volatility: number
  /** price / (volatility * vega): the relative error of the volatility per relative error of the price. */
  readonly conditionNumber: number
  /** Machine epsilon times the condition number, at least one epsilon: no method can do better from a rounded price. */
  readonly attainableRelativeError: number
  readonly iterations: number
}

/** What {@link impliedVolOrMissing} returns where {@link impliedVolatility} refuses. */
export const NO_VOLATILITY = -1

const SOURCE = 'implied volatility'

/**
 * Refuses a price at or below intrinsic value, or at or above its upper bound (the discounted forward for a call, strike for
 * a put), and inputs that are not positive and finite. Never NaN.
 */
export function impliedVolatility(inputs: ImpliedVolatilityInputs): Result<ImpliedVolatility> {
  const bad = badInput(inputs)
  if (bad !== null) return refused(bad)
  const { right, forward_points: F, strike_points: K, years, discount, price_points } = inputs
  const bound = Math.min(F, K)
  const value =
    right === 'C'
      ? timeValue(price_points, discount, F - K, F, K)
      : timeValue(price_points, discount, K - F, K, F)
  if (!(value > 0) || !(value < bound)) return refused(outOfBounds(inputs))
  const work = totalVolatilityWork()
  const x = Math.abs(logMoneyness(F, K))
  const solved = solveTotalVolatility(x, value, bound, work)
  const volatility = work.s / Math.sqrt(years)
  const conditionNumber =
    conditionOfTotalVolatility(x, work.s, value / bound) * (price_points / discount / value)
  if (!(solved && volatility > 0 && volatility < Infinity && conditionNumber < Infinity)) {
    return refused(noConvergence(inputs))
  }
  return accepted({
    volatility,
    conditionNumber,
    attainableRelativeError: Number.EPSILON * Math.max(1, conditionNumber),
    iterations: work.iterations,
  })
}

const scratch = totalVolatilityWork()

/** The same, for loops: the volatility, or {@link NO_VOLATILITY} (-1) wherever `impliedVolatility` refuses. No allocation. */
export function impliedVolOrMissing(
  right: OptionRight,
  forward_points: number,
  strike_points: number,
  years: number,
  discount: number,
  price_points: number,
): number {
  const F = forward_points
  const K = strike_points
  const bound = Math.min(F, K)
  const value =
    right === 'C'
      ? timeValue(price_points, discount, F - K, F, K)
      : timeValue(price_points, discount, K - F, K, F)
  const usable =
    value > 0 && value < bound && bound < Infinity && years > 0 && years < Infinity && discount > 0
  if (!usable || !solveTotalVolatility(Math.abs(logMoneyness(F, K)), value, bound, scratch))
    return NO_VOLATILITY
  const volatility = scratch.s / Math.sqrt(years)
  return volatility > 0 && volatility < Infinity ? volatility : NO_VOLATILITY
}

const POSITIVE = ['forward_points', 'strike_points', 'years', 'discount', 'price_points'] as const

function badInput(inputs: ImpliedVolatilityInputs): Refusal | null {
  for (const field of POSITIVE) {
    const was = inputs[field]
    if (Number.isFinite(was) && (was > 0 || field === 'price_points')) continue
    return refuse(Number.isFinite(was) ? 'number.out-of-range' : 'number.not-finite', {
      field,
      was,
      wanted: 'a positive finite number',
      source: SOURCE,
    })
  }
  return null
}

function outOfBounds(inputs: ImpliedVolatilityInputs): Refusal {
  const { right, forward_points: F, strike_points: K, discount, price_points } = inputs
  const intrinsic = discount * Math.max(right === 'C' ? F - K : K - F, 0)
  const upper = discount * (right === 'C' ? F : K)
  return refuse('option.no-implied-volatility', {
    field: 'price_points',
    was: price_points,
    wanted: `above intrinsic value ${intrinsic} and below the upper bound ${upper}`,
    source: SOURCE,
  })
}

function noConvergence(inputs: ImpliedVolatilityInputs): Refusal {
  return refuse('number.no-convergence', {
    field: 'volatility',
    was: inputs.price_points,
    wanted: `a volatility within ${ITERATIONS_MAX} steps`,
    source: SOURCE,
  })
}

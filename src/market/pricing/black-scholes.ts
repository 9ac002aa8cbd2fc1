/**
 * Options on a spot with a continuous dividend yield (Black and Scholes, 1973; Merton, 1973). Same formula as Black-76 with
 * forward S exp((r - q) T) and discount exp(-r T); the Greeks are with respect to spot, rate and yield.
 */
import { assert } from '../../base/vocabulary/assert.ts'
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import type { Result } from '../../base/vocabulary/result.ts'
import type { Greeks } from './greeks.ts'
import { lognormalGreeks, lognormalPrice, type LognormalState } from './lognormal-greeks.ts'
import { logMoneyness } from './normalised-black.ts'
import { assertOptionInputs } from './option-inputs.ts'

export interface BlackScholesInputs {
  readonly right: OptionRight
  readonly spot_points: number
  readonly strike_points: number
  /** Years to expiry, >= 0. */
  readonly years: number
  /** Annualised, decimal, >= 0. */
  readonly volatility: number
  /** Continuously compounded, per year. */
  readonly rate: number
  /** Continuous yield, per year. */
  readonly dividendYield: number
}

/** Present value in index points. With no years or no volatility left, the discounted intrinsic value. */
export function blackScholesPrice(inputs: BlackScholesInputs): number {
  return lognormalPrice(stateOf(inputs))
}

/** Price and Greeks; refused where a Greek does not exist: forward at the strike with no variance left. */
export function blackScholesGreeks(inputs: BlackScholesInputs): Result<Greeks> {
  return lognormalGreeks(stateOf(inputs))
}

function stateOf(inputs: BlackScholesInputs): LognormalState {
  const { spot_points, strike_points, years, volatility, rate, dividendYield } = inputs
  assertOptionInputs(spot_points, strike_points, years, volatility)
  assert(
    Math.abs(rate * years) <= 100 && Math.abs(dividendYield * years) <= 100,
    'rate and yield times years must stay within 100: check their unit',
    { rate, dividendYield, years },
  )
  const x = logMoneyness(spot_points, strike_points) + (rate - dividendYield) * years
  const dividendDiscount = Math.exp(-dividendYield * years)
  const discount = Math.exp(-rate * years)
  const cash = strike_points * discount
  return {
    right: inputs.right,
    underlying_points: spot_points,
    strike_points,
    years,
    volatility,
    rate,
    dividendYield,
    logMoneyness: x,
    // Near the money the difference of two rounded amounts would lose what ln(F / K) still knows.
    assetLessCash: Math.abs(x) < 0.5 ? cash * Math.expm1(x) : spot_points * dividendDiscount - cash,
    dividendDiscount,
    discount,
  }
}

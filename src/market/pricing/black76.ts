/**
 * Options on a forward (Black, 1976): V = D [F Phi(d1) - K Phi(d2)] for a call. The library's one pricing formula for index
 * options: the forward and the discount factor come from put-call parity, so no dividend forecast is needed.
 */
import { assert } from '../../base/vocabulary/assert.ts'
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import { accepted, type Result } from '../../base/vocabulary/result.ts'
import type { Greeks } from './greeks.ts'
import { lognormalGreeks, lognormalPrice, type LognormalState } from './lognormal-greeks.ts'
import { logMoneyness } from './normalised-black.ts'
import { assertOptionInputs } from './option-inputs.ts'

export interface Black76Inputs {
  readonly right: OptionRight
  readonly forward_points: number
  readonly strike_points: number
  /** Years to expiry, >= 0. */
  readonly years: number
  /** Annualised, decimal, >= 0. */
  readonly volatility: number
  /** Discount factor to expiry, > 0. */
  readonly discount: number
}

/** Present value in index points. With no years or no volatility left, the discounted intrinsic value. */
export function black76Price(inputs: Black76Inputs): number {
  return lognormalPrice(stateOf(inputs))
}

/**
 * Price and Greeks at the forward held fixed; the rate is -ln(discount) / years, taken as 0 at expiry. Refused where a
 * Greek does not exist: at the strike with no variance left.
 */
export function black76Greeks(inputs: Black76Inputs): Result<Greeks> {
  const result = lognormalGreeks(stateOf(inputs))
  if (!result.ok) return result
  return accepted({ ...result.value, rho: -inputs.years * result.value.price, dividendRho: 0 })
}

function stateOf(inputs: Black76Inputs): LognormalState {
  const { forward_points, strike_points, years, volatility, discount } = inputs
  assertOptionInputs(forward_points, strike_points, years, volatility)
  assert(discount > 0 && discount < Infinity, 'discount must be positive and finite', { discount })
  const rate = years > 0 ? -Math.log(discount) / years : 0
  return {
    right: inputs.right,
    underlying_points: forward_points,
    strike_points,
    years,
    volatility,
    rate,
    dividendYield: rate,
    logMoneyness: logMoneyness(forward_points, strike_points),
    assetLessCash: discount * (forward_points - strike_points),
    dividendDiscount: discount,
    discount,
  }
}

import { assert } from '../../base/vocabulary/assert.ts'

/**
 * Stops on inputs no caller may pass to a pricing formula; data is judged before it comes here. Positive and finite
 * underlying, strike and discount; years and volatility finite and not negative.
 */
export function assertOptionInputs(
  underlying_points: number,
  strike_points: number,
  years: number,
  volatility: number,
): void {
  assert(underlying_points > 0 && underlying_points < Infinity, 'underlying must be positive and finite', {
    underlying_points,
  })
  assert(strike_points > 0 && strike_points < Infinity, 'strike must be positive and finite', {
    strike_points,
  })
  assert(years >= 0 && years < Infinity, 'years must not be negative', { years })
  assert(volatility >= 0 && volatility < Infinity, 'volatility must not be negative', { volatility })
}

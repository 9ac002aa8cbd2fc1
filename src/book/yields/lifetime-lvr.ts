import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { BookItem } from '../ledger/book-item.ts'
import { bookValue } from '../ledger/move-book.ts'

/** Expected LVR from now to settlement, money, in two accounts that must not be mixed. */
export interface LifetimeLvr {
  /**
   * Marked at Black-Scholes and re-hedged all the time: sum of -sigma_i vega_i / 2 (S^2 Gamma is a martingale, so each leg's
   * expected dollar gamma stays what it is today). Positive for a seller.
   */
  readonly marked: number
  /** The pool whose value function is the payoff: its expected LVR is the time value, the credit of an opening. */
  readonly staticPayoff: number
}

/**
 * Both expectations under the legs' own implied volatilities, rates and yields left out of the dynamics: exact without
 * carry, and with carry on a forward up to the discount factor inside vega. Refused where Greeks do not exist.
 */
export function lifetimeLvr(items: readonly BookItem[]): Result<LifetimeLvr> {
  let marked = 0
  for (const { position, factors } of items) {
    const greeks = position.greeks(factors)
    if (!greeks.ok) return refused(greeks.refusal)
    marked -= (factors.volatility * greeks.value.vega) / 2
  }
  return accepted({ marked: marked + 0, staticPayoff: staticPayoffLvr(items) })
}

/** Value of the payoff as a function of S now, less the position's value: what E[f(S_0) - f(S_T)] comes to. */
function staticPayoffLvr(items: readonly BookItem[]): number {
  let payoff = 0
  for (const { position, factors } of items) payoff += position.value({ ...factors, volatility: 0 })
  return payoff - bookValue(items) + 0
}

import { normalCdf } from '../../base/numerics/normal.ts'
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import { type Result, accepted } from '../../base/vocabulary/result.ts'
import { black76Greeks, black76Price } from '../../market/pricing/black76.ts'
import { blackScholesGreeks, blackScholesPrice } from '../../market/pricing/black-scholes.ts'
import { type Greeks, sumGreeks } from '../../market/pricing/greeks.ts'
import { logMoneyness } from '../../market/pricing/normalised-black.ts'
import type { Revaluable } from './revaluable.ts'
import type { RiskFactors } from './risk-factors.ts'

export interface OptionTerms {
  readonly right: OptionRight
  readonly strike_points: number
  /** Signed contracts; short is negative. */
  readonly quantity: number
  /** Dollars per point of one contract. */
  readonly multiplier: number
  /**
   * What S is: `forward` prices by Black-76 on the forward or future of the option's own expiry (index options on their
   * parity forward, VIX options on the VX future); `spot` by Black-Scholes with rate and dividend yield.
   */
  readonly on: 'forward' | 'spot'
  readonly name?: string
}

/** A European option as a position: one leg of a condor, a VIX call, a textbook option. */
export function optionPosition(terms: OptionTerms): Revaluable {
  const { right, strike_points, quantity, multiplier, on } = terms
  const size = quantity * multiplier
  return {
    kind: 'option',
    name: terms.name ?? `${strike_points} ${right} x ${quantity}`,
    value: (at) => size * unitPrice(terms, at),
    delta: (at) => size * unitDelta(right, strike_points, at, on === 'forward' ? at.rate : at.dividendYield),
    greeks: (at) => {
      const unit = unitGreeks(terms, at)
      return unit.ok ? accepted(sumGreeks([{ greeks: unit.value, quantity: size }])) : unit
    },
  }
}

function unitPrice(terms: OptionTerms, at: RiskFactors): number {
  return terms.on === 'forward'
    ? black76Price(forwardInputs(terms, at))
    : blackScholesPrice(spotInputs(terms, at))
}

function unitGreeks(terms: OptionTerms, at: RiskFactors): Result<Greeks> {
  return terms.on === 'forward'
    ? black76Greeks(forwardInputs(terms, at))
    : blackScholesGreeks(spotInputs(terms, at))
}

function forwardInputs({ right, strike_points }: OptionTerms, at: RiskFactors) {
  const { underlying: forward_points, years, volatility } = at
  return { right, strike_points, forward_points, years, volatility, discount: Math.exp(-at.rate * years) }
}

function spotInputs({ right, strike_points }: OptionTerms, at: RiskFactors) {
  const { underlying: spot_points, years, volatility, rate, dividendYield } = at
  return { right, strike_points, spot_points, years, volatility, rate, dividendYield }
}

/**
 * exp(-q T) N(d1) for a call, exp(-q T) (N(d1) - 1) for a put; without variance left the slope of intrinsic value. Also
 * where the other Greeks are refused: a ledger must hold a delta on every day, the last one included.
 */
function unitDelta(right: OptionRight, strike: number, at: RiskFactors, yieldOfS: number): number {
  const s = at.volatility * Math.sqrt(at.years)
  const x = logMoneyness(at.underlying, strike) + (at.rate - yieldOfS) * at.years
  const discount = Math.exp(-yieldOfS * at.years)
  const sign = right === 'C' ? 1 : -1
  if (s === 0) return discount * sign * (x === 0 ? 0.5 : sign * x > 0 ? 1 : 0)
  return discount * sign * normalCdf(sign * (x / s + s / 2))
}

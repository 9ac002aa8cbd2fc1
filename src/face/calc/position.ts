import { GREEK_NAMES, type Greeks, sumGreeks } from '../../market/pricing/greeks.ts'
import { blackScholesGreeks, blackScholesPrice } from '../../market/pricing/black-scholes.ts'
import { accepted, type Result } from '../../base/vocabulary/result.ts'
import type { Leg } from './fields.ts'

/** What all legs of a position share: spot, clock and carry. */
export interface PositionTerms {
  readonly S: number
  readonly years: number
  readonly sigma: number
  readonly r: number
  readonly q: number
  readonly multiplier: number
}

function optionInputs(leg: Leg, terms: PositionTerms) {
  return {
    right: leg.right,
    spot_points: terms.S,
    strike_points: leg.strike,
    years: terms.years,
    volatility: terms.sigma,
    rate: terms.r,
    dividendYield: terms.q,
  }
}

/** Black-Scholes value of the legs, signed, times the multiplier. */
export function positionPrice(legs: readonly Leg[], terms: PositionTerms): number {
  let total = 0
  for (const leg of legs) total += leg.quantity * blackScholesPrice(optionInputs(leg, terms))
  return total * terms.multiplier
}

/** Black-Scholes Greeks of the legs, signed, times the multiplier; refused where one leg's are. */
export function positionGreeks(legs: readonly Leg[], terms: PositionTerms): Result<Greeks> {
  const parts: { greeks: Greeks; quantity: number }[] = []
  for (const leg of legs) {
    const greeks = blackScholesGreeks(optionInputs(leg, terms))
    if (!greeks.ok) return greeks
    parts.push({ greeks: greeks.value, quantity: leg.quantity * terms.multiplier })
  }
  return accepted(sumGreeks(parts))
}

/** Greeks as an output object, in the order of their table. */
export function greeksOutputs(greeks: Greeks): Record<string, number> {
  return Object.fromEntries(GREEK_NAMES.map((name) => [name, greeks[name]]))
}

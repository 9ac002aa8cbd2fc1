import type { BookItem } from '../../book/ledger/book-item.ts'
import { optionPosition } from '../../book/ledger/option-position.ts'
import type { Leg } from './fields.ts'
import type { PositionTerms } from './position.ts'

/** Legs as the ledger's items: Black-Scholes on spot, one volatility for all, each strike keeping it. */
export function bookOfLegs(legs: readonly Leg[], terms: PositionTerms): readonly BookItem[] {
  const { S, years, sigma, r, q, multiplier } = terms
  return legs.map(({ right, strike, quantity }, i) => ({
    id: `leg ${i + 1}`,
    layer: 'core',
    trade: 'position',
    driver: 'S',
    position: optionPosition({ right, strike_points: strike, quantity, multiplier, on: 'spot' }),
    factors: { underlying: S, volatility: sigma, years, rate: r, dividendYield: q },
    exposure: { to: 'index', smile: { strike_points: strike, volatilityAt: () => sigma } },
  }))
}

import type { Cents, EpochMs } from '../../base/vocabulary/quantity.ts'
import { centsRoundedDown } from '../money.ts'

/** One execution, as it happened. Never changed: a correction is another fill. */
export interface Fill {
  readonly id: string
  /** The trade it belongs to; see `trade-chain.ts`. */
  readonly trade: string
  readonly filledAt: EpochMs
  /** OCC symbol, future or other name; fills of one name close each other. */
  readonly instrument: string
  /** Signed contracts: bought is positive. */
  readonly quantity: number
  readonly price_points: number
  /** Dollars per point of one contract. */
  readonly multiplier: number
  /** Commission and exchange fees; positive is paid. */
  readonly fees_cents: Cents
}

/** Cash of the fill before fees: received is positive. Rounded down, against us, where an average price leaves fractions. */
export function fillCash(fill: Pick<Fill, 'quantity' | 'price_points' | 'multiplier'>): Cents {
  return centsRoundedDown(-fill.quantity * fill.price_points * fill.multiplier)
}

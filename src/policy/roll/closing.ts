import { worstSettlement } from '../../book/structure/margin.ts'
import type { HeldCondor } from '../invariant/held-condor.ts'
import { closingPrice, sideAboveWidth } from '../position/position-orders.ts'

/** What closing one held condor costs. */
export interface Closing {
  /** At the middle and at natural; paid is positive. */
  readonly mid_points: number
  readonly debit_points: number
  /** The most it can lose at settlement. */
  readonly width_points: number
  /** One side, or both together, cost more at natural than settlement can: never bought back. */
  readonly aboveWidth: boolean
  /** Longs without a bid, in words: they bring nothing. Empty where there are none. */
  readonly worthless: string
}

/** Every leg has a quote: what closing costs is known. */
export const canBeClosed = ({ legs }: HeldCondor): boolean => legs.every(({ ask_points }) => ask_points > 0)

/** Null where a leg has no quote: what closing costs is then unknown. */
export function closingOf(held: HeldCondor): Closing | null {
  if (!canBeClosed(held)) return null
  const { legs } = held
  const price = closingPrice(legs)
  const debit_points = 0 - price.natural_points
  const width_points = -worstSettlement(legs)
  const worthless = legs
    .filter(({ quantity, zeroBid }) => quantity > 0 && zeroBid)
    .map(({ right, strike_points }) => `the long ${right === 'P' ? 'put' : 'call'} ${strike_points}`)
  return {
    mid_points: 0 - price.mid_points,
    debit_points,
    width_points,
    aboveWidth: debit_points > width_points || sideAboveWidth(legs) !== null,
    worthless: worthless.join(' and '),
  }
}

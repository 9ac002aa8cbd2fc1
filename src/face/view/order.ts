/** An order in words. What closes and what opens is read off what is held. */
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import type { Order } from '../../policy/decision.ts'
import { counted, dollars, strike } from './numbers.ts'

type Effect = 'open' | 'close'

export interface LegWords {
  readonly side: 'buy' | 'sell'
  readonly effect: Effect
  /** Contracts of all units together. */
  readonly quantity: number
  /** OCC symbol, or the name of a future. */
  readonly symbol: string
  /** `4475 put`; empty for a future. */
  readonly what: string
}

export interface OrderWords {
  /** `Close 2 units`, `Open 4 contracts`, `Close and open 1 unit`. */
  readonly title: string
  readonly legs: readonly LegWords[]
  /** `net debit 24.35`. */
  readonly limit: string
  readonly natural: string
  /** Of all units at the limit: `$4,870 paid`; null for futures, for which nothing is paid. */
  readonly cash: string | null
}

/** Signed contracts by instrument. */
export type Held = ReadonlyMap<string, number>

export const heldOf = (legs: readonly { readonly instrument: string; readonly quantity: number }[]): Held =>
  new Map(legs.map(({ instrument, quantity }) => [instrument, quantity]))

export const NOTHING_HELD: Held = new Map()

export function legWords({ legs, units }: Order, held: Held): readonly LegWords[] {
  return legs.map(({ instrument, quantity }) => {
    const option = parseOccSymbol(instrument)
    return {
      side: quantity < 0 ? 'sell' : 'buy',
      effect: (held.get(instrument) ?? 0) * quantity < 0 ? 'close' : 'open',
      quantity: Math.abs(quantity) * units,
      symbol: instrument,
      what: option === null ? '' : `${strike(option.strike_points)} ${option.right === 'C' ? 'call' : 'put'}`,
    }
  })
}

export function orderWords(order: Order, held: Held): OrderWords {
  const legs = legWords(order, held)
  const effects = new Set(legs.map(({ effect }) => effect))
  const verb = effects.size > 1 ? 'Close and open' : effects.has('close') ? 'Close' : 'Open'
  const isPaid = legs.some(({ what }) => what !== '')
  const cash = order.limit_points * order.multiplier * order.units
  return {
    title: `${verb} ${counted(order.units, legs.length === 1 ? 'contract' : 'unit')}`,
    legs,
    limit: netText(order.limit_points, isPaid),
    natural: netText(order.natural_points, isPaid),
    cash: isPaid ? `${dollars(Math.abs(cash))} ${cash < 0 ? 'paid' : 'received'}` : null,
  }
}

/** `net credit 4.55`, `net debit 4.55`; of a future its price. ASCII, because tickets print it. */
function netText(points: number, isPaid: boolean): string {
  const size = Math.abs(points).toFixed(2)
  if (!isPaid) return size
  return `net ${points < 0 ? 'debit' : 'credit'} ${size}`
}

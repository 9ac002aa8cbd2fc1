import { accepted } from '../../base/vocabulary/result.ts'
import { GREEK_NAMES, type Greeks } from '../../market/pricing/greeks.ts'
import type { Revaluable } from './revaluable.ts'

/** Dollars per point of the futures that hedge an index book (CME contract specifications) and of the VIX future (CFE). */
export const FUTURES_MULTIPLIER = { ES: 50, MES: 5, VX: 1000 } as const
export type FutureRoot = keyof typeof FUTURES_MULTIPLIER

/**
 * A futures position: linear, so its LVR is zero on every path. Its value counts from a price of zero; only changes mean
 * anything, since a future is settled in cash every day.
 */
export function futurePosition(root: FutureRoot, quantity: number): Revaluable {
  const slope = quantity * FUTURES_MULTIPLIER[root]
  return {
    kind: 'future',
    name: `${root} x ${quantity}`,
    value: (at) => slope * at.underlying,
    delta: () => slope,
    greeks: (at) => accepted(linearGreeks(slope * at.underlying, slope)),
  }
}

/** Greeks of something with no curvature, no volatility and no clock. */
export function linearGreeks(price: number, delta: number, gamma = 0): Greeks {
  const zero = Object.fromEntries(GREEK_NAMES.map((name) => [name, 0])) as Record<keyof Greeks, number>
  return { ...zero, price, delta, gamma }
}

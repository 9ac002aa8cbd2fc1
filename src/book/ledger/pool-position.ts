import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused } from '../../base/vocabulary/result.ts'
import type { Pool } from '../pool/pool.ts'
import { linearGreeks } from './future-position.ts'
import type { Revaluable } from './revaluable.ts'

/** A pool as a position: no volatility, no clock; its fees are income, booked beside the value function. */
export function poolPosition(pool: Pool, name: string = pool.kind): Revaluable {
  return {
    kind: 'pool',
    name,
    value: ({ underlying }) => pool.value(underlying),
    delta: ({ underlying }) => pool.riskyHeld(underlying),
    greeks: ({ underlying: price }) => {
      const gamma = pool.gamma(price)
      if (gamma !== null) return accepted(linearGreeks(pool.value(price), pool.riskyHeld(price), gamma))
      return refused(
        refuse('number.out-of-range', {
          field: 'gamma',
          was: `price ${price}, where the pool's whole gamma sits in one point`,
          wanted: 'any other price',
          source: name,
        }),
      )
    },
    lvrOfMove: (from, to) => pool.lvrOfMove(from.underlying, to),
  }
}

import { assert } from '../../base/vocabulary/assert.ts'
import type { BookItem } from './book-item.ts'
import type { RiskFactors } from './risk-factors.ts'
import { type SmileDynamics, STICKY_STRIKE, movedVolatility, vixMove, vixShareOf } from './smile-dynamics.ts'

/** Where to value a book: whatever is not given stays. */
export interface BookMove {
  /** ln(S' / S) of the index. */
  readonly logReturn?: number
  readonly dynamics?: SmileDynamics
  /** Calendar days later (T = days / 365). Positions settled by then are worth their payoff. */
  readonly daysLater?: number
  /** Added to the volatility of every index option, decimal: a parallel shift of the smile. */
  readonly volShift?: number
  /**
   * Added to VIX, vol points, whatever the index does: VX futures take their share of it, index options sqrt(30 days / years) of
   * it as under the dynamics `vix-beta`.
   */
  readonly vix_vol_points?: number
}

/** The item's factors after the move. VIX futures are held above a tenth of a point. */
export function movedFactors(item: BookItem, move: BookMove): RiskFactors {
  const { logReturn = 0, dynamics = STICKY_STRIKE, daysLater = 0, volShift = 0, vix_vol_points = 0 } = move
  assert(daysLater >= 0, 'a book moves forward in time only', { daysLater })
  const { factors, exposure } = item
  const years = Math.max(0, factors.years - daysLater / 365)
  switch (exposure.to) {
    case 'none':
      return { ...factors, years }
    case 'vix': {
      const vixFuture = factors.underlying + exposure.share * (vixMove(dynamics, logReturn) + vix_vol_points)
      return { ...factors, years, underlying: Math.max(0.1, vixFuture) }
    }
    case 'index': {
      const underlying = factors.underlying * Math.exp(logReturn)
      if (exposure.smile === null) return { ...factors, years, underlying }
      const { volatility } = factors
      const forward_points = factors.underlying
      const leg = { smile: exposure.smile, volatility, forward_points, years: factors.years }
      const moved = logReturn === 0 ? volatility : movedVolatility(dynamics, leg, logReturn)
      const level = vix_vol_points === 0 ? 0 : (vix_vol_points / 100) * vixShareOf(factors.years)
      return { ...factors, years, underlying, volatility: Math.max(0, moved + volShift + level) }
    }
  }
}

/** Value of the book after the move, money. */
export function bookValue(items: readonly BookItem[], move: BookMove = {}): number {
  let value = 0
  for (const item of items) value += item.position.value(movedFactors(item, move))
  return value
}

const BUMP = 1e-4

/**
 * Money per point of the index: the slope of the book's value along the index with volatilities moving as the dynamics
 * say. Under sticky strike it is the sum of the legs' own deltas; otherwise vega times the skew comes on top. Central
 * difference over a hundredth of a percent either side.
 */
export function bookDelta(items: readonly BookItem[], spot_points: number, dynamics: SmileDynamics): number {
  const up = bookValue(items, { logReturn: Math.log1p(BUMP), dynamics })
  const down = bookValue(items, { logReturn: Math.log1p(-BUMP), dynamics })
  return (up - down) / (2 * BUMP * spot_points)
}

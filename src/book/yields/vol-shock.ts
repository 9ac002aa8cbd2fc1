import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import type { BookItem } from '../ledger/book-item.ts'
import { bookValue } from '../ledger/move-book.ts'
import { TRADING_DAYS_PER_YEAR } from '../structure/lvr.ts'
import { convexityByDriver } from './convexity.ts'

/** The stress every report carries: volatilities up five points at once, index unchanged. */
export const REFERENCE_VOL_SHOCK = 0.05

/** A parallel rise of volatilities against the book's LVR. It is vega and is booked apart from LVR. Money. */
export interface VolShock {
  readonly shift: number
  /** vega x shift: negative is a loss. */
  readonly firstOrder: number
  readonly fullRevaluation: number
  /** Rent a trading day at the legs' own implied variances: what the loss is measured in. */
  readonly rentPerTradingDay: number
  /** Trading days of LVR at implied that the loss costs; null where the items are not short gamma. */
  readonly lvrDaysFirstOrder: number | null
  readonly lvrDaysFullRevaluation: number | null
}

/**
 * Shocks the index options of the items by `shift` (decimal). `tradingDaysPerYear` is the day LVR is counted in: 252, or 365
 * for calendar days. Refuses items without Greeks, and those whose drivers differ, whose gammas do not add up.
 */
export function volShock(
  items: readonly BookItem[],
  shift: number = REFERENCE_VOL_SHOCK,
  tradingDaysPerYear: number = TRADING_DAYS_PER_YEAR,
): Result<VolShock> {
  const found = convexityByDriver(items)
  if (!found.ok) return found
  if (found.value.length !== 1) {
    return refused(
      refuse('structure.invalid', {
        field: 'driver',
        was: found.value.map(({ driver }) => driver).join(', ') || 'no position',
        wanted: 'positions of one driver: gammas of two underlyings do not add up',
        source: 'vol shock',
      }),
    )
  }
  const [{ vega, dollarGamma, dollarGammaVariance }] = found.value
  const firstOrder = vega * shift
  const fullRevaluation = bookValue(items, { volShift: shift }) - bookValue(items)
  const rent = -dollarGammaVariance / 2 / tradingDaysPerYear + 0
  const days = (change: number): number | null => (dollarGamma < 0 && rent > 0 ? -change / rent : null)
  return accepted({
    shift,
    firstOrder,
    fullRevaluation,
    rentPerTradingDay: rent,
    lvrDaysFirstOrder: days(firstOrder),
    lvrDaysFullRevaluation: days(fullRevaluation),
  })
}

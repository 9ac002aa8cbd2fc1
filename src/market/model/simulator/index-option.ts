import { assert } from '../../../base/vocabulary/assert.ts'
import { black76Price } from '../../pricing/black76.ts'
import type { SurfaceSmile } from '../surface-model.ts'
import type { SimulatedOption } from './simulated-market.ts'

/**
 * An index option's undiscounted value, index points, from its expiry's smile: what it is priced at under the pricing law, what it
 * pays on average under the index's own. `years` calendar-365 to settlement.
 */
export function undiscountedValue(
  smile: SurfaceSmile,
  { strike_points, right }: SimulatedOption,
  at: { readonly forward_points: number; readonly years: number },
): number {
  const { forward_points, years } = at
  assert(years > 0, 'a simulated option must settle after its quote', { years })
  const total = smile.totalVariance(Math.log(strike_points / forward_points))
  const volatility = Math.sqrt(total / years)
  return black76Price({ right, forward_points, strike_points, years, volatility, discount: 1 })
}

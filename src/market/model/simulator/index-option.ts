/** An index option's value from a smile: the same for what it is priced at and for what it pays on average. */
import { yearFraction } from '../../../base/calendar/year-fraction.ts'
import { assert } from '../../../base/vocabulary/assert.ts'
import type { EpochMs } from '../../../base/vocabulary/quantity.ts'
import { black76Price } from '../../pricing/black76.ts'
import type { Surface } from '../surface-model.ts'
import { varianceYears } from '../variance-clock.ts'
import type { SimulatedOption } from './simulated-market.ts'

/** Undiscounted, index points. `drift` is the growth of the index per calendar-365 year. */
export function undiscountedValue(
  surface: Surface,
  option: SimulatedOption,
  at: { readonly quotedAt: EpochMs; readonly spot_points: number; readonly drift: number },
): number {
  const { settlesAt, strike_points, right } = option
  const years = yearFraction('calendar-365', at.quotedAt, settlesAt)
  assert(years > 0, 'a simulated option must settle after its quote', { settlesAt, quotedAt: at.quotedAt })
  const forward_points = at.spot_points * Math.exp(at.drift * years)
  const smile = surface.smile(varianceYears(at.quotedAt, settlesAt, surface.clock))
  const total = smile.totalVariance(Math.log(strike_points / forward_points))
  return black76Price({
    right,
    forward_points,
    strike_points,
    years,
    volatility: Math.sqrt(total / years),
    discount: 1,
  })
}

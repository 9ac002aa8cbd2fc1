import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import type { FuturesHistory } from '../series/series.ts'
import { vixOptionVols } from './vix-option-vols.ts'
import type { VixOptionVols, VolatilityMarket } from './volatility-market.ts'
import { readVxCurve } from './vx-curve.ts'

/**
 * The volatility market of a day out of real VX settlements. Refuses `series.missing` where no contract is known that has
 * not expired, `series.stale` where the newest settlement is over a week old.
 */
export function quotedVolatilityMarket(inputs: {
  readonly futures: readonly FuturesHistory[]
  readonly asOfDay: number
  readonly vix_vol_points: number | null
  readonly optionVols?: VixOptionVols
  readonly rate_per_year?: number
}): Result<VolatilityMarket> {
  const { asOfDay, vix_vol_points, optionVols = vixOptionVols(), rate_per_year = 0 } = inputs
  const { futures, settledDay, leftOut } = readVxCurve(inputs.futures, asOfDay)
  const date = dateOf(asOfDay)
  if (settledDay === null) {
    return refused(
      refuse(leftOut.length === 0 ? 'series.missing' : 'series.stale', {
        field: 'VX',
        was:
          leftOut.length === 0
            ? 'no contract that has not expired'
            : (leftOut[0]?.reason ?? 'old settlements'),
        wanted: `settlement prices of VX futures of ${date} or the week before`,
        source: 'VX settlement histories',
      }),
    )
  }
  const notes = leftOut.map(({ expirationDay, reason }) => `VX ${dateOf(expirationDay)} left out: ${reason}`)
  if (settledDay !== asOfDay) notes.push(`VX settlements are those of ${dateOf(settledDay)}`)
  return accepted({
    asOfDay,
    vix_vol_points,
    futures,
    rung: 'quoted',
    source: 'VX settlement prices',
    optionVols,
    rate_per_year,
    notes,
  })
}

const dateOf = (day: number): string => isoOfDay(quantity<DayNumber>(day))

import { yearFraction } from '../../base/calendar/year-fraction.ts'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { PLAIN_WINDOW, type VixWindow } from './forward-variance.ts'
import type { ClockParameters } from './surface-types.ts'
import { SURFACE_PARAMETERS } from './surface-parameters.ts'
import { varianceYears } from './variance-clock.ts'

const THIRTY_DAYS = 30 / 365

/**
 * The two settlements VIX is made of, the last within 30 days and the first beyond, weighed as Cboe weighs them: linearly in
 * calendar time. `settlements` are those of the expiries the index uses (Fridays). Plain 30 days where one side is missing.
 */
export function vixWindow(
  from: EpochMs,
  settlements: readonly EpochMs[],
  clock: ClockParameters = SURFACE_PARAMETERS.clock,
): VixWindow {
  let near: EpochMs | null = null
  let next: EpochMs | null = null
  for (const settlement of settlements) {
    const years = yearFraction('calendar-365', from, settlement)
    if (years <= 0) continue
    if (years <= THIRTY_DAYS) {
      if (near === null || settlement > near) near = settlement
    } else if (next === null || settlement < next) next = settlement
  }
  if (near === null || next === null) return PLAIN_WINDOW
  const nearTime = yearFraction('calendar-365', from, near)
  const nextTime = yearFraction('calendar-365', from, next)
  const nearWeight = (nextTime - THIRTY_DAYS) / (nextTime - nearTime)
  return {
    nearYears: varianceYears(from, near, clock),
    nextYears: varianceYears(from, next, clock),
    nearWeight,
    nextWeight: 1 - nearWeight,
  }
}

import { isoOfDay } from '../../../base/calendar/civil.ts'
import { settlementOf } from '../../../base/calendar/expirations.ts'
import { yearFraction } from '../../../base/calendar/year-fraction.ts'
import { assert } from '../../../base/vocabulary/assert.ts'
import type { DayNumber, EpochMs } from '../../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../../base/vocabulary/result.ts'
import { varianceYears } from '../variance-clock.ts'

/** How far a settlement is, on both clocks. */
export interface Tenor {
  /** Calendar-365. */
  readonly years: number
  readonly varianceYears: number
}

export function tenorBetween(quotedAt: EpochMs, settlesAt: EpochMs): Tenor {
  assert(settlesAt > quotedAt, 'what is priced must settle after the quote', { settlesAt, quotedAt })
  return {
    years: yearFraction('calendar-365', quotedAt, settlesAt),
    varianceYears: varianceYears(quotedAt, settlesAt),
  }
}

/** To the opening on which VX and VIX options of that expiration settle. */
export const vixTenor = (quotedAt: EpochMs, expirationDay: DayNumber): Tenor =>
  tenorBetween(quotedAt, mustAccept(settlementOf('VIX', isoOfDay(expirationDay))).settlesAt)

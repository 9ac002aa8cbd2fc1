import { settlementOf } from '../../../base/calendar/expirations.ts'
import { isoOfDay } from '../../../base/calendar/civil.ts'
import { yearFraction } from '../../../base/calendar/year-fraction.ts'
import { assert } from '../../../base/vocabulary/assert.ts'
import type { DayNumber, EpochMs } from '../../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../../base/vocabulary/result.ts'
import { varianceYears } from '../variance-clock.ts'

/** How far a VIX expiry is. */
export interface VixTenor {
  /** Calendar-365 years. */
  readonly years: number
  /** Years of the variance clock. */
  readonly varianceYears: number
}

/** From the row's quotes to the opening of the expiration. */
export function vixTenor(quotedAt: EpochMs, expirationDay: DayNumber): VixTenor {
  const { settlesAt } = mustAccept(settlementOf('VIX', isoOfDay(expirationDay)))
  assert(settlesAt > quotedAt, 'a VIX expiry must settle after the quote', { expirationDay, quotedAt })
  return {
    years: yearFraction('calendar-365', quotedAt, settlesAt),
    varianceYears: varianceYears(quotedAt, settlesAt),
  }
}

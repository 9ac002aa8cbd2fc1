import { isoOfDay } from '../../base/calendar/civil.ts'
import type { DayNumber, IsoDate } from '../../base/vocabulary/quantity.ts'
import { quantity } from '../../base/vocabulary/quantity.ts'
import type { Refusal } from '../../base/vocabulary/refusal.ts'

/** One value of one indicator at one date, or the reason there is none. */
export interface IndicatorReading {
  /** Name with its parameters. */
  readonly id: string
  /** Null is unknown, and `reason` says why; never 0. */
  readonly value: number | null
  /** The date the value speaks of; null where there is none. */
  readonly asOf: IsoDate | null
  /** Seeding, window and formula, in words. */
  readonly convention: string
  readonly reason: string | null
}

export function knownReading(id: string, value: number, day: number, convention: string): IndicatorReading {
  return { id, value, asOf: isoOfDay(quantity<DayNumber>(day)), convention, reason: null }
}

export function unknownReading(id: string, convention: string, reason: string): IndicatorReading {
  return { id, value: null, asOf: null, convention, reason }
}

/** A refusal as the reason of a reading. */
export function reasonOf(refusal: Refusal): string {
  return `${refusal.field}: ${refusal.was.replaceAll('"', '')}; wanted ${refusal.wanted}`
}

import type { SeriesDoor } from '../series-door/series-door.ts'

export interface ReferenceRate {
  /** Continuously compounded, a year of 365 days; null where none is at hand. */
  readonly rate: number | null
  readonly source: string
}

/** Nearest to what an arbitrageur funds at first. */
const NAMES = ['OIS', 'SOFR'] as const
/** A rate over a week old is no reference for quotes of today. */
export const REFERENCE_AGE_DAYS_MAX = 7
const DAYS_A_YEAR = 365
const MONEY_MARKET_DAYS = 360

/**
 * The rate that parity is judged against: the one given by hand, else OIS or SOFR of the store, in per cent a year on 360
 * days as published, compounded daily. An overnight rate says nothing of the term; the source names it.
 */
export function referenceRate(door: SeriesDoor, given: number | null): ReferenceRate {
  if (given !== null) return { rate: given, source: 'given by hand' }
  for (const name of NAMES) {
    const reading = door(name)
    if (!reading.known) continue
    const rate = DAYS_A_YEAR * Math.log1p(reading.value / 100 / MONEY_MARKET_DAYS)
    return { rate, source: `${name} of ${reading.date}, ${reading.value} % on 360 days, overnight` }
  }
  return { rate: null, source: 'neither OIS nor SOFR of the last week is at hand' }
}

import type { ExpiryState } from '../../market/surface/market-state.ts'
import type { SeriesDoor } from '../series-door/series-door.ts'

/** What boxes and forwards are held against. Null where neither series is at hand; `source` says which, or why not. */
export interface ReferenceRate {
  /** Continuously compounded per year on the market's clock. */
  readonly rate: number | null
  readonly source: string
}

/** A swap of the term says more than one night; SOFR stands in for it. */
const SERIES = ['OIS', 'SOFR'] as const
const MONEY_MARKET_YEAR_DAYS = 360

/**
 * The rate to an expiry out of the series at hand: OIS, else SOFR, both as published, in percent, simple, actual days over
 * 360. SOFR is one night's and is taken for the whole term. Never guessed where neither was supplied.
 */
export function referenceRate(series: SeriesDoor | null, expiry: ExpiryState): ReferenceRate {
  if (series === null) return { rate: null, source: 'no series are at hand' }
  for (const name of SERIES) {
    const read = series(name)
    if (!read.known) continue
    const growth = 1 + ((read.value / 100) * expiry.days) / MONEY_MARKET_YEAR_DAYS
    if (!(growth > 0) || expiry.years <= 0) continue
    const night = name === 'SOFR' ? ', one night’s taken for the term' : ''
    return {
      rate: Math.log(growth) / expiry.years,
      source: `${name} of ${read.date}, ${read.source}${night}`,
    }
  }
  return { rate: null, source: 'neither OIS nor SOFR is at hand' }
}

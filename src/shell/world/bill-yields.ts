/** Yields of three-month Treasury bills out of the store, as they were known. */
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import type { Store } from '../store/store.ts'

interface BillSeries {
  readonly symbol: string
  /** Discount on the face over 360 days, yield on the price over 365, or over 360. */
  readonly quoted: 'discount' | 'yield' | 'money market'
  /** Calendar days from a value's date to its publication, where the file does not say. */
  readonly lag_days: number
  /** An older value is unknown. */
  readonly ageMax_days: number
  readonly about: string
}

/** FRED's, the daily ones first, federal funds where there is no bill; all in percent. Monthly values are dated on the first of their month. */
// prettier-ignore
const BILLS: readonly BillSeries[] = [
  { symbol: 'DGS3MO', quoted: 'yield', lag_days: 1, ageMax_days: 15, about: 'constant maturity' },
  { symbol: 'DTB3', quoted: 'discount', lag_days: 1, ageMax_days: 15, about: 'secondary market' },
  { symbol: 'GS3M', quoted: 'yield', lag_days: 33, ageMax_days: 80, about: 'constant maturity, monthly means' },
  { symbol: 'TB3MS', quoted: 'discount', lag_days: 33, ageMax_days: 80, about: 'secondary market, monthly means' },
  { symbol: 'FEDFUNDS', quoted: 'money market', lag_days: 33, ageMax_days: 80, about: 'federal funds, monthly means: no bill, but close to one' },
]

const DAYS_TO_MATURITY = 91
/** A yield above this was meant in another unit. */
const PERCENT_MAX = 25

export interface BillYields {
  readonly symbol: string
  readonly says: string
  readonly series: ValueSeries
  /** Simple, decimal per 365-day year, of the newest value published before the day; null where none is, or it is too old. */
  rateOn(day: number): number | null
}

/** The first of the series that is imported and reaches into the days; null where none does. */
export async function billYields(store: Store, fromDay: number, toDay: number): Promise<BillYields | null> {
  const stored = new Set(store.symbols('series'))
  for (const bill of BILLS) {
    if (!stored.has(bill.symbol)) continue
    const read = await store.series(bill.symbol)
    if (!read.ok) continue
    const { data } = read.value
    const reaches = (data.days[0] ?? Infinity) <= toDay && (data.days.at(-1) ?? -Infinity) >= fromDay
    if (reaches && data.values.every((value) => Math.abs(value) <= PERCENT_MAX)) return yieldsOf(bill, data)
  }
  return null
}

function yieldsOf(
  { symbol, quoted, lag_days, ageMax_days, about }: BillSeries,
  series: ValueSeries,
): BillYields {
  const { days, values, publishedDays } = series
  return {
    symbol,
    says: `${symbol} (${about}), known ${lag_days === 1 ? 'the day after' : `${lag_days} days after its date`}`,
    series,
    rateOn: (day) => {
      let at = indexAtOrBefore(days, day - 1)
      while (at >= 0 && (publishedDays?.[at] ?? days[at] + lag_days) > day) at -= 1
      if (at < 0 || day - days[at] > ageMax_days) return null
      const share = values[at] / 100
      if (quoted === 'yield') return share
      if (quoted === 'money market') return (365 * share) / 360
      // A discount d on the face costs 1 - d 91/360 and earns d 91/360 in 91 days.
      return (365 * share) / (360 - DAYS_TO_MATURITY * share)
    },
  }
}

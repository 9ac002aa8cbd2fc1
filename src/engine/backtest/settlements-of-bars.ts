/**
 * Settlement values from what is at hand: those published, else the index's own closes. No open stands for the special opening
 * quotation: in the usual histories of the S&P 500 opens repeat the close before on most days until 2006, and are not clean until
 * 2014. An AM series without a published value settles on the close of the session before, and the run says so; where that close is
 * missing too, nothing is known of it.
 */
import { dayNumber } from '../../base/calendar/civil.ts'
import { previousSession } from '../../base/calendar/sessions.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { closeOn } from '../../market/series/close-on.ts'
import type { ExpiredSeries, SettlementValue } from './backtest-day.ts'

export interface SettlementSources {
  readonly bars: DailyBars
  /** Published values by `ROOT YYYY-MM-DD`, for AM series, VIX and VX. */
  readonly official?: ReadonlyMap<string, number>
}

const ON_VOLATILITY = /^(VIX|VX)/

/** What is known of a series at the close of `knownDay`. */
export function settlementOfBars(
  { bars, official }: SettlementSources,
  series: ExpiredSeries,
  knownDay: number,
): SettlementValue | null {
  const day = dayNumber(series.settlementDate)
  if (day > knownDay) return null
  const published = official?.get(`${series.root} ${series.expiration}`)
  if (published !== undefined) return { value_points: published, basis: 'official' }
  // VIX and VX settle to the special opening of VIX, which no close stands for.
  if (ON_VOLATILITY.test(series.root)) return null
  if (series.style === 'PM') return valued(closeOn(bars, day), 'close')
  return valued(closeOn(bars, dayNumber(previousSession(series.settlementDate))), 'prior-close')
}

const valued = (value: number | null, basis: SettlementValue['basis']): SettlementValue | null =>
  value === null || !(value > 0) ? null : { value_points: value, basis }

import { yearFraction } from '../../base/calendar/year-fraction.ts'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import { TRADING_DAYS_PER_YEAR } from './lvr.ts'

/**
 * Sessions of trading from the instant of the quotes to settlement, with the fraction of a session under way. One where
 * no trading lies between (AM settlement the next morning): the night moves the index too.
 */
export function sessionsLeft(quotedAt: EpochMs, expiry: ExpiryState): number {
  const sessions = yearFraction('trading-252', quotedAt, expiry.slice.settlesAt) * TRADING_DAYS_PER_YEAR
  return sessions > 0 ? sessions : 1
}

/**
 * Years on the market's clock per trading year, to settlement: what turns a variance per calendar year into one per 252
 * sessions. Implied volatility counts calendar time and a forecast from closes counts sessions; over six weeks the two
 * agree within a percent, but a one-day option over a weekend spans three calendar days and one session, and comparing
 * the raw figures would understate its rent by half (and overstate it by 45 % on another night).
 */
export function clockRatio(quotedAt: EpochMs, expiry: ExpiryState): number {
  return (expiry.years * TRADING_DAYS_PER_YEAR) / sessionsLeft(quotedAt, expiry)
}

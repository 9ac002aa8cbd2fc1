/**
 * Probabilities of two kinds, never mixed: risk-neutral (from the smile: a price, not a forecast) and historical (from
 * the index's own past moves).
 */
import { sessionsBetween } from '../../base/calendar/sessions.ts'
import { isoOfDay } from '../../base/calendar/civil.ts'
import { normalCdf, normalPdf } from '../../base/numerics/normal.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { type DayNumber, type IsoDate, quantity } from '../../base/vocabulary/quantity.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import { smileVol } from '../../market/surface/smile-vol.ts'

/** Strike step of the smile's slope, as a share of the strike: 0.5 points at 5000. */
const SLOPE_STEP = 1e-4

/**
 * Risk-neutral P(S_T < K): the undiscounted digital put, d/dK of the Black-76 put along the smile,
 * N(-d2) + F phi(d1) sqrt(T) d(sigma)/dK. The second term is the skew's correction: without it a downward-sloping smile
 * understates the chance of ending below (Breeden and Litzenberger 1978). Clamped to 0..1, because a fitted smile may
 * stray outside where it extrapolates.
 */
export function riskNeutralBelow(expiry: ExpiryState, strike_points: number): number {
  if (strike_points <= 0) return 0
  const forward = expiry.forward.forward_points
  const root = Math.sqrt(expiry.years)
  const sigma = smileVol(expiry, strike_points)
  const step = strike_points * SLOPE_STEP
  const slope = (smileVol(expiry, strike_points + step) - smileVol(expiry, strike_points - step)) / (2 * step)
  const d1 = Math.log(forward / strike_points) / (sigma * root) + (sigma * root) / 2
  const below = normalCdf(-(d1 - sigma * root)) + forward * normalPdf(d1) * root * slope
  return Math.min(1, Math.max(0, below))
}

/** Risk-neutral P(low < S_T < high); null bounds are open. */
export function riskNeutralBetween(expiry: ExpiryState, low: number | null, high: number | null): number {
  const below = low === null ? 0 : riskNeutralBelow(expiry, low)
  const notAbove = high === null ? 1 : riskNeutralBelow(expiry, high)
  return Math.max(0, notAbove - below)
}

export interface HistoricalProbability {
  readonly probability: number
  /** What was counted: "4,842 overlapping 29-session moves of SPX, 2000-01-03 to 2019-05-01". */
  readonly sample: string
}

/** Fewer moves than a year of sessions are an anecdote, not a distribution. */
const MOVES_MIN = 252

/**
 * Share of the index's past moves over `sessions` sessions that would end between the levels, started at `spot_points`.
 * Overlapping close-to-close log returns, not scaled to today's volatility and with the drift they had; `bars` must hold
 * only what was known at the as-of time. Null with fewer than 252 moves.
 */
export function historicalBetween(
  bars: DailyBars,
  spot_points: number,
  sessions: number,
  low: number | null,
  high: number | null,
): HistoricalProbability | null {
  assert(Number.isInteger(sessions) && sessions >= 1, 'a move takes at least one session', { sessions })
  const { closes, days } = bars
  const count = closes.length - sessions
  if (count < MOVES_MIN) return null
  let inside = 0
  for (let i = 0; i < count; i += 1) {
    const end = spot_points * (closes[i + sessions] / closes[i])
    if ((low === null || end > low) && (high === null || end < high)) inside += 1
  }
  const date = (day: number): string => isoOfDay(quantity<DayNumber>(day))
  const grouped = String(count).replace(/\B(?=(\d{3})+$)/g, ',')
  return {
    probability: inside / count,
    sample: `${grouped} overlapping ${sessions}-session moves of ${bars.symbol}, ${date(days[0])} to ${date(days[days.length - 1])}`,
  }
}

/**
 * Sessions of index movement until settlement: those after `from` up to the expiration; one fewer for AM settlement,
 * which is struck at the open and for which the close before stands in. At least one.
 */
export function sessionsToSettlement(from: IsoDate, expiry: ExpiryState): number {
  const sessions = sessionsBetween(from, expiry.slice.expiration)
  return Math.max(1, expiry.slice.settlement === 'AM' ? sessions - 1 : sessions)
}

/**
 * Which two expiries make a volatility index, by the rule in force on the date.
 *
 * - Since 2014-10-06 VIX uses the weekly Friday series: the standard third-Friday SPX month and the SPXW Fridays between,
 *   near with 24 to 30 days to run, next with 31 to 37. Days are counted from date to date, and the roll is on Wednesdays:
 *   24 and 31 days on a Tuesday, 30 and 37 the day after (the example of Cboe's white paper as revised for weeklys). A
 *   series moved to Thursday by a holiday counts as its Friday, so that the roll stays where it is.
 * - Before, it used standard months only: the first with at least eight days left and the one after it, on whichever side of
 *   thirty days they lay (the white paper of 2009: more than a week to expiration).
 * - Where a chain does not hold the series of the rule (another underlying, a partial file): the nearest expiry on each
 *   side of the horizon, and the reading says so.
 *
 * VIX9D applies the first rule to nine days.
 */
import { weekday } from '../../base/calendar/civil.ts'
import { isMonthly, isWeekEnd } from '../../base/calendar/expiration-dates.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { ExpirySlice } from '../quote/chain.ts'

type VixTermRule = 'friday-series' | 'standard-months' | 'nearest-expiries'

export interface VixTerms<T> {
  readonly near: T
  readonly next: T
  readonly rule: VixTermRule
}

/** Dated table of the VIX rule; first row whose date is not after the session's, from the last. */
const VIX_RULES: readonly { readonly from: IsoDate; readonly rule: VixTermRule }[] = [
  { from: '1990-01-01' as IsoDate, rule: 'standard-months' },
  { from: '2014-10-06' as IsoDate, rule: 'friday-series' },
]
const FRIDAY = 5
const STANDARD_DAYS_MIN = 8
const MS_PER_DAY = 86_400_000
export const VIX_DAYS = 30
export const VIX9D_DAYS = 9

/** Days to the Friday, both bounds exclusive: one near series of a week and one next. */
const FRIDAY_WINDOWS: Readonly<Record<number, { readonly above: number; readonly below: number }>> = {
  [VIX_DAYS]: { above: 23, below: 38 },
  [VIX9D_DAYS]: { above: 2, below: 17 },
}

interface Candidate {
  readonly slice: Pick<ExpirySlice, 'root' | 'expiration' | 'expirationDay' | 'settlement' | 'settlesAt'>
}

/** Null where the horizon cannot be bracketed. `sessionDay` and `quotedAt` are those of the chain. */
export function chooseVixTerms<T extends Candidate>(
  expiries: readonly T[],
  at: { readonly sessionDate: IsoDate; readonly sessionDay: number; readonly quotedAt: number },
  horizonDays: number,
): VixTerms<T> | null {
  const rule =
    horizonDays === VIX_DAYS
      ? (VIX_RULES.findLast(({ from }) => from <= at.sessionDate)?.rule ?? 'nearest-expiries')
      : 'friday-series'
  const open = expiries.filter(({ slice }) => slice.settlesAt > at.quotedAt)
  const chosen =
    rule === 'standard-months' ? standardMonths(open, at.sessionDay) : fridaySeries(open, at, horizonDays)
  return chosen === null ? nearestExpiries(open, at.quotedAt, horizonDays) : { ...chosen, rule }
}

type Pair<T> = Pick<VixTerms<T>, 'near' | 'next'>

function fridaySeries<T extends Candidate>(
  expiries: readonly T[],
  at: { readonly sessionDay: number },
  horizonDays: number,
): Pair<T> | null {
  const window = FRIDAY_WINDOWS[horizonDays]
  if (window === undefined) return null
  const days = ({ slice }: T): number => {
    const toFriday = (FRIDAY - weekday(slice.expirationDay) + 7) % 7
    return slice.expirationDay + toFriday - at.sessionDay
  }
  const series = expiries.filter((expiry) => {
    const { root, expirationDay } = expiry.slice
    const isFridaySeries =
      root === 'SPX' ? isMonthly(expirationDay) : root === 'SPXW' && isWeekEnd(expirationDay)
    return isFridaySeries && days(expiry) > window.above && days(expiry) < window.below
  })
  return pairOf(
    series.findLast((expiry) => days(expiry) <= horizonDays),
    series.find((expiry) => days(expiry) > horizonDays),
  )
}

/** Series written as expiring on the Saturday after the third Friday, as they were until 2015, count as standard too. */
function standardMonths<T extends Candidate>(expiries: readonly T[], sessionDay: number): Pair<T> | null {
  const series = expiries.filter(
    ({ slice }) => slice.root === 'SPX' && slice.expirationDay - sessionDay >= STANDARD_DAYS_MIN,
  )
  return pairOf(series[0], series[1])
}

function nearestExpiries<T extends Candidate>(
  expiries: readonly T[],
  quotedAt: number,
  horizonDays: number,
): VixTerms<T> | null {
  const days = ({ slice }: T): number => (slice.settlesAt - quotedAt) / MS_PER_DAY
  const pair = pairOf(
    expiries.findLast((expiry) => days(expiry) <= horizonDays),
    expiries.find((expiry) => days(expiry) > horizonDays),
  )
  return pair === null ? null : { ...pair, rule: 'nearest-expiries' }
}

const pairOf = <T>(near: T | undefined, next: T | undefined): Pair<T> | null =>
  near === undefined || next === undefined ? null : { near, next }

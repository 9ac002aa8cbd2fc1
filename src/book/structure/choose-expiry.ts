import { dayNumber, monthOf, yearOf } from '../../base/calendar/civil.ts'
import { spxAmExpiration } from '../../base/calendar/expirations.ts'
import { inTables } from '../../base/calendar/session-table.ts'
import { nextSession } from '../../base/calendar/sessions.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { ExpiryState, MarketState } from '../../market/surface/market-state.ts'
import type { ExpiryTarget, SettlementWish } from './condor-contract.ts'

/**
 * The expiry a contract means, among those of the market that have a forward and time left.
 *
 * `nearest-days`: the fewest calendar days from the target; among equals PM before AM (SPXW before SPX on one date),
 * then the earlier date, then the root's name: the same chain always gives the same expiry. Refuses
 * `structure.unresolvable` with what there was instead.
 */
export function chooseExpiry(target: ExpiryTarget, market: MarketState): Result<ExpiryState> {
  const today = dayNumber(market.chain.sessionDate)
  const daysTo = (expiry: ExpiryState): number => expiry.slice.expirationDay - today
  const open = market.expiries.filter((expiry) => expiry.years > 0 && settles(expiry, target.settlement))
  const wanted = open.filter((expiry) => isWanted(target, expiry, market))
  const aim = target.kind === 'nearest-days' ? target.days : 0
  const best = wanted.reduce<ExpiryState | null>(
    (found, expiry) => (found === null || isNearer(expiry, found, aim, daysTo) ? expiry : found),
    null,
  )
  if (best === null) return refused(unlisted(target, open, market))
  if (target.kind === 'nearest-days' && Math.abs(daysTo(best) - target.days) > target.tolerance_days) {
    return refused(
      refuse('structure.unresolvable', {
        field: 'expiry',
        was: `nearest ${best.slice.root} ${best.slice.expiration}, ${daysTo(best)} days`,
        wanted: `within ${target.tolerance_days} days of ${target.days}`,
        source: market.chain.source.name,
      }),
    )
  }
  if (!inTables(best.slice.expirationDay)) {
    return refused(
      refuse('date.out-of-range', {
        field: 'expiry',
        was: best.slice.expiration,
        wanted: 'an expiration inside the calendar tables, which count the sessions to it',
        source: market.chain.source.name,
      }),
    )
  }
  return accepted(best)
}

function settles(expiry: ExpiryState, wish: SettlementWish): boolean {
  return wish === 'PM preferred' || expiry.slice.settlement === wish
}

function isWanted(target: ExpiryTarget, expiry: ExpiryState, market: MarketState): boolean {
  const { expiration, expirationDay } = expiry.slice
  switch (target.kind) {
    case 'nearest-days':
      return (
        !target.monthlyOnly || expiration === spxAmExpiration(yearOf(expirationDay), monthOf(expirationDay))
      )
    case 'next-session':
      return expiration === nextSession(market.chain.sessionDate)
    case 'on-date':
      return expiration === target.expiration
  }
}

function isNearer(
  one: ExpiryState,
  other: ExpiryState,
  aim: number,
  daysTo: (expiry: ExpiryState) => number,
): boolean {
  const key = (expiry: ExpiryState): readonly (number | string)[] => [
    Math.abs(daysTo(expiry) - aim),
    expiry.slice.settlement === 'PM' ? 0 : 1,
    expiry.slice.expirationDay,
    expiry.slice.root,
  ]
  const [a, b] = [key(one), key(other)]
  const at = a.findIndex((part, i) => part !== b[i])
  return at >= 0 && a[at] < b[at]
}

function unlisted(target: ExpiryTarget, open: readonly ExpiryState[], market: MarketState) {
  const date =
    target.kind === 'next-session'
      ? nextSession(market.chain.sessionDate)
      : target.kind === 'on-date'
        ? target.expiration
        : null
  const left = market.leftOut.find((one) => one.expiration === date)
  const first = open[0]?.slice
  return refuse('structure.unresolvable', {
    field: 'expiry',
    was:
      left === undefined
        ? first === undefined
          ? 'no expiry with a forward'
          : `expiries from ${first.root} ${first.expiration} on`
        : `${left.root} ${left.expiration} left out: ${left.reason}`,
    wanted: date === null ? 'a monthly expiry' : `an expiry on ${date} (${target.settlement})`,
    source: market.chain.source.name,
  })
}

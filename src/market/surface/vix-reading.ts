import { dayNumber } from '../../base/calendar/civil.ts'
import type { EpochMs, IndexPoints, IsoDate, VolPoints } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { QUOTE_STATE, type SideColumns } from '../quote/chain.ts'
import { cboeVix, type CboeVixTermInput, MINUTES_PER_YEAR } from './cboe-vix.ts'
import type { ExpiryState, VixReading } from './market-state.ts'
import { chooseVixTerms } from './vix-terms.ts'

const MS_PER_MINUTE = 60_000
const MINUTES_PER_DAY = 1_440

/** The volatility index of a chain at a horizon (30 days: VIX; 9: VIX9D) by the Cboe method, from the chain's own quotes. */
export function vixReading(
  expiries: readonly ExpiryState[],
  at: { readonly sessionDate: IsoDate; readonly quotedAt: EpochMs },
  horizonDays: number,
): Result<VixReading> {
  const terms = chooseVixTerms(expiries, { ...at, sessionDay: dayNumber(at.sessionDate) }, horizonDays)
  if (terms === null) {
    return refused(
      refuse('vix.not-computable', {
        field: 'expiries',
        was: `${expiries.length} expiries, none on one side of ${horizonDays} days`,
        wanted: 'an expiry with a forward on each side of the horizon',
        source: `${horizonDays}-day volatility index`,
        fix: `Import a chain with expiries on both sides of ${horizonDays} days.`,
      }),
    )
  }
  const { near, next, rule } = terms
  const index = cboeVix({
    near: termInput(near, at.quotedAt),
    next: termInput(next, at.quotedAt),
    minutesTarget: horizonDays * MINUTES_PER_DAY,
  })
  if (!index.ok) return index
  const { level_vol_points, near: nearTerm, next: nextTerm } = index.value
  return accepted({
    level_vol_points: level_vol_points as VolPoints,
    horizonDays,
    rule,
    nearRoot: near.slice.root,
    nearExpiration: near.slice.expiration,
    nextRoot: next.slice.root,
    nextExpiration: next.slice.expiration,
    nearVariance: nearTerm.variance,
    nextVariance: nextTerm?.variance ?? nearTerm.variance,
    nearForward_points: nearTerm.forward_points as IndexPoints,
    nextForward_points: (nextTerm?.forward_points ?? nearTerm.forward_points) as IndexPoints,
  })
}

/** Quotes of an expiry as the method takes them: an option without a quote has neither bid nor ask. */
function termInput({ slice, forward }: ExpiryState, quotedAt: EpochMs): CboeVixTermInput {
  const minutes = (slice.settlesAt - quotedAt) / MS_PER_MINUTE
  return {
    strikes_points: slice.strikes_points,
    callBids: quoted(slice.calls, slice.calls.bids_points),
    callAsks: quoted(slice.calls, slice.calls.asks_points),
    putBids: quoted(slice.puts, slice.puts.bids_points),
    putAsks: quoted(slice.puts, slice.puts.asks_points),
    minutes,
    // The method's year has 365 days, whatever clock the market is read on.
    rate: (-Math.log(forward.discount) * MINUTES_PER_YEAR) / minutes,
  }
}

const quoted = (side: SideColumns, prices: Float64Array): Float64Array =>
  prices.map((price, i) => ((side.state[i] & QUOTE_STATE.HAS_QUOTE) === 0 ? 0 : price))

/** The expirations a condor may be rolled into, each with the furthest strikes that pay for the roll. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { inCalendar, nextSession } from '../../base/calendar/sessions.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { pairsInwards } from '../../book/structure/credit-strikes.ts'
import { type CondorLegs, INDEX_OPTION_MULTIPLIER } from '../../book/structure/legs.ts'
import { priceStructure } from '../../book/structure/price-structure.ts'
import { type WingedStrike, bindLeg, wingedStrikes } from '../../book/structure/strike-candidates.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import { legCosts } from '../costs.ts'
import { tooThin } from '../position/market-room.ts'
import type { Closing } from './closing.ts'
import type { RollInputs } from './plan-roll.ts'
import type { RollTarget } from './roll-plan.ts'

export type Direction = 'forward' | 'back'

export interface RollCandidate {
  readonly target: RollTarget
  readonly expiry: ExpiryState
  readonly legs: CondorLegs
}

/**
 * One candidate an expiration, nearest first, with the widths of the held condor. Shorts come in from outside, always the
 * side with the smaller delta, until the new credit at natural pays the debit, all fees and the target: the furthest
 * strikes that pay and whose market takes all contracts at once. They never come within `nearest_points` of spot, nor past the deltas of the rules; where none pays, the
 * best net is shown.
 */
export function rollCandidates(
  direction: Direction,
  inputs: RollInputs,
  closing: Closing,
  nearest_points: number,
): readonly RollCandidate[] {
  return expiriesFor(direction, inputs).flatMap((expiry) => {
    const found = bestOn(expiry, direction, inputs, closing, nearest_points)
    return found === null ? [] : [found]
  })
}

function expiriesFor(direction: Direction, { market, held, rules }: RollInputs): readonly ExpiryState[] {
  const from = held.expiry.slice
  const backUntil = lastDayBack(market.chain.sessionDate, rules.rollBack?.daysMax ?? 0)
  return market.expiries.filter(({ slice, years }) => {
    if (slice.counterfactual || years <= 0) return false
    if (direction === 'forward') {
      const later = slice.expirationDay - from.expirationDay
      return slice.settlesAt > from.settlesAt && later >= rules.daysMin && later <= rules.daysMax
    }
    return slice.settlesAt < from.settlesAt && slice.expirationDay <= backUntil
  })
}

/** So many calendar days on, and at least the next session where it is one or more: on a Friday, Monday. */
function lastDayBack(today: IsoDate, daysMax: number): number {
  const last = dayNumber(today) + daysMax
  return daysMax > 0 && inCalendar(today) ? Math.max(last, dayNumber(nextSession(today))) : last
}

function bestOn(
  expiry: ExpiryState,
  direction: Direction,
  { held, rules, costs, spot_points, position, shares }: RollInputs,
  closing: Closing,
  nearest_points: number,
): RollCandidate | null {
  const [longPut, shortPut, shortCall, longCall] = held.legs
  const wish = (width_points: number) => ({ width_points, tolerance_points: 0 })
  const puts = wingedStrikes(expiry, 'P', wish(shortPut.strike_points - longPut.strike_points))
  const calls = wingedStrikes(expiry, 'C', wish(longCall.strike_points - shortCall.strike_points))
  const wanted_dollars = direction === 'forward' ? rules.creditTarget_dollars : 0
  let best: RollCandidate | null = null
  const far = (deltaMax: number | null) => (strike: WingedStrike) =>
    Math.abs(strike.strike_points - spot_points) > nearest_points && strike.delta <= (deltaMax ?? 1)
  const pairs = pairsInwards(puts.filter(far(rules.putDeltaMax)), calls.filter(far(rules.callDeltaMax)))
  for (const { put, call } of pairs) {
    const legs: CondorLegs = [
      bindLeg(expiry, 'P', put.wingIndex, longPut.quantity),
      bindLeg(expiry, 'P', put.shortIndex, shortPut.quantity),
      bindLeg(expiry, 'C', call.shortIndex, shortCall.quantity),
      bindLeg(expiry, 'C', call.wingIndex, longCall.quantity),
    ]
    const net_points = priceStructure(legs).natural_points - closing.debit_points
    const fees = legCosts(held.legs, costs) + legCosts(legs, costs)
    const net_dollars = net_points * INDEX_OPTION_MULTIPLIER - fees
    // A millionth of a dollar forgives binary fractions.
    const meetsTarget = net_dollars >= wanted_dollars - 1e-6
    const thin = meetsTarget ? tooThin(held.legs, legs, position.contracts, shares) : null
    const fits = meetsTarget && thin === null
    if (!fits && best !== null && net_dollars <= best.target.net_dollars) continue
    const target = {
      root: expiry.slice.root,
      expiration: expiry.slice.expiration,
      days: expiry.days,
      strikes_points: legs.map(({ strike_points }) => strike_points),
      net_points,
      net_dollars,
      meetsTarget,
      thin,
    }
    best = { target, expiry, legs }
    if (fits) break
  }
  return best
}

import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import type { ShortTarget, WingTarget } from './condor-contract.ts'
import { priceStructure } from './price-structure.ts'
import {
  type ChosenStrikes,
  type WingedStrike,
  bindLeg,
  wingWish,
  wingedStrikes,
} from './strike-candidates.ts'

type CreditTarget = Extract<ShortTarget, { kind: 'credit' }>

/**
 * The strikes whose mid credit is nearest the target, found by stepping in from outside.
 *
 * Both shorts start at the furthest strike that can be sold. Each step moves one side to the next strike inwards: the
 * side whose short has the smaller delta (the call's where they are equal), so that both sides stay about equally
 * likely to be reached whatever the skew. The first condor whose mid credit reaches the target is compared with the one
 * a step further out, and the nearer to the target is taken, the further out of equals; so the mid may fall short of the
 * target by up to half a step's worth. Only strikes on multiples of the step are used. Stopping at the first crossing
 * keeps a noisy quote further in from being preferred.
 */
export function findCreditStrikes(
  target: CreditTarget,
  wings: WingTarget,
  expiry: ExpiryState,
): Result<ChosenStrikes> {
  const onStep = (strike: WingedStrike): boolean =>
    Math.abs(
      strike.strike_points / target.step_points - Math.round(strike.strike_points / target.step_points),
    ) < 1e-9
  const puts = wingedStrikes(expiry, 'P', wingWish(wings, 'P')).filter(onStep)
  const calls = wingedStrikes(expiry, 'C', wingWish(wings, 'C')).filter(onStep)
  let before: ChosenPair | null = null
  for (const pair of pairsInwards(puts, calls)) {
    const now: ChosenPair = { ...pair, credit: midCredit(expiry, pair.put, pair.call) }
    if (now.credit >= target.mid_points) return accepted(withWarnings(nearer(before, now, target), target))
    before = now
  }
  return refused(
    refuse('structure.unresolvable', {
      field: 'credit',
      was:
        before === null
          ? 'no sellable strikes with quoted wings on both sides'
          : `${before.credit.toFixed(2)} at mid at the innermost strikes`,
      wanted: `${target.mid_points.toFixed(2)} at mid`,
      source: `${expiry.slice.root} ${expiry.slice.expiration}`,
    }),
  )
}

/** The shorts of both sides. */
export interface StrikePair {
  readonly put: WingedStrike
  readonly call: WingedStrike
}

/**
 * Pairs of shorts from the furthest inwards, each side furthest out first: every step moves the side whose short has the
 * smaller delta, the call's where they are equal.
 */
export function* pairsInwards(
  puts: readonly WingedStrike[],
  calls: readonly WingedStrike[],
): Generator<StrikePair> {
  let [p, c] = [0, 0]
  while (p < puts.length && c < calls.length) {
    yield { put: puts[p], call: calls[c] }
    const putNext = puts[p].delta < calls[c].delta ? p + 1 < puts.length : c + 1 >= calls.length
    if (putNext) p += 1
    else c += 1
  }
}

interface ChosenPair extends StrikePair {
  readonly credit: number
}

function midCredit(expiry: ExpiryState, put: WingedStrike, call: WingedStrike): number {
  return priceStructure([
    bindLeg(expiry, 'P', put.wingIndex, 1),
    bindLeg(expiry, 'P', put.shortIndex, -1),
    bindLeg(expiry, 'C', call.shortIndex, -1),
    bindLeg(expiry, 'C', call.wingIndex, 1),
  ]).mid_points
}

function nearer(before: ChosenPair | null, now: ChosenPair, target: CreditTarget): ChosenPair {
  if (before === null) return now
  const short = target.mid_points - before.credit
  const over = now.credit - target.mid_points
  return short <= over + 1e-9 ? before : now
}

function withWarnings(pair: ChosenPair, target: CreditTarget): ChosenStrikes {
  const warnings = [
    ['put', pair.put],
    ['call', pair.call],
  ] as const
  return {
    put: pair.put,
    call: pair.call,
    warnings: warnings
      .filter(([, strike]) => strike.delta > target.deltaWarning)
      .map(
        ([side, strike]) =>
          `the short ${side}'s delta ${strike.delta.toFixed(3)} is above ${target.deltaWarning}, the level that warns`,
      ),
  }
}

import { assert } from '../../base/vocabulary/assert.ts'

/** One step of the limit-price walk: work this credit after so many minutes. */
export interface WalkStep {
  readonly afterMinutes: number
  readonly limit_points: number
}

export interface WalkRules {
  readonly everyMinutes: number
  readonly stepsMax: number
}

/**
 * Limit credits from mid towards natural, each a legal complex price (multiple of `tick_points`), strictly falling.
 *
 * The first is the mid rounded down to a tick: asking for more than mid is asking not to be filled. The last is the
 * natural credit, at which the order is marketable; where natural is zero or a debit it is one tick, since an opening
 * order that pays to take risk is never sent. Steps are as even as ticks allow, at most `stepsMax` of them. Empty where
 * even the mid is below one tick.
 */
export function limitWalk(
  price: { readonly mid_points: number; readonly natural_points: number },
  tick_points: number,
  rules: WalkRules,
): readonly WalkStep[] {
  assert(
    tick_points > 0 && rules.stepsMax >= 2 && rules.everyMinutes > 0,
    'a walk needs a tick and two steps',
  )
  // A millionth of a tick forgives what binary fractions took from a price that is on the grid.
  const ticksDown = (points: number): number => Math.floor(points / tick_points + 1e-6)
  const last = Math.max(1, ticksDown(price.natural_points))
  const first = Math.max(ticksDown(price.mid_points), ticksDown(price.natural_points))
  if (first < 1) return []
  const span = Math.max(0, first - last)
  const steps = Math.min(rules.stepsMax, span + 1)
  return Array.from({ length: steps }, (_, step) => ({
    afterMinutes: step * rules.everyMinutes,
    limit_points: priceOf(first - (steps === 1 ? 0 : Math.round((step * span) / (steps - 1))), tick_points),
  }))
}

const priceOf = (ticks: number, tick_points: number): number => Math.round(ticks * tick_points * 1e4) / 1e4

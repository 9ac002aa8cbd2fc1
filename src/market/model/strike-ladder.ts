/**
 * Strikes a modelled expiry lists. A simplification of the exchange's practice: every 5 points near the money, 25 points
 * farther out, 100 in the tails; the fine part is narrower in expiries that are far away.
 */
interface Rung {
  readonly step_points: number
  /** Strikes as shares of the forward, between these. */
  readonly low: number
  readonly high: number
}

const NEAR: readonly Rung[] = [
  { step_points: 5, low: 0.8, high: 1.12 },
  { step_points: 25, low: 0.5, high: 1.3 },
  { step_points: 100, low: 0.2, high: 1.6 },
]
const MIDDLE: readonly Rung[] = [
  { step_points: 5, low: 0.88, high: 1.08 },
  { step_points: 25, low: 0.5, high: 1.4 },
  { step_points: 100, low: 0.2, high: 1.8 },
]
const FAR: readonly Rung[] = [
  { step_points: 25, low: 0.6, high: 1.4 },
  { step_points: 100, low: 0.2, high: 2 },
]

/** Calendar days to expiry up to which each ladder holds. */
const NEAR_DAYS = 65
const MIDDLE_DAYS = 200

/** Levels between which the forward stood while strikes were listed; strikes once listed stay. */
export interface ListedRange {
  readonly low_points: number
  readonly high_points: number
}

/** Ascending, unique. The forward, or where it has stood. */
export function strikeLadder(forward: number | ListedRange, days: number): Float64Array {
  const rungs = days <= NEAR_DAYS ? NEAR : days <= MIDDLE_DAYS ? MIDDLE : FAR
  const range = typeof forward === 'number' ? { low_points: forward, high_points: forward } : forward
  const strikes: number[] = []
  for (let strike = nextStrike(rungs, range, 0); strike < Infinity;) {
    strikes.push(strike)
    strike = nextStrike(rungs, range, strike)
  }
  return Float64Array.from(strikes)
}

/** The lowest strike above `strike` that any rung lists; infinite where there is none. */
function nextStrike(
  rungs: readonly Rung[],
  { low_points, high_points }: ListedRange,
  strike: number,
): number {
  let next = Infinity
  for (const { step_points, low, high } of rungs) {
    const first = Math.ceil((low_points * low) / step_points)
    const n = Math.max(first, Math.floor(strike / step_points) + 1)
    if (n <= Math.floor((high_points * high) / step_points)) next = Math.min(next, n * step_points)
  }
  return next
}

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

/** Ascending, unique. */
export function strikeLadder(forward_points: number, days: number): Float64Array {
  const rungs = days <= NEAR_DAYS ? NEAR : days <= MIDDLE_DAYS ? MIDDLE : FAR
  const strikes: number[] = []
  for (let strike = nextStrike(rungs, forward_points, 0); strike < Infinity;) {
    strikes.push(strike)
    strike = nextStrike(rungs, forward_points, strike)
  }
  return Float64Array.from(strikes)
}

/** The lowest strike above `strike` that any rung lists; infinite where there is none. */
function nextStrike(rungs: readonly Rung[], forward_points: number, strike: number): number {
  let next = Infinity
  for (const { step_points, low, high } of rungs) {
    const first = Math.ceil((forward_points * low) / step_points)
    const n = Math.max(first, Math.floor(strike / step_points) + 1)
    if (n <= Math.floor((forward_points * high) / step_points)) next = Math.min(next, n * step_points)
  }
  return next
}

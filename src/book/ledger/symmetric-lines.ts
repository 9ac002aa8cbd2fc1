import type { Revaluable } from './revaluable.ts'
import type { RiskFactors } from './risk-factors.ts'

/** Money; `change = time + delta - lvr + volatility + rates`, each averaged over the 24 orders in which the four can move. */
export interface SymmetricLines {
  readonly time: number
  readonly delta: number
  readonly lvr: number
  readonly volatility: number
  readonly rates: number
}

const TIME = 1
const SPOT = 2
const VOLATILITY = 4
const RATES = 8
const ALL = 15
/** |A|! (3 - |A|)! / 4! for a set A of factors moved before: the share of orders in which exactly those come first. */
const WEIGHTS = [1 / 4, 1 / 12, 1 / 12, 1 / 4]

/**
 * The Shapley value of each factor (Shapley 1953; for attribution of P&L see Shorrocks 2013): its mean contribution over
 * every order, so that crossed effects are shared evenly. Spot's contribution in an order is delta x dS - LVR with the delta
 * where spot begins to move in that order; LVR stays non-negative wherever the value function is concave in S.
 */
export function symmetricLines(
  position: Revaluable,
  before: RiskFactors,
  after: RiskFactors,
): SymmetricLines {
  const changed = changedFactors(before, after)
  const memo = new Float64Array(ALL + 1)
  const known = new Uint8Array(ALL + 1)
  const valueOf = (moved: number): number => {
    // A factor that did not change makes no difference: most steps have no rates line and need eight values, not sixteen.
    const corner = moved & changed
    if (known[corner] === 0) {
      memo[corner] = position.value(factorsAt(corner, before, after))
      known[corner] = 1
    }
    return memo[corner]
  }
  const contribution = (factor: number): number => {
    if ((changed & factor) === 0) return 0
    let total = 0
    for (let others = 0; others <= ALL; others += 1) {
      if ((others & factor) !== 0) continue
      total += WEIGHTS[sizeOf(others)] * (valueOf(others | factor) - valueOf(others))
    }
    return total
  }
  const spot = contribution(SPOT)
  const lvr = (changed & SPOT) === 0 ? 0 : meanLvr(position, before, after, changed, valueOf)
  return {
    time: contribution(TIME),
    delta: spot + lvr,
    lvr,
    volatility: contribution(VOLATILITY),
    rates: contribution(RATES),
  }
}

function meanLvr(
  position: Revaluable,
  before: RiskFactors,
  after: RiskFactors,
  changed: number,
  valueOf: (moved: number) => number,
): number {
  const memo = new Map<number, number>()
  let total = 0
  for (let others = 0; others <= ALL; others += 1) {
    if ((others & SPOT) !== 0) continue
    const corner = others & changed
    let lvr = memo.get(corner)
    if (lvr === undefined) {
      const from = factorsAt(corner, before, after)
      const closed = position.lvrOfMove?.(from, after.underlying)
      const moved = valueOf(corner | SPOT) - valueOf(corner)
      lvr = closed ?? position.delta(from) * (after.underlying - from.underlying) - moved
      memo.set(corner, lvr)
    }
    total += WEIGHTS[sizeOf(others)] * lvr
  }
  return total
}

function changedFactors(before: RiskFactors, after: RiskFactors): number {
  return (
    (before.years === after.years ? 0 : TIME) |
    (before.underlying === after.underlying ? 0 : SPOT) |
    (before.volatility === after.volatility ? 0 : VOLATILITY) |
    (before.rate === after.rate && before.dividendYield === after.dividendYield ? 0 : RATES)
  )
}

function factorsAt(moved: number, before: RiskFactors, after: RiskFactors): RiskFactors {
  const rates = (moved & RATES) === 0 ? before : after
  return {
    years: ((moved & TIME) === 0 ? before : after).years,
    underlying: ((moved & SPOT) === 0 ? before : after).underlying,
    volatility: ((moved & VOLATILITY) === 0 ? before : after).volatility,
    rate: rates.rate,
    dividendYield: rates.dividendYield,
  }
}

const sizeOf = (set: number): number => (set & 1) + ((set >> 1) & 1) + ((set >> 2) & 1) + ((set >> 3) & 1)

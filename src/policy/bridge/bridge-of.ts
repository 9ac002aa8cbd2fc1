import { mustAccept } from '../../base/vocabulary/result.ts'
import { itemsOfCondor } from '../../book/ledger/items-of-condor.ts'
import { structureGreeks } from '../../book/structure/greeks.ts'
import { modelOf, resolveCondor } from '../../book/structure/resolve-condor.ts'
import { clockRatio } from '../../book/structure/trading-clock.ts'
import { candidateInQuestion, isAdvised } from '../candidate-in-question.ts'
import type { CandidateCondor, Decision } from '../decision.ts'
import type { MarketFacts } from '../facts.ts'
import { readLevels } from '../market-readings.ts'
import { deepFreeze } from '../rules/deep-freeze.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { Bridge, Equivalence } from './bridge.ts'
import { condorCurves, turningLevels } from './condor-curves.ts'
import { dictionary } from './dictionary.ts'
import { type BridgePool, equivalentPools, poolCurve } from './equivalent-pools.ts'

/** The decision's condor beside the pools it equals. Pure: the same decision, facts and rules give the same bytes. */
export function bridgeOf(decision: Decision, facts: MarketFacts, rules: RuleSet): Bridge {
  const { asOf, sessionDate, rung, underlying, shock, data, rules: decidedBy, disclaimer } = decision
  const condor = candidateInQuestion(decision)
  return deepFreeze<Bridge>({
    schema: 'kondor.bridge/1',
    asOf,
    sessionDate,
    rung,
    underlying,
    shock,
    data,
    rules: decidedBy,
    disclaimer,
    advised: isAdvised(decision),
    condor,
    equivalence: condor === null ? null : equivalenceOf(condor, facts, rules),
    why: condor === null ? whyNone(decision) : null,
  })
}

const whyNone = ({ declined }: Decision): string =>
  declined.map(({ label, why }) => `${label}: ${why}`).join('; ') || 'the rules ask for no condor'

function equivalenceOf(candidate: CandidateCondor, facts: MarketFacts, rules: RuleSet): Equivalence {
  const structure = rules.structures.find(({ id }) => id === candidate.id)
  assert(structure !== undefined, 'a candidate comes from a structure of its rules', { id: candidate.id })
  const resolved = mustAccept(resolveCondor(structure.contract, facts.market))
  const model = modelOf(resolved)
  const items = itemsOfCondor(resolved, {
    driver: facts.market.chain.underlying,
    layer: 'core',
    trade: 'condor',
  })
  const greeks = structureGreeks(model)
  const readings = readLevels(facts, rules)
  const { forward_points, margin_dollars, dollarGamma_dollars, credit } = candidate
  const [, shortPut, shortCall] = candidate.legs
  const { pools, note } = equivalentPools({
    dollarGamma_dollars,
    forward_points,
    capital_dollars: margin_dollars,
    shortPut_points: shortPut?.strike_points ?? forward_points,
    shortCall_points: shortCall?.strike_points ?? forward_points,
  })
  const levels = levelsOf(candidate, pools)
  const turning = turningLevels(model, levels)
  const poolNamed = (id: BridgePool['id']) => pools.find((one) => one.id === id)?.pool ?? null
  return {
    levels_points: levels,
    curves: condorCurves(model, items, greeks, credit.natural_points, levels),
    pools: pools.map((one) => poolCurve(one, forward_points, levels)),
    noPools: note,
    liquidityAtForward: -2 * forward_points * Math.sqrt(forward_points) * greeks.gamma * model.multiplier + 0,
    negativeBelow_points: turning.below,
    negativeAbove_points: turning.above,
    dictionary: dictionary({
      candidate,
      model,
      greeks,
      fullRange: poolNamed('full-range'),
      sameCapital: poolNamed('same-capital'),
      note,
      forecastVariance: readings.forecast?.variance ?? null,
      forecastNote: readings.forecastNote,
      clock: clockRatio(facts.market.chain.quotedAt, resolved.expiry),
    }),
  }
}

/** The payoff's own levels, the forward, and every edge of a range that lies among them. */
function levelsOf({ payoff, forward_points }: CandidateCondor, pools: readonly BridgePool[]): number[] {
  const low = payoff.spots_points[0] ?? forward_points
  const high = payoff.spots_points.at(-1) ?? forward_points
  const edges = pools.flatMap(({ low_points, high_points }) => [low_points, high_points])
  const levels = new Set<number>(payoff.spots_points).add(forward_points)
  for (const edge of edges) if (edge !== null && edge > low && edge < high) levels.add(edge)
  return [...levels].toSorted((a, b) => a - b)
}

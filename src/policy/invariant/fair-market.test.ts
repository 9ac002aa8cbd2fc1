/** Every rule has mean zero in a fair market, while win rates differ; and the simulation can see an edge where there is one. */
import { describe, expect, it } from 'vitest'
import { structureGreeks } from '../../book/structure/greeks.ts'
import { dollarGamma } from '../../book/structure/lvr.ts'
import { METHOD_BAND, tenorScale } from './bands.ts'
import { daysLeft } from './factors.ts'
import { type Invariant, type InvariantState, readInvariant } from './invariant.ts'
import { LVR_BUDGET_DEFAULTS, readLvrBudget } from './lvr-budget.ts'
import { INVARIANTS } from './registry.ts'
import {
  type RuleOutcome,
  type RuleWorld,
  type SimulatedRule,
  condorAt,
  simulateRule,
} from './simulate-rule.ts'
import { exactCondorAt, exactProduct, exactRestrikes } from './theory/exact-restrike.ts'

const world: RuleWorld = {
  spot_points: 5000,
  impliedVol: 0.16,
  realisedVol: 0.16,
  wing_points: 50,
  m: 1.016,
  sessions: 21,
  cycles: 600,
  seed: 2024,
}

const fresh = (now: InvariantState): InvariantState =>
  condorAt(world, now.model.forward_points, world.m, now.model.years)
/** Past the last few sessions a new condor would be a different trade. */
const tooLate = (now: InvariantState): boolean => now.model.years < 2.5 / 252

const hold: SimulatedRule = () => null

/** Opens anew at the same distance when k or a guard says so. */
const recentre =
  (invariant: Invariant): SimulatedRule =>
  (entry, now, contracts) => {
    if (tooLate(now)) return null
    const { deviation } = readInvariant(invariant, entry, now)
    const measured = invariant.measure(now)
    const breached = (measured.y ?? 1) <= 0
    const acts = deviation !== null && Math.abs(deviation) >= METHOD_BAND.act * tenorScale(daysLeft(now))
    return acts || breached ? { state: fresh(now), contracts } : null
  }

/** Scales contracts by k* / k, at most doubled. */
const resize =
  (invariant: Invariant): SimulatedRule =>
  (entry, now, contracts) => {
    const { deviation } = readInvariant(invariant, entry, now)
    if (deviation === null || Math.abs(deviation) < METHOD_BAND.act) return null
    const wanted = Math.min(2, Math.max(0.25, Math.exp(-deviation)))
    return wanted === contracts ? null : { state: now, contracts: wanted }
  }

const deltaReset: SimulatedRule = (_entry, now, contracts) => {
  if (tooLate(now)) return null
  const shorts = now.model.legs.filter(({ quantity }) => quantity < 0)
  const deltas = shorts.map((leg) => Math.abs(structureGreeks({ ...now.model, legs: [leg] }).delta))
  return Math.max(...deltas) >= 0.35 ? { state: fresh(now), contracts } : null
}

/** Holds width x premium on the branch asked for, where there is a root. */
const widthPremium =
  (branch: 'outer' | 'inner'): SimulatedRule =>
  (entry, now, contracts) => {
    if (tooLate(now)) return null
    const { forward_points: spot, years } = now.model
    const setting = { spot_points: spot, years, rate: 0, wing_points: world.wing_points }
    const invariant = INVARIANTS.find(({ id }) => id === 'width-premium')
    const deviation = invariant === undefined ? null : readInvariant(invariant, entry, now).deviation
    if (deviation === null || Math.abs(deviation) < METHOD_BAND.act) return null
    const start = { ...setting, spot_points: entry.model.forward_points, years: world.sessions / 252 }
    const k = exactProduct('width_x_premium', start, exactCondorAt(start, world.m, world.impliedVol))
    // At its peak near m = 0.75 k must still reach what is to be held; else there is no need to look for roots.
    const peak = exactProduct('width_x_premium', setting, exactCondorAt(setting, 0.75, world.impliedVol))
    if (peak < k) return null
    const roots = exactRestrikes('width_x_premium', setting, k, world.impliedVol, 60)
    const root = branch === 'outer' ? roots.at(0) : roots.at(-1)
    return root === undefined || roots.length < 2
      ? null
      : { state: condorAt(world, spot, Math.max(0.01, root.m), years), contracts }
  }

/** Cuts to the budget of the opening when bleed passes 1.5 times it. */
const lvrBudget: SimulatedRule = (_entry, now, contracts) => {
  const start = condorAt(world, world.spot_points, world.m, world.sessions / 252)
  const variance = world.impliedVol * world.impliedVol
  const opening = -dollarGamma(start.model, structureGreeks(start.model)) * variance
  // In hundredths of a condor, so that a cut is not all or nothing.
  const model = { ...now.model, multiplier: now.model.multiplier / 100 }
  const reading = readLvrBudget(model, Math.round(contracts * 100), variance, {
    ...LVR_BUDGET_DEFAULTS,
    kappaMin: 0,
    budget_dollars_per_day: opening / 2 / 252,
  })
  const target = reading.contractsTarget
  return reading.state !== 'cut' || target === null ? null : { state: now, contracts: target / 100 }
}

const computable = INVARIANTS.filter(({ needs }) =>
  needs.every((name) => name.startsWith('vix') && !/rsi|perc/.test(name)),
)

const RULES: readonly (readonly [string, SimulatedRule])[] = [
  ['hold', hold],
  ['delta reset at 35', deltaReset],
  ['width x premium, outer branch', widthPremium('outer')],
  ['width x premium, inner branch', widthPremium('inner')],
  ['LVR budget', lvrBudget],
  ...computable.map((invariant): [string, SimulatedRule] => [
    `re-centre on ${invariant.id}`,
    recentre(invariant),
  ]),
  ...computable.map((invariant): [string, SimulatedRule] => [`resize by ${invariant.id}`, resize(invariant)]),
]

describe('in a fair market', () => {
  const outcomes = new Map<string, RuleOutcome>()
  it.each(RULES)('%s has mean zero', (name, rule) => {
    const cycles = name.startsWith('width x') ? 300 : world.cycles
    const outcome = simulateRule({ ...world, cycles }, rule)
    outcomes.set(name, outcome)
    expect(Math.abs(outcome.mean)).toBeLessThan(3 * outcome.standardError)
    expect(Math.abs(outcome.rawMean)).toBeLessThan(3 * outcome.rawStandardError)
  })
  it('rules differ in win rate and in how often they trade all the same', () => {
    const rates = [...outcomes.values()].map(({ winRate }) => winRate)
    expect(Math.max(...rates) - Math.min(...rates)).toBeGreaterThan(0.05)
    expect([...outcomes.values()].filter(({ adjustments }) => adjustments > 0.1).length).toBeGreaterThan(15)
  })
})

describe('where options are dear', () => {
  it('the same test sees the edge, and no rule makes it', () => {
    const dear = { ...world, realisedVol: 0.136 }
    for (const [, rule] of RULES.slice(0, 2)) {
      const outcome = simulateRule(dear, rule)
      expect(outcome.mean).toBeGreaterThan(5 * outcome.standardError)
    }
  })
})

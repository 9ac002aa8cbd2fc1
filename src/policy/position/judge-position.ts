/**
 * What is to be done with one open condor. In this order, the first that speaks decides: what cannot be marked is held; a stop
 * or a profit taken closes; a time shift that fires rolls; the watched invariant past its act band does what the rules say,
 * if the LVR that saves exceeds what it costs. Limits of the mode come last and only ever turn an act into a hold.
 */
import { valueOrNull } from '../../base/vocabulary/result.ts'
import { lowestRung } from '../../base/vocabulary/rung.ts'
import { refusalLine } from '../../base/vocabulary/refusal.ts'
import type { HeldPosition } from '../book-facts.ts'
import type { Reason } from '../decision.ts'
import type { MarketFacts } from '../facts.ts'
import type { Order, PositionAction } from '../intent.ts'
import { type HeldCondor, findHeldCondor } from '../invariant/held-condor.ts'
import type { BaselineAdjust, Invariant, InvariantState } from '../invariant/invariant.ts'
import { invariantSeries } from '../invariant/invariant-series.ts'
import { type InvariantMonitor, monitorInvariant } from '../invariant/monitor.ts'
import { invariantNamed } from '../invariant/registry.ts'
import { solveInvariant } from '../invariant/solve.ts'
import { planRoll } from '../roll/plan-roll.ts'
import type { RollPlan } from '../roll/roll-plan.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { actionFor } from './action-for.ts'
import { canBeClosed } from '../roll/closing.ts'
import { chooseAction } from './choose-action.ts'
import type { PositionEvidence, PositionInputs } from './position-evidence.ts'
import { keepBudget } from './keep-budget.ts'
import { closingPrice } from './position-orders.ts'
import { positionReason } from './position-reason.ts'

/** Noise that sets the floor of the bands: one session is all the floor needs. */
const FLOOR_NOISE = { paths: 256, sessions: 1 } as const

export interface JudgedPosition {
  readonly position: HeldPosition
  /** Null where the market lacks the condor. */
  readonly evidence: PositionEvidence | null
  readonly action: PositionAction
  readonly because: string
  readonly orders: readonly Order[]
  readonly cost_dollars: number | null
  /** Of a hold: its close is wanted and would cost more than settlement can. */
  readonly toSettlement?: true
  readonly reason: Reason
}

export function judgePosition(inputs: PositionInputs): JudgedPosition {
  const { facts, position } = inputs
  if (hasExpired(inputs)) return expired(inputs)
  const found = findHeldCondor(facts.market, position.root, position.expiration, position.legs)
  if (!found.ok) return notMarked(inputs, refusalLine(found.refusal))
  if (!canBeClosed(found.value)) return notMarked(inputs, 'a leg has no quote')
  const evidence = gather(inputs, found.value)
  const choice = chooseAction(inputs, evidence)
  return { position, evidence, ...choice, reason: positionReason(inputs, evidence, choice) }
}

/** Past its last session: what it settled at is to be recorded, and nothing is left to decide. */
const hasExpired = ({ facts, position }: PositionInputs): boolean =>
  position.expiration < facts.market.chain.sessionDate

function expired(inputs: PositionInputs): JudgedPosition {
  const { trade, expiration } = inputs.position
  const because = `it expired on ${expiration}: record what it settled at with kondor position close ${trade} --settle VALUE`
  return heldWithout(inputs, because)
}

function notMarked(inputs: PositionInputs, why: string): JudgedPosition {
  return heldWithout(inputs, `it cannot be marked: ${why}`)
}

function heldWithout(inputs: PositionInputs, because: string): JudgedPosition {
  const choice = { action: 'hold', because, orders: [], cost_dollars: null, limits: [] } as const
  return {
    position: inputs.position,
    evidence: null,
    ...choice,
    reason: positionReason(inputs, null, choice),
  }
}

function gather(inputs: PositionInputs, held: HeldCondor): PositionEvidence {
  const { facts, readings, rules, position } = inputs
  const invariant = rules.invariant === null ? null : valueOrNull(invariantNamed(rules.invariant.id))
  const now: InvariantState = {
    model: held.model,
    legs: position.legs,
    entryCredit_points: position.entryCredit_points,
    entryEdr_points: position.entry?.entryEdr_points ?? null,
    forecastVariance: readings.forecast?.variance ?? null,
    series: invariantSeries(invariant?.needs ?? [], facts, readings, inputs.hedgeAllocation_dollars),
  }
  const watched = watch(inputs, invariant, now)
  return {
    held,
    closing: closingPrice(held.legs),
    now,
    watched,
    roll: rollPlan(inputs, held),
    budget: keepBudget(rules, now, position.contracts),
    ...solved(inputs, watched, now),
  }
}

function watch(
  { rules, position, facts }: PositionInputs,
  invariant: Invariant | null,
  now: InvariantState,
): PositionEvidence['watched'] {
  if (rules.invariant === null || invariant === null || position.entry === null) return null
  const { band, signals } = rules.invariant
  const adjust = baselineAdjust(facts, rules)
  const options = { adjust, band, signals, noise: FLOOR_NOISE, noiseWhereItMatters: true }
  return { invariant, monitor: monitorInvariant(invariant, position.entry, now, options) }
}

/** The factor on the baseline: the value of the series the rules name, unknown where it is not at hand. */
export function baselineAdjust({ series }: MarketFacts, rules: RuleSet): BaselineAdjust | null {
  const name = rules.invariant?.baselineAdjust ?? null
  if (name === null) return null
  const read = series?.(name.field, name.of) ?? null
  const factor = read?.known === true && read.value > 0 ? read.value : null
  return { series: name.of === null ? name.field : `${name.field} of ${name.of}`, factor }
}

function rollPlan({ facts, readings, rules, position }: PositionInputs, held: HeldCondor): RollPlan | null {
  if (rules.roll === null) return null
  return planRoll({
    market: facts.market,
    held,
    position,
    edr: readings.edr?.fraction ?? null,
    vix_vol_points: readings.vix_vol_points.value,
    spot_points: readings.spot_points,
    vwap_points: facts.vwap_points,
    rules: rules.roll,
    costs: rules.costs,
    shares: rules.sizing,
    levelsRung: lowestRung(readings.edrRung, readings.vix_vol_points.rung),
  })
}

/** Expiries looked at for a re-strike: from half the days left to half as many again. */
const DAYS_AROUND = [0.5, 1.5] as const

function solved(
  { facts, rules, position }: PositionInputs,
  watched: PositionEvidence['watched'],
  now: InvariantState,
): Pick<PositionEvidence, 'solve' | 'solveRefused'> {
  const nothing = { solve: null, solveRefused: null }
  if (watched === null || position.entry === null || !wantsSolve(watched.monitor, rules)) return nothing
  const days = now.model.years * 365
  const answer = solveInvariant({
    invariant: watched.invariant,
    entry: position.entry,
    root: position.root,
    expiration: position.expiration,
    contracts: position.contracts,
    market: facts.market,
    forecastVariance: now.forecastVariance,
    ...(now.series === undefined ? {} : { series: now.series }),
    adjust: baselineAdjust(facts, rules),
    feePerLeg_dollars: rules.costs.commission_dollars + rules.costs.fees_dollars,
    days: [DAYS_AROUND[0] * days, DAYS_AROUND[1] * days],
    actBand: watched.monitor.bands.k.act,
  })
  return answer.ok
    ? { solve: answer.value, solveRefused: null }
    : { solve: null, solveRefused: refusalLine(answer.refusal) }
}

/** A roll that the time shift will not make falls back on a re-strike, so both ask. */
function wantsSolve({ event }: InvariantMonitor, rules: RuleSet): boolean {
  if (event === null || rules.actions === null) return false
  const wanted = actionFor(event, rules.actions)
  if (wanted === 'resize') return true
  return rules.actions.restrikeTo === 'restore' && (wanted === 're-strike' || wanted === 'roll')
}

/** The choice itself, from what was gathered: an action, its orders, its cost and why in words. */
import { dayNumber } from '../../base/calendar/civil.ts'
import type { ActionRules, RuleSet } from '../rules/rule-set.ts'
import { actionFor } from './action-for.ts'
import type { PositionEvidence, PositionInputs } from './position-evidence.ts'
import { closeOrder, closingCost } from './position-orders.ts'
import { type Choice, heldBack, hold, keptBack, listingOf, neverBoughtBack } from './choice.ts'
import { closingPortion } from './market-room.ts'
import { restore } from './restore-choice.ts'
import { restrikeToEntry } from './restrike-to-entry.ts'

export function chooseAction(inputs: PositionInputs, evidence: PositionEvidence): Choice {
  const closing = closeByMark(inputs, evidence) ?? closeByClock(inputs, evidence)
  if (closing !== null) return closing
  const shift = byTimeShift(evidence)
  // A shift that fires is the last word, and so is the defined loss where it has no way out.
  if (shift !== null) return shift
  const delta = byDelta(inputs, evidence)
  if (delta !== null && delta.action !== 'hold') return delta
  const watched = byBudget(inputs, evidence) ?? byInvariant(inputs, evidence) ?? delta
  return watched ?? hold(nothingActs(inputs, evidence))
}

function nothingActs({ rules, position }: PositionInputs, { watched, roll }: PositionEvidence): string {
  if (rules.invariant !== null && watched === null) {
    return `the state it was sold in is unknown: ${position.entryNote}`
  }
  if (watched?.monitor.verdict === 'unknown') {
    return `the watched invariant is unknown: ${watched.monitor.says}`
  }
  if (roll?.outcome === 'unknown') return 'whether to shift it in time is unknown'
  return watched === null ? 'no rule asks for more' : watched.monitor.says
}

function closeByMark(inputs: PositionInputs, evidence: PositionEvidence): Choice | null {
  const { rules, position } = inputs
  const credit = position.entryCredit_points
  const stop = rules.actions?.stopAtCredit_multiple ?? null
  const share = rules.actions?.takeProfit_share ?? null
  const [mid, natural] = [-evidence.closing.mid_points, -evidence.closing.natural_points]
  if (!(credit > 0)) return null
  if (stop !== null && mid >= stop * credit) {
    return closeAll(inputs, evidence, `closing costs ${(mid / credit).toFixed(2)} credits at mid: the stop`)
  }
  if (share !== null && natural <= (1 - share) * credit) {
    const earned = Math.round(100 * (1 - natural / credit))
    return closeAll(inputs, evidence, `${earned} % of the credit can be taken at natural`)
  }
  return null
}

function closeByClock(inputs: PositionInputs, evidence: PositionEvidence): Choice | null {
  const at = inputs.rules.actions?.closeAt_days ?? null
  // Whole calendar days to the expiration date, whatever the hour: the way the rules and the listings count.
  const days = evidence.held.expiry.slice.expirationDay - dayNumber(inputs.facts.market.chain.sessionDate)
  if (at === null || days > at) return null
  return closeAll(inputs, evidence, `${days} days are left, ${at} is the last`)
}

function closeAll(inputs: PositionInputs, evidence: PositionEvidence, because: string): Choice {
  const { position, rules } = inputs
  const kept = neverBoughtBack(evidence.held)
  if (kept !== null) return heldBack(kept, [because])
  const { legs } = evidence.held
  const now = closingPortion(legs, position.contracts)
  return {
    action: 'close',
    because: `${because}${now.says}`,
    orders: [closeOrder(legs, listingOf(inputs), now.contracts)],
    cost_dollars: closingCost(legs, now.contracts, rules.costs),
    limits: [],
  }
}

/** Null where the rules do not shift in time, or the shift does not fire. */
function byTimeShift({ roll, held }: PositionEvidence): Choice | null {
  if (roll === null || roll.outcome === 'none' || roll.outcome === 'unknown') return null
  const { target, close, open } = roll
  if (roll.outcome === 'too-thin') {
    return hold(`${roll.thin ?? 'its market is thin'}: not shifted at one size`, ['roll'])
  }
  if (target === null || close === null || open === null) {
    const kept = neverBoughtBack(held)
    if (kept !== null) return heldBack(kept, ['roll'])
    const why =
      roll.outcome === 'used-up' ? 'the rolls of its chain are used up' : 'no expiry pays for the shift'
    return hold(`${why}: the defined loss is taken`)
  }
  const to = `${target.root} ${target.expiration}`
  const pays = `${target.net_dollars.toFixed(0)} dollars net a condor`
  return {
    action: roll.outcome === 'roll-back' ? 'roll-back' : 'roll',
    because:
      roll.outcome === 'roll-back'
        ? `calm again: back to ${to} for ${pays}`
        : `threatened: shifted to ${to} for ${pays}`,
    orders: [close, open],
    cost_dollars: roll.cost_dollars,
    limits: [],
  }
}

const EVENT_WORDS = {
  'ratio up': 'spot comes near: the ratio is past its act band and the distance fell',
  'k up': 'volatility alone: k is past its act band and the distance stands',
  'k down': 'k is below its act band',
  'sign lost': 'past a guard: a factor of the product is zero or negative',
} as const

function byInvariant(inputs: PositionInputs, evidence: PositionEvidence): Choice | null {
  const { rules } = inputs
  const event = evidence.watched?.monitor.event ?? null
  if (event === null || rules.actions === null || rules.invariant === null) return null
  const because = event === 'k down' ? kDownWords(evidence) : EVENT_WORDS[event]
  return act(inputs, evidence, actionFor(event, rules.actions), because)
}

/** The clock is out of the deviation already: what took k down is what moved. */
function kDownWords({ watched }: PositionEvidence): string {
  const k = watched?.monitor.attribution.k ?? null
  if (k === null) return EVENT_WORDS['k down']
  const least = Math.min(k.spot, k.volatility, k.other)
  const by = least === k.volatility ? 'volatility' : least === k.spot ? 'spot' : 'rates'
  return `${EVENT_WORDS['k down']}, mostly by ${by}`
}

/** Bleed above its budget: cut to it, whatever k does against its own past. */
function byBudget(inputs: PositionInputs, evidence: PositionEvidence): Choice | null {
  const { budget } = evidence
  if (budget === null || budget.state !== 'cut' || budget.contractsTarget === null) return null
  const { position, rules } = inputs
  const multiple = (budget.multiple ?? 0).toFixed(2)
  const because = `it bleeds ${multiple} times its budget of LVR a day`
  if (budget.contractsTarget < 1)
    return closeAll(inputs, evidence, `${because}; no whole condor fits the budget`)
  const limit = keptBack(inputs, evidence)
  if (limit !== null) return heldBack(limit, ['resize'], because)
  const { legs } = evidence.held
  const now = closingPortion(legs, position.contracts - budget.contractsTarget)
  return {
    action: 'resize',
    because: `${because}: ${budget.contractsTarget} of ${position.contracts} contracts ${budget.contractsTarget === 1 ? 'keeps' : 'keep'} it${now.says}`,
    orders: [closeOrder(legs, listingOf(inputs), now.contracts)],
    cost_dollars: closingCost(legs, now.contracts, rules.costs),
    limits: [],
  }
}

/** A short whose delta has reached the limit of the rules: the comparator that the method names. */
function byDelta(inputs: PositionInputs, evidence: PositionEvidence): Choice | null {
  const { actions } = inputs.rules
  if (actions === null || actions.shortDeltaMax === null) return null
  const [, put, call] = evidence.held.legs
  const [side, delta] = -put.delta >= call.delta ? ['put', -put.delta] : ['call', call.delta]
  if (delta < actions.shortDeltaMax) return null
  const because = `the short ${side} is at delta ${delta.toFixed(2)}, ${actions.shortDeltaMax} is the limit`
  return act(inputs, evidence, actions.deltaUp, because)
}

/** One action of the rules, for a reason. */
function act(
  inputs: PositionInputs,
  evidence: PositionEvidence,
  wanted: ActionRules['deltaUp'],
  because: string,
): Choice {
  const { rules } = inputs
  switch (wanted) {
    case 'hold':
      return hold(`${because}; the rules hold`)
    case 'close':
      return closeAll(inputs, evidence, because)
    case 'hedge':
      return hedge(rules, because)
    case 'resize':
      return restore(inputs, evidence, wanted, because)
    case 're-strike':
      return restrike(inputs, evidence, because)
    case 'roll':
      // The time shift has spoken already where it fires; what is left of a roll is a re-strike.
      return restrike(inputs, evidence, because + (evidence.roll === null ? '' : '; no time shift fires'))
  }
}

const restrike = (inputs: PositionInputs, evidence: PositionEvidence, because: string): Choice =>
  inputs.rules.actions?.restrikeTo === 'entry'
    ? restrikeToEntry(inputs, evidence, because)
    : restore(inputs, evidence, 're-strike', because)

function hedge(rules: RuleSet, because: string): Choice {
  if (rules.hedge === null && rules.secondEngine === null) {
    return hold(`${because}; it asks for convexity and the rules have no hedge`, ['hedge'])
  }
  return { action: 'hedge', because, orders: [], cost_dollars: null, limits: [] }
}

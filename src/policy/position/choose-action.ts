/** The choice itself, from what was gathered: an action, its orders, its cost and why in words. */
import type { Order, PositionAction } from '../intent.ts'
import type { Restoration } from '../invariant/solve.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { type PositionEvidence, type PositionInputs, actionFor } from './judge-position.ts'
import { type Listing, closeOrder, openOrder, sideAboveWidth, tradingCost } from './position-orders.ts'
import { restoredLegs } from './restored-legs.ts'

export interface Choice {
  readonly action: PositionAction
  readonly because: string
  readonly orders: readonly Order[]
  /** Null for a hold. */
  readonly cost_dollars: number | null
  /** Acts that were wanted and are not taken, each with what kept it back. */
  readonly limits: readonly string[]
}

const hold = (because: string, limits: readonly string[] = []): Choice => ({
  action: 'hold',
  because,
  orders: [],
  cost_dollars: null,
  limits,
})

export function chooseAction(inputs: PositionInputs, evidence: PositionEvidence): Choice {
  const closing = closeByMark(inputs, evidence)
  if (closing !== null) return closing
  const shift = byTimeShift(evidence)
  if (shift !== null && shift.action !== 'hold') return shift
  const watched = byInvariant(inputs, evidence)
  // A time shift that fired without a way out is said where the invariant has nothing better.
  if (watched !== null && (watched.action !== 'hold' || shift === null)) return watched
  return shift ?? hold(nothingActs(inputs, evidence))
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

function closeAll(inputs: PositionInputs, evidence: PositionEvidence, because: string): Choice {
  const { position, rules } = inputs
  const above = sideAboveWidth(evidence.held.legs)
  if (above !== null) return hold(neverAboveWidth(above), [because])
  return {
    action: 'close',
    because,
    orders: [closeOrder(evidence.held.legs, listingOf(inputs), position.contracts)],
    cost_dollars: tradingCost(evidence.held.legs, position.contracts, rules.costs),
    limits: [],
  }
}

const neverAboveWidth = (side: string): string =>
  `the ${side} side costs more at natural than it is wide: settlement cannot cost more`

const listingOf = ({ position, facts }: PositionInputs): Listing => ({
  root: position.root,
  expiration: position.expiration,
  sessionDate: facts.market.chain.sessionDate,
})

/** Null where the rules do not shift in time, or the shift does not fire. */
function byTimeShift({ roll }: PositionEvidence): Choice | null {
  if (roll === null || roll.outcome === 'none' || roll.outcome === 'unknown') return null
  const { target, close, open } = roll
  if (target === null || close === null || open === null) {
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
  'k down': 'k is below its act band: decay beyond the clock’s',
  'sign lost': 'past a guard: a factor of the product is zero or negative',
} as const

function byInvariant(inputs: PositionInputs, evidence: PositionEvidence): Choice | null {
  const { rules } = inputs
  const event = evidence.watched?.monitor.event ?? null
  if (event === null || rules.actions === null || rules.invariant === null) return null
  const because = EVENT_WORDS[event]
  const wanted = actionFor(event, rules.actions)
  switch (wanted) {
    case 'hold':
      return hold(`${because}; the rules hold`)
    case 'close':
      return closeAll(inputs, evidence, because)
    case 'hedge':
      return hedge(rules, because)
    case 're-strike':
    case 'resize':
      return restore(inputs, evidence, wanted, because)
    case 'roll':
      // The time shift has spoken already where it fires; what is left of a roll is a re-strike.
      return restore(
        inputs,
        evidence,
        're-strike',
        because + (evidence.roll === null ? '' : '; no time shift fires'),
      )
  }
}

function hedge(rules: RuleSet, because: string): Choice {
  if (rules.hedge === null && rules.secondEngine === null) {
    return hold(`${because}; it asks for convexity and the rules have no hedge`, ['hedge'])
  }
  return { action: 'hedge', because, orders: [], cost_dollars: null, limits: [] }
}

function restore(
  inputs: PositionInputs,
  evidence: PositionEvidence,
  wanted: 're-strike' | 'resize',
  because: string,
): Choice {
  const { rules, position } = inputs
  const { solve, solveRefused } = evidence
  const kept = (why: string): Choice => hold(`${because}; ${why}`, [wanted])
  if (solve === null) return kept(`nothing restores it: ${solveRefused ?? 'k is unknown'}`)
  const limits = rules.limits[rules.mode]
  const fitting = solve.restorations.filter((one) => fits(one, inputs, wanted))
  const best = fitting.find((one) => isWorthIt(one, rules.actions?.savedToCostMin ?? 1))
  if (fitting.length === 0) return kept(`nothing on the chain restores k as the rules want: ${noFit(solve)}`)
  if (best === undefined) return kept(noWorth(fitting[0]))
  if (position.adjustments >= limits.adjustmentsMax_per_position) {
    return kept(`its ${limits.adjustmentsMax_per_position} adjustments are used up (${rules.mode})`)
  }
  if (inputs.motionLeft <= 0) return kept(`the week's motion budget is used up (${rules.mode})`)
  const above = sideAboveWidth(evidence.held.legs)
  if (above !== null) return kept(neverAboveWidth(above))
  const saves = `saves ${(best.lvrSaved_dollars ?? 0).toFixed(0)} dollars of LVR for ${best.cost_dollars.toFixed(0)}`
  if (wanted === 'resize') {
    const order = closeOrder(evidence.held.legs, listingOf(inputs), position.contracts - best.contracts)
    const because_ = `${because}; ${best.contracts} of ${position.contracts} contracts ${saves}`
    return {
      action: 'resize',
      because: because_,
      orders: [order],
      cost_dollars: best.cost_dollars,
      limits: [],
    }
  }
  const legs = restoredLegs(inputs.facts.market, best, position.legs)
  if (legs === null) return kept('its legs are no longer quoted')
  const { root, expiration } = legs.expiry.slice
  const open = openOrder(legs.legs, { ...listingOf(inputs), root, expiration }, position.contracts)
  return {
    action: 're-strike',
    because: `${because}; ${best.strikes_points.join('/')} ${expiration} ${saves}`,
    orders: [closeOrder(evidence.held.legs, listingOf(inputs), position.contracts), open],
    cost_dollars: best.cost_dollars,
    limits: [],
  }
}

/** A resize only ever cuts: more of what deviates is no repair. A re-strike goes the way the rules say. */
function fits(
  one: Restoration,
  { rules, position }: PositionInputs,
  wanted: 're-strike' | 'resize',
): boolean {
  if (wanted === 'resize') return one.direction === 'resize' && one.contracts < position.contracts
  if (one.direction === 'resize') return false
  const way = rules.invariant?.restore ?? 'widen'
  return way === 'resize' || one.direction === way || one.direction === 'same width'
}

function isWorthIt({ lvrSaved_dollars: saved, cost_dollars }: Restoration, savedToCostMin: number): boolean {
  return saved !== null && saved > 0 && saved >= savedToCostMin * cost_dollars
}

function noFit({ noRestrike, restorations }: NonNullable<PositionEvidence['solve']>): string {
  if (noRestrike !== null) return noRestrike
  const ways = [...new Set(restorations.map(({ direction }) => direction))].join(', ')
  return ways === '' ? 'no root' : `only by ${ways}`
}

function noWorth({ lvrSaved_dollars: saved, cost_dollars }: Restoration): string {
  if (saved === null) return 'without a forecast the LVR it would save is unknown'
  return `inside the no-action region: the best saves ${saved.toFixed(0)} dollars of LVR and costs ${cost_dollars.toFixed(0)}`
}

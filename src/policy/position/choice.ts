/** A choice about a position, and what all ways to choose share. */
import type { Order, PositionAction } from '../intent.ts'
import type { HeldCondor } from '../invariant/held-condor.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { PositionEvidence, PositionInputs } from './position-evidence.ts'
import type { Listing } from './position-orders.ts'
import { closingOf } from '../roll/closing.ts'

export interface Choice {
  readonly action: PositionAction
  readonly because: string
  readonly orders: readonly Order[]
  /** Null for a hold. */
  readonly cost_dollars: number | null
  /** Acts that were wanted and are not taken, each with what kept it back. */
  readonly limits: readonly string[]
  /** Of a hold: its close is wanted and would cost more than settlement can. */
  readonly toSettlement?: true
}

export const hold = (because: string, limits: readonly string[] = []): Choice => ({
  action: 'hold',
  because,
  orders: [],
  cost_dollars: null,
  limits,
})

/** What keeps an act back. */
export interface Limit {
  readonly says: string
  /** Closing costs more than settlement can. */
  readonly toSettlement: boolean
}

/** A hold where an act was wanted. */
export function heldBack({ says, toSettlement }: Limit, limits: readonly string[], because = ''): Choice {
  const held = hold(because === '' ? says : `${because}; ${says}`, limits)
  return toSettlement ? { ...held, toSettlement } : held
}

/** Why what is held is not bought back: one side, or both together, cost more at natural than settlement can. Null where it may be. */
export function neverBoughtBack(held: HeldCondor): Limit | null {
  const closing = closingOf(held)
  if (closing === null) {
    return { says: 'a leg has no quote: what closing costs is unknown', toSettlement: false }
  }
  if (!closing.aboveWidth) return null
  const debit = closing.debit_points.toFixed(2)
  return {
    says: `closing costs ${debit} at natural, more than settlement can: it is held to settlement`,
    toSettlement: true,
  }
}

export const listingOf = ({ position, facts }: PositionInputs): Listing => ({
  root: position.root,
  expiration: position.expiration,
  sessionDate: facts.market.chain.sessionDate,
})

/** What keeps an adjustment back, or null: the limits of the mode, and a side that would cost more than its width. */
export function keptBack(
  { rules, position, motionLeft }: PositionInputs,
  { held }: PositionEvidence,
): Limit | null {
  const limits: RuleSet['limits']['steward'] = rules.limits[rules.mode]
  if (position.adjustments >= limits.adjustmentsMax_per_position) {
    const says = `its ${limits.adjustmentsMax_per_position} adjustments are used up (${rules.mode})`
    return { says, toSettlement: false }
  }
  if (motionLeft <= 0) {
    return { says: `the week's motion budget is used up (${rules.mode})`, toSettlement: false }
  }
  return neverBoughtBack(held)
}

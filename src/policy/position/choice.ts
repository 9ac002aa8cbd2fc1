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
}

export const hold = (because: string, limits: readonly string[] = []): Choice => ({
  action: 'hold',
  because,
  orders: [],
  cost_dollars: null,
  limits,
})

/** What every hold says whose close would cost more than settlement can. */
const HELD_TO_SETTLEMENT = 'more than settlement can: it is held to settlement'

/** Whether a hold is one because its close would cost more than settlement can. */
export const isNeverBoughtBack = (because: string): boolean => because.includes(HELD_TO_SETTLEMENT)

/** Why what is held is not bought back: one side, or both together, cost more at natural than settlement can. Null where it may be. */
export function neverBoughtBack(held: HeldCondor): string | null {
  const closing = closingOf(held)
  if (closing === null) return 'a leg has no quote: what closing costs is unknown'
  if (!closing.aboveWidth) return null
  return `closing costs ${closing.debit_points.toFixed(2)} at natural, ${HELD_TO_SETTLEMENT}`
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
): string | null {
  const limits: RuleSet['limits']['steward'] = rules.limits[rules.mode]
  if (position.adjustments >= limits.adjustmentsMax_per_position) {
    return `its ${limits.adjustmentsMax_per_position} adjustments are used up (${rules.mode})`
  }
  if (motionLeft <= 0) return `the week's motion budget is used up (${rules.mode})`
  return neverBoughtBack(held)
}

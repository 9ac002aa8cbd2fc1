/** A choice about a position, and what all ways to choose share. */
import type { Order, PositionAction } from '../intent.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { PositionEvidence, PositionInputs } from './position-evidence.ts'
import { type Listing, sideAboveWidth } from './position-orders.ts'

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

export const neverAboveWidth = (side: string): string =>
  `the ${side} side costs more at natural than it is wide: settlement cannot cost more`

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
  const above = sideAboveWidth(held.legs)
  return above === null ? null : neverAboveWidth(above)
}

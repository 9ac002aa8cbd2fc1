import { INDEX_OPTION_MULTIPLIER } from '../../book/structure/legs.ts'
import { marginRequirement } from '../../book/structure/margin.ts'
import type { HeldPosition } from '../book-facts.ts'

/** Margin of an open condor, all contracts, dollars: the most it can lose at settlement, its credit counted. */
export const heldMargin = ({ legs, entryCredit_points, contracts }: HeldPosition): number =>
  marginRequirement(legs, entryCredit_points, INDEX_OPTION_MULTIPLIER) * contracts

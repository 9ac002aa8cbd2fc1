/** What a decision about one open condor is made on. */
import type { StructurePrice } from '../../book/structure/price-structure.ts'
import type { HeldPosition } from '../book-facts.ts'
import type { MarketFacts } from '../facts.ts'
import type { HeldCondor } from '../invariant/held-condor.ts'
import type { Invariant, InvariantState } from '../invariant/invariant.ts'
import type { LvrBudgetReading } from '../invariant/lvr-budget.ts'
import type { InvariantMonitor } from '../invariant/monitor.ts'
import type { SolveAnswer } from '../invariant/solve.ts'
import type { MarketReadings } from '../market-readings.ts'
import type { RollPlan } from '../roll/roll-plan.ts'
import type { RuleSet } from '../rules/rule-set.ts'

export interface PositionInputs {
  readonly facts: MarketFacts
  readonly readings: MarketReadings
  readonly rules: RuleSet
  readonly position: HeldPosition
  /** Re-strikes and resizes that the week's motion budget still allows. */
  readonly motionLeft: number
  /** Value of the hedges held, dollars; null where unknown. */
  readonly hedgeAllocation_dollars: number | null
}

/** All that a decision about a position is made from. */
export interface PositionEvidence {
  readonly held: HeldCondor
  /** What closing one condor brings, negative where it is paid. */
  readonly closing: StructurePrice
  /** The state now, what invariants read. */
  readonly now: InvariantState
  /** Null where the rules watch nothing or the state of entry is unknown. */
  readonly watched: { readonly invariant: Invariant; readonly monitor: InvariantMonitor } | null
  readonly roll: RollPlan | null
  /** Bleed against the LVR budget; null where the rules keep none. */
  readonly budget: LvrBudgetReading | null
  /** Asked only where the watched invariant acts and the rules want a re-strike or a resize. */
  readonly solve: SolveAnswer | null
  readonly solveRefused: string | null
}

import type { Operation } from '../../operation.ts'
import { invariantFeasibility } from './invariant-feasibility.ts'
import { invariantOperation } from './invariant.ts'
import { invariantRestrikeExactBs } from './invariant-restrike-exact-bs.ts'

/** Constant products: the theory behind the invariants of the policy room. */
export const INVARIANT_OPERATIONS: readonly Operation[] = [
  invariantOperation,
  invariantFeasibility,
  invariantRestrikeExactBs,
]

/** The calculators of pools, in the order they are listed. */
import type { Operation } from '../../operation.ts'
import { amAmm } from './am-amm.ts'
import { carrMadan } from './carr-madan.ts'
import { cexDexArb } from './cex-dex-arb.ts'
import { cpmmSwap } from './cpmm-swap.ts'
import { ilV3 } from './il-v3.ts'
import { il, ilWeighted } from './il.ts'
import { impliedVolOfPool } from './implied-vol-of-pool.ts'
import { limitOrderOperation } from './limit-order.ts'
import { lvrDiscretePath } from './lvr-discrete-path.ts'
import { lvrExpectation } from './lvr-expectation.ts'
import { lvrFeesDeterministic } from './lvr-fees-deterministic.ts'
import { lvrFees } from './lvr-fees.ts'
import { lvrIl } from './lvr-il.ts'
import { lvrV3 } from './lvr-v3.ts'
import { lvr } from './lvr.ts'
import { v3IntegerGreeks } from './v3-integer-greeks.ts'
import { v3Integer } from './v3-integer.ts'
import { v3OptionReplication } from './v3-option-replication.ts'
import { v3Real } from './v3-real.ts'
import { v3SwapStep } from './v3-swap-step.ts'

export const POOL_OPERATIONS: readonly Operation[] = [
  lvr,
  lvrV3,
  lvrIl,
  lvrDiscretePath,
  lvrExpectation,
  carrMadan,
  v3OptionReplication,
  v3Integer,
  v3IntegerGreeks,
  v3SwapStep,
  v3Real,
  limitOrderOperation,
  impliedVolOfPool,
  lvrFees,
  lvrFeesDeterministic,
  amAmm,
  cexDexArb,
  il,
  ilWeighted,
  ilV3,
  cpmmSwap,
]

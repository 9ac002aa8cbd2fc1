/** Every formula by name: what `kondor calc`, the API and the tests call. */
import { refuse } from '../../base/vocabulary/refusal.ts'
import { refused, type Result } from '../../base/vocabulary/result.ts'
import { nearestName } from './nearest-name.ts'
import type { Operation, Outputs } from './operation.ts'
import { black76 } from './ops/black76.ts'
import { breakevenIv } from './ops/breakeven-iv.ts'
import { breakevenMove } from './ops/breakeven-move.ts'
import { bsGreek } from './ops/bs-greek.ts'
import { bsGreekFull } from './ops/bs-greek-full.ts'
import { bsValue } from './ops/bs-value.ts'
import { condorGreeks } from './ops/condor-greeks.ts'
import { condorLvr } from './ops/condor-lvr.ts'
import { condorPnlDecomposition } from './ops/condor-pnl-decomposition.ts'
import { hedgingError } from './ops/hedging-error.ts'
import { impliedVol, impliedVolError } from './ops/implied-vol.ts'
import { INVARIANT_OPERATIONS } from './ops/invariant/index.ts'
import { lifetimeLvrBsMarked, lifetimeLvrStaticPayoff } from './ops/lifetime-lvr.ts'
import { normalisedBlackOperation } from './ops/normalised-black.ts'
import { POOL_OPERATIONS } from './ops/pool/index.ts'
import { poolOfCondorOperation } from './ops/pool-of-condor.ts'
import { returnOnMarginOperation } from './ops/return-on-margin.ts'
import { signFlip } from './ops/sign-flip.ts'
import { varianceSwap } from './ops/variance-swap.ts'
import { vix } from './ops/vix.ts'
import { volShockInLvrDays } from './ops/vol-shock-in-lvr-days.ts'

export const OPERATIONS: readonly Operation[] = [
  bsValue,
  bsGreek,
  bsGreekFull,
  black76,
  impliedVol,
  impliedVolError,
  normalisedBlackOperation,
  vix,
  varianceSwap,
  condorGreeks,
  breakevenMove,
  breakevenIv,
  signFlip,
  condorLvr,
  volShockInLvrDays,
  condorPnlDecomposition,
  lifetimeLvrBsMarked,
  lifetimeLvrStaticPayoff,
  hedgingError,
  poolOfCondorOperation,
  returnOnMarginOperation,
  ...INVARIANT_OPERATIONS,
  ...POOL_OPERATIONS,
]

const BY_NAME: ReadonlyMap<string, Operation> = new Map(OPERATIONS.map((op) => [op.name, op]))

/**
 * Runs operation `op` on `inputs`, both named as in the reference cases. Refuses `command.unknown` for an unknown name, and
 * with field, found and wanted for inputs that are not of its form. No output is ever NaN or infinite.
 */
export function calculate(op: string, inputs: unknown): Result<Outputs> {
  const operation = BY_NAME.get(op)
  if (operation === undefined) {
    const meant = nearestName(op, [...BY_NAME.keys()])
    return refused(
      refuse('command.unknown', {
        field: 'op',
        was: op,
        wanted: `one of ${OPERATIONS.map(({ name }) => name).join(', ')}`,
        source: 'calc',
        fix: `${meant === null ? '' : `Did you mean ${meant}? `}List them with: kondor calc --list`,
      }),
    )
  }
  const result = operation.run(inputs)
  return result.ok ? finite(result, op) : result
}

function finite(result: { readonly ok: true; readonly value: Outputs }, op: string): Result<Outputs> {
  for (const [field, value] of Object.entries(result.value)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item !== 'number' || Number.isFinite(item)) continue
      return refused(
        refuse('number.not-finite', {
          field,
          was: item,
          wanted: 'a result that a double can hold',
          source: op,
        }),
      )
    }
  }
  return result
}

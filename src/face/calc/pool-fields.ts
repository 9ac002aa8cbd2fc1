/** The fields of a pool, shared by the pool calculators, and what they resolve to. */
import { z } from 'zod'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { refused, type Result } from '../../base/vocabulary/result.ts'
import { concentrated } from '../../book/pool/concentrated.ts'
import { constantProduct } from '../../book/pool/constant-product.ts'
import { limitOrder } from '../../book/pool/limit-order.ts'
import type { Pool } from '../../book/pool/pool.ts'
import { weighted } from '../../book/pool/weighted.ts'

/** A price or a price ratio: numeraire per risky unit. Wider than an index level: tokens differ by thirty digits. */
export const poolPrice = z.number().min(1e-60).max(1e60)
export const liquidity = z.number().nonnegative().max(1e150)
/** A token amount as a double. */
export const tokenAmount = z.number().nonnegative().max(1e150)
/** A fee as a fraction: 0.003. */
export const feeFraction = z.number().nonnegative().max(0.999999)
export const positiveFee = z.number().positive().max(0.999999)
/** Risky share of a weighted pool's value. */
export const riskyWeight = z.number().positive().lt(1)
/** Volatility per square root of whatever unit the operation names. */
export const anyVolatility = z.number().nonnegative().max(1000)

const amm = z.enum(['cpmm', 'weighted', 'v3', 'limit_order'])

/** `amm` and its parameters; the kind follows from them where `amm` is absent. */
export const poolFields = {
  amm: amm.optional(),
  theta: riskyWeight.optional(),
  Pa: poolPrice.optional(),
  Pb: poolPrice.optional(),
  K: poolPrice.optional(),
}

interface PoolInputs {
  readonly amm?: z.output<typeof amm> | undefined
  readonly theta?: number | undefined
  readonly Pa?: number | undefined
  readonly Pb?: number | undefined
  readonly K?: number | undefined
}

/** The pool that the fields describe, with this liquidity (size, for a limit order). */
export function poolOf(inputs: PoolInputs, amount: number, source: string): Result<Pool> {
  const { theta, Pa, Pb, K } = inputs
  const kind = inputs.amm ?? kindOf(inputs)
  if (kind === 'cpmm' && theta !== undefined && theta !== 0.5)
    return missing('theta', `${theta} with cpmm`, source)
  if (kind === 'cpmm') return constantProduct(amount)
  if (kind === 'weighted') {
    return theta === undefined
      ? missing('theta', 'nothing', source)
      : weighted({ liquidity: amount, riskyWeight: theta })
  }
  if (kind === 'limit_order') {
    return K === undefined ? missing('K', 'nothing', source) : limitOrder({ size: amount, orderPrice: K })
  }
  if (Pa === undefined || Pb === undefined) {
    return missing(Pa === undefined ? 'Pa' : 'Pb', 'nothing', source)
  }
  return concentrated({ liquidity: amount, lowPrice: Pa, highPrice: Pb })
}

function kindOf(inputs: PoolInputs): z.output<typeof amm> {
  if (inputs.K !== undefined) return 'limit_order'
  if (inputs.Pa !== undefined || inputs.Pb !== undefined) return 'v3'
  return inputs.theta === undefined ? 'cpmm' : 'weighted'
}

/** The refusal of inputs that lack a field the formula needs, or carry one it cannot use. */
export function missing(field: string, was: string, source: string, wanted = 'the field this pool needs') {
  return refused(refuse('command.bad-input', { field, was, wanted, source }))
}

import { z } from 'zod'
import { accepted, refused } from '../../../../base/vocabulary/result.ts'
import { concentrated } from '../../../../book/pool/concentrated.ts'
import { divergenceLossFraction, heldValue } from '../../../../book/pool/divergence-loss.ts'
import { priceProblem } from '../../../../book/pool/pool.ts'
import { defineOperation } from '../../define-operation.ts'
import { missing, poolPrice } from '../../pool-fields.ts'

/** Divergence loss of a concentrated position from P0 to P0 x price_ratio (or P1), inside the range and out. */
export const ilV3 = defineOperation({
  name: 'il_v3',
  summary: 'divergence loss of a concentrated position',
  example: { price_ratio: 1.1, P0: 2000, Pa: 1500, Pb: 2500 },
  schema: z.strictObject({
    price_ratio: poolPrice.optional(),
    P0: poolPrice,
    P1: poolPrice.optional(),
    Pa: poolPrice,
    Pb: poolPrice,
  }),
  compute: ({ price_ratio, P0, P1, Pa, Pb }) => {
    if ((price_ratio === undefined) === (P1 === undefined)) {
      const was = P1 === undefined ? 'nothing' : 'both price_ratio and P1'
      return missing('price_ratio', was, 'il_v3', 'exactly one of price_ratio and P1')
    }
    const end = P1 ?? P0 * (price_ratio ?? 1)
    const problem = priceProblem(end, 'price_ratio', 'il_v3')
    if (problem !== null) return refused(problem)
    const pool = concentrated({ liquidity: 1, lowPrice: Pa, highPrice: Pb })
    if (!pool.ok) return pool
    return accepted({
      il_vs_hodl: -divergenceLossFraction(pool.value, P0, end),
      value_over_hodl: pool.value.value(end) / heldValue(pool.value, P0, end),
    })
  },
})

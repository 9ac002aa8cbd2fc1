import { z } from 'zod'
import { refuse } from '../../../../base/vocabulary/refusal.ts'
import { accepted, refused } from '../../../../base/vocabulary/result.ts'
import { divergenceLoss, divergenceLossFraction, heldValue } from '../../../../book/pool/divergence-loss.ts'
import { constantProduct } from '../../../../book/pool/constant-product.ts'
import { weighted } from '../../../../book/pool/weighted.ts'
import { power } from '../../../../base/numerics/power.ts'
import { defineOperation } from '../../define-operation.ts'
import { missing, poolPrice, riskyWeight } from '../../pool-fields.ts'

const reserve = z.number().positive().max(1e70)
/** Reserves fix the price; a stated one may differ by rounding only. */
const PRICE_TOLERANCE = 1e-9

/** Reserves x0, y0 at P0, then the market at P1: new reserves, value, holding, and the divergence between them (not LVR). */
export const lvrIl = defineOperation({
  name: 'lvr_il',
  summary: 'divergence loss of given reserves after a price change: pool against holding',
  example: { amm: 'cpmm', x0: 1, y0: 1000, P0: 1000, P1: 4000 },
  schema: z.strictObject({
    amm: z.enum(['cpmm', 'weighted']).default('cpmm'),
    theta: riskyWeight.optional(),
    x0: reserve,
    y0: reserve,
    P0: poolPrice.optional(),
    P1: poolPrice,
  }),
  compute: (inputs) => {
    const { amm, x0, y0, P1 } = inputs
    if (amm === 'weighted' && inputs.theta === undefined) return missing('theta', 'nothing', 'lvr_il')
    const theta = amm === 'cpmm' ? 0.5 : (inputs.theta ?? 0.5)
    const implied = ((theta / (1 - theta)) * y0) / x0
    const P0 = inputs.P0 ?? implied
    if (Math.abs(P0 / implied - 1) > PRICE_TOLERANCE) {
      const wanted = `the price of the reserves, ${implied}`
      return refused(refuse('number.out-of-range', { field: 'P0', was: P0, wanted, source: 'lvr_il' }))
    }
    const pool =
      amm === 'cpmm'
        ? constantProduct(Math.sqrt(x0) * Math.sqrt(y0))
        : weighted({ liquidity: power(x0, theta) * power(y0, 1 - theta), riskyWeight: theta })
    if (!pool.ok) return pool
    return accepted({
      x1: pool.value.riskyHeld(P1),
      y1: pool.value.numeraireHeld(P1),
      V0: pool.value.value(P0),
      V1: pool.value.value(P1),
      hodl: heldValue(pool.value, P0, P1),
      il_fraction: -divergenceLossFraction(pool.value, P0, P1),
      lvh: divergenceLoss(pool.value, P0, P1),
    })
  },
})

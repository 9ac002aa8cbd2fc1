import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { concentrated } from '../../../../book/pool/concentrated.ts'
import { poolAsOption } from '../../../../book/pool/equivalence.ts'
import { defineOperation } from '../../define-operation.ts'
import { liquidity, poolPrice } from '../../pool-fields.ts'

/** A concentrated position at a price. `leverage` is against the full-range pool of the same value. */
export const lvrV3 = defineOperation({
  name: 'lvr_v3',
  summary: 'value, holdings, gamma and LVR rate of a concentrated position',
  example: { P: 2000, Pa: 1500, Pb: 2500, L: 1 },
  schema: z.strictObject({ P: poolPrice, Pa: poolPrice, Pb: poolPrice, L: liquidity.default(1) }),
  compute: ({ P, Pa, Pb, L }) => {
    const pool = concentrated({ liquidity: L, lowPrice: Pa, highPrice: Pb })
    if (!pool.ok) return pool
    const value = pool.value.value(P)
    const rate = pool.value.lvrRate(P, 1) ?? 0
    return accepted({
      value,
      delta_x: pool.value.riskyHeld(P),
      numeraire_y: pool.value.numeraireHeld(P),
      gamma: pool.value.gamma(P),
      dollar_gamma: -2 * rate,
      lvr_rate_over_value_per_sigma2: value > 0 ? rate / value : 0,
      leverage: poolAsOption(pool.value, P)?.leverage ?? null,
    })
  },
})

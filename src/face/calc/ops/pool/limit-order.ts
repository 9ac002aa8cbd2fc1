import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { limitOrderExpectedLvr } from '../../../../book/pool/limit-order-lvr.ts'
import { defineOperation } from '../../define-operation.ts'
import { sigma, tenorOf, timeFields } from '../../fields.ts'
import { poolPrice, tokenAmount } from '../../pool-fields.ts'

/** Expected LVR of a limit order at K: the time value of a call struck there. */
export const limitOrderOperation = defineOperation({
  name: 'limit_order',
  summary: 'expected LVR of a limit order left open: half the local time at its price',
  example: { P0: 100, K: 100, sigma: 0.5, T_days_365: 30 },
  schema: z.strictObject({
    P0: poolPrice,
    K: poolPrice,
    sigma,
    ...timeFields,
    size: tokenAmount.default(1),
  }),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'limit_order')
    if (!tenor.ok) return tenor
    const lvr = limitOrderExpectedLvr({
      price: inputs.P0,
      orderPrice: inputs.K,
      volatility: inputs.sigma,
      years: tenor.value.years,
    })
    return lvr.ok ? accepted({ E_LVR: inputs.size * lvr.value }) : lvr
  },
})

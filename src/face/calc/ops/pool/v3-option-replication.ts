import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { concentrated } from '../../../../book/pool/concentrated.ts'
import { coveredCalls, stripValue } from '../../../../book/pool/static-replication.ts'
import { defineOperation } from '../../define-operation.ts'
import { rate, sigma, tenorOf, timeFields } from '../../fields.ts'
import { liquidity, poolPrice } from '../../pool-fields.ts'

/** Expected value of a concentrated position at the horizon, undiscounted, and the covered calls it equals. `F` is the forward. */
export const v3OptionReplication = defineOperation({
  name: 'v3_option_replication',
  summary: 'a concentrated position as covered calls: expected value, loss, count, mean strike',
  example: { L: 1, F: 2000, Pa: 1500, Pb: 2500, sigma: 0.7, T_days_365: 30, r: 0 },
  schema: z.strictObject({
    L: liquidity.default(1),
    F: poolPrice,
    Pa: poolPrice,
    Pb: poolPrice,
    sigma,
    ...timeFields,
    r: rate.default(0),
  }),
  compute: (inputs) => {
    const { L, F, Pa, Pb } = inputs
    const tenor = tenorOf(inputs, 'v3_option_replication')
    if (!tenor.ok) return tenor
    const pool = concentrated({ liquidity: L, lowPrice: Pa, highPrice: Pb })
    if (!pool.ok) return pool
    const strip = stripValue({
      liquidity: L,
      forward: F,
      volatility: inputs.sigma,
      years: tenor.value.years,
      lowStrike: Pa,
      highStrike: Pb,
    })
    if (!strip.ok) return strip
    const now = pool.value.value(F)
    const calls = coveredCalls(L, Pa, Pb)
    return accepted({
      E_V3: now - strip.value,
      E_loss_fraction: now > 0 ? strip.value / now : 0,
      strip_value: strip.value,
      num_calls: calls.count,
      mean_strike: calls.meanStrike,
    })
  },
})

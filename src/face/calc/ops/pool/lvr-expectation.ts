import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { expectedLvr } from '../../../../book/pool/expected-lvr.ts'
import { defineOperation } from '../../define-operation.ts'
import { sigma, tenorOf, timeFields } from '../../fields.ts'
import { missing, riskyWeight } from '../../pool-fields.ts'

/** Expected LVR over the first value when the price is a geometric Brownian motion. */
export const lvrExpectation = defineOperation({
  name: 'lvr_expectation',
  summary: 'expected LVR of a full-range pool under geometric Brownian motion',
  example: { amm: 'cpmm', sigma: 0.8, T: 1, drift: 0 },
  schema: z.strictObject({
    amm: z.enum(['cpmm', 'weighted']).default('cpmm'),
    theta: riskyWeight.optional(),
    sigma,
    ...timeFields,
    drift: z.number().min(-100).max(100).default(0),
  }),
  compute: (inputs) => {
    if (inputs.amm === 'weighted' && inputs.theta === undefined)
      return missing('theta', 'nothing', 'lvr_expectation')
    const tenor = tenorOf(inputs, 'lvr_expectation')
    if (!tenor.ok) return tenor
    const expected = expectedLvr({
      volatility: inputs.sigma,
      time: tenor.value.years,
      drift: inputs.drift,
      riskyWeight: inputs.theta ?? 0.5,
    })
    return accepted({ E_LVR_over_V0: expected.share, linear_approx: expected.linear })
  },
})

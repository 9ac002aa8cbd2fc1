import { z } from 'zod'
import { accepted } from '../../../base/vocabulary/result.ts'
import { black76Price } from '../../../market/pricing/black76.ts'
import { defineOperation } from '../define-operation.ts'
import { discountFactor, legsOf, positionFields, positive, sigma, tenorOf, timeFields } from '../fields.ts'

/** Black-76 value on a forward, of one option or of legs. */
export const black76 = defineOperation({
  name: 'black76',
  summary: 'Black-76 value on a forward, with a discount factor',
  example: { type: 'C', F: 104, K: 85, T: 4.5, sigma: 0.1, df: 1 },
  schema: z.strictObject({
    ...positionFields,
    F: positive,
    ...timeFields,
    sigma,
    df: discountFactor.default(1),
  }),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'black76')
    if (!tenor.ok) return tenor
    const legs = legsOf(inputs, 'black76')
    if (!legs.ok) return legs
    let price = 0
    for (const leg of legs.value) {
      price +=
        leg.quantity *
        black76Price({
          right: leg.right,
          forward_points: inputs.F,
          strike_points: leg.strike,
          years: tenor.value.years,
          volatility: inputs.sigma,
          discount: inputs.df,
        })
    }
    return accepted({ price: price * inputs.multiplier })
  },
})

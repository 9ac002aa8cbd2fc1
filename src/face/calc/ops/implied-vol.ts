import { z } from 'zod'
import { accepted } from '../../../base/vocabulary/result.ts'
import { impliedVolatility } from '../../../market/pricing/implied-volatility.ts'
import { defineOperation } from '../define-operation.ts'
import { discountFactor, positive, right, tenorOf, timeFields } from '../fields.ts'
import type { Operation } from '../operation.ts'

const schema = z.strictObject({
  type: right,
  F: positive,
  K: positive,
  ...timeFields,
  df: discountFactor.default(1),
  price: z.number(),
})

function operation(name: string, summary: string, price: number): Operation {
  return defineOperation({
    name,
    summary,
    example: { type: 'C', F: 100, K: 100, T: 0.5, df: 1, price },
    schema,
    compute: (inputs) => {
      const tenor = tenorOf(inputs, name)
      if (!tenor.ok) return tenor
      const result = impliedVolatility({
        right: inputs.type,
        forward_points: inputs.F,
        strike_points: inputs.K,
        years: tenor.value.years,
        discount: inputs.df,
        price_points: inputs.price,
      })
      if (!result.ok) return result
      return accepted({
        sigma: result.value.volatility,
        condition_number: result.value.conditionNumber,
        attainable_relative_error: result.value.attainableRelativeError,
        iterations: result.value.iterations,
      })
    },
  })
}

/** Black-76 implied volatility and how well the price determines it. */
export const impliedVol = operation(
  'implied_vol',
  'Black-76 implied volatility of a price',
  5.637197779701663,
)

/** The same formula under the name of the cases that expect a refusal. */
export const impliedVolError = operation(
  'implied_vol_error',
  'implied_vol again, for cases that expect a refusal',
  5.637197779701663,
)

import { z } from 'zod'
import { accepted } from '../../../base/vocabulary/result.ts'
import { defineOperation } from '../define-operation.ts'
import { legsOf, positionFields, sigma, spotFields, tenorOf, timeFields } from '../fields.ts'
import { positionPrice } from '../position.ts'

/** Black-Scholes value with dividends, of one option or of legs. */
export const bsValue = defineOperation({
  name: 'bs_value',
  summary: 'Black-Scholes value with a dividend yield',
  example: { type: 'C', S: 60, K: 65, T: 0.25, sigma: 0.3, r: 0.08, q: 0 },
  schema: z.strictObject({ ...positionFields, ...spotFields, ...timeFields, sigma }),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'bs_value')
    if (!tenor.ok) return tenor
    const legs = legsOf(inputs, 'bs_value')
    if (!legs.ok) return legs
    return accepted({ price: positionPrice(legs.value, { ...inputs, years: tenor.value.years }) })
  },
})

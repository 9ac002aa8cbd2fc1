import { z } from 'zod'
import { accepted } from '../../../base/vocabulary/result.ts'
import { defineOperation } from '../define-operation.ts'
import { legsOf, positionFields, sigma, spotFields, tenorOf, timeFields } from '../fields.ts'
import { greeksOutputs, positionGreeks } from '../position.ts'

/** Black-Scholes price and all Greeks to third order; units in market/pricing/greeks.ts. */
export const bsGreekFull = defineOperation({
  name: 'bs_greek_full',
  summary: 'Black-Scholes price and Greeks to third order',
  example: { type: 'P', S: 5000, K: 4800, T_days_365: 30, sigma: 0.18, r: 0.045, q: 0.013 },
  schema: z.strictObject({ ...positionFields, ...spotFields, ...timeFields, sigma }),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'bs_greek_full')
    if (!tenor.ok) return tenor
    const legs = legsOf(inputs, 'bs_greek_full')
    if (!legs.ok) return legs
    const greeks = positionGreeks(legs.value, { ...inputs, years: tenor.value.years })
    return greeks.ok ? accepted(greeksOutputs(greeks.value)) : greeks
  },
})

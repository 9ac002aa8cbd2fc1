import { z } from 'zod'
import { accepted } from '../../../base/vocabulary/result.ts'
import { defineOperation } from '../define-operation.ts'
import { legsOf, positionFields, sigma, spotFields, tenorOf, timeFields } from '../fields.ts'
import { greeksOutputs, positionGreeks } from '../position.ts'
import { REFERENCE_CONDOR } from '../reference-condor.ts'

/** Greeks of a condor (or of any legs) at one volatility; `credit` is what opening it pays: minus the price. */
export const condorGreeks = defineOperation({
  name: 'condor_greeks',
  summary: 'price, credit and Greeks of legs at one volatility',
  example: {
    S: 5000,
    sigma: 0.15,
    T_days_365: 30,
    legs: REFERENCE_CONDOR,
    multiplier: 1,
  },
  schema: z.strictObject({ ...positionFields, ...spotFields, ...timeFields, sigma }),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'condor_greeks')
    if (!tenor.ok) return tenor
    const legs = legsOf(inputs, 'condor_greeks')
    if (!legs.ok) return legs
    const greeks = positionGreeks(legs.value, { ...inputs, years: tenor.value.years })
    if (!greeks.ok) return greeks
    return accepted({ ...greeksOutputs(greeks.value), credit: -greeks.value.price })
  },
})

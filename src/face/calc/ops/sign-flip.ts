import { z } from 'zod'
import { accepted } from '../../../base/vocabulary/result.ts'
import { defineOperation } from '../define-operation.ts'
import { legsOf, positionFields, positive, sigma, spotFields, tenorOf, timeFields } from '../fields.ts'
import { positionGreeks } from '../position.ts'
import { REFERENCE_CONDOR } from '../reference-condor.ts'

/** Gamma and vega along spot: a short condor has both signs, which no pool has. A list of S gives lists. */
export const signFlip = defineOperation({
  name: 'sign_flip',
  summary: 'gamma and vega of legs at several spots, where their signs flip',
  example: {
    S: [5000, 5223, 5323],
    sigma: 0.15,
    T_days_365: 5,
    legs: REFERENCE_CONDOR,
  },
  schema: z.strictObject({
    ...positionFields,
    ...spotFields,
    S: z.union([positive, z.array(positive).min(1).max(10_000)]),
    ...timeFields,
    sigma,
  }),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'sign_flip')
    if (!tenor.ok) return tenor
    const legs = legsOf(inputs, 'sign_flip')
    if (!legs.ok) return legs
    const spots = typeof inputs.S === 'number' ? [inputs.S] : inputs.S
    const gamma: number[] = []
    const vega: number[] = []
    for (const S of spots) {
      const greeks = positionGreeks(legs.value, { ...inputs, S, years: tenor.value.years })
      if (!greeks.ok) return greeks
      gamma.push(greeks.value.gamma)
      vega.push(greeks.value.vega)
    }
    return accepted(typeof inputs.S === 'number' ? { gamma: gamma[0], vega: vega[0] } : { gamma, vega })
  },
})

import { z } from 'zod'
import { accepted } from '../../../base/vocabulary/result.ts'
import { logMoneyness, normalisedBlack } from '../../../market/pricing/normalised-black.ts'
import { defineOperation } from '../define-operation.ts'
import { positive, sigma, tenorOf, timeFields } from '../fields.ts'

/** Undiscounted call and put over sqrt(F K). */
export const normalisedBlackOperation = defineOperation({
  name: 'normalised_black',
  summary: 'undiscounted call and put over sqrt(F K)',
  example: { F: 100, K: 95, T: 0.5, sigma: 0.3 },
  schema: z.strictObject({ F: positive, K: positive, ...timeFields, sigma }),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'normalised_black')
    if (!tenor.ok) return tenor
    const s = inputs.sigma * Math.sqrt(tenor.value.years)
    const { put, call } = normalisedBlack(logMoneyness(inputs.F, inputs.K), s)
    return accepted({ put, call })
  },
})

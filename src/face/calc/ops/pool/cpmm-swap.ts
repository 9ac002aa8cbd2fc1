import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { swapOutput } from '../../../../book/pool/swap-output.ts'
import { defineOperation } from '../../define-operation.ts'
import { feeFraction, tokenAmount } from '../../pool-fields.ts'

/** Output of a swap against real-valued reserves, fee on the input. */
export const cpmmSwap = defineOperation({
  name: 'cpmm_swap',
  summary: 'what a constant-product pool pays for an input',
  example: { reserve_in: 1000, reserve_out: 1000, amount_in: 100, fee: 0.003 },
  schema: z.strictObject({
    reserve_in: z.number().positive().max(1e150),
    reserve_out: z.number().positive().max(1e150),
    amount_in: tokenAmount,
    fee: feeFraction.default(0),
  }),
  compute: ({ reserve_in, reserve_out, amount_in, fee }) => {
    const { output, executionPrice, marginalPrice } = swapOutput(reserve_in, reserve_out, amount_in, fee)
    return accepted({
      amount_out: output,
      execution_price: executionPrice,
      marginal_price_after: marginalPrice,
    })
  },
})

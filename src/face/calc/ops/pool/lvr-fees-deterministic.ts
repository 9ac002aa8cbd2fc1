import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { deterministicArbitrage } from '../../../../book/pool/fees-and-blocks.ts'
import { defineOperation } from '../../define-operation.ts'

/** Evenly spaced blocks. The input is the one-sided fee over a block's volatility; the band without trades is twice as wide. */
export const lvrFeesDeterministic = defineOperation({
  name: 'lvr_fees_deterministic',
  summary: 'arbitrage profit with evenly spaced blocks',
  example: { fee_gamma_over_sigma_b: 0.5 },
  schema: z.strictObject({ fee_gamma_over_sigma_b: z.number().nonnegative().max(1e12) }),
  compute: ({ fee_gamma_over_sigma_b }) => {
    const { perBlock, ratioToNoFee } = deterministicArbitrage(fee_gamma_over_sigma_b)
    return accepted({ arb_per_block_over_sigma_b2_P2xprime: perBlock, ratio_to_no_fee: ratioToNoFee })
  },
})

import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { cexDexArbitrage } from '../../../../book/pool/cex-dex-arbitrage.ts'
import { defineOperation } from '../../define-operation.ts'
import { poolPrice, tokenAmount } from '../../pool-fields.ts'

/** A full-range pool of `pool_usd` (both sides) at P0, arbitraged along `cex_path`. `sbp` is the arbitrageur's profit after gas. */
export const cexDexArb = defineOperation({
  name: 'cex_dex_arb',
  summary: 'arbitrage against a pool along a path of market prices, with fee and gas',
  example: { pool_usd: 1e9, P0: 3000, fee_bp: 5, gas_usd: 10, cex_path: [3003] },
  schema: z.strictObject({
    pool_usd: tokenAmount,
    P0: poolPrice,
    fee_bp: z.number().nonnegative().max(9_999),
    gas_usd: z.number().nonnegative().max(1e12).default(0),
    cex_path: z.array(poolPrice).max(1_000_000),
    /** The rules in words; there is one set of them. */
    rules: z.string().max(1000).optional(),
  }),
  compute: ({ pool_usd, P0, fee_bp, gas_usd, cex_path }) => {
    const terms = { poolValue: pool_usd, startPrice: P0, feePips: fee_bp * 100, gas: gas_usd }
    const outcome = cexDexArbitrage(terms, cex_path)
    if (!outcome.ok) return outcome
    const { lvr, lpFees, arbitrageProfit, gasPaid, trades, price } = outcome.value
    return accepted({ lvr, lp_fees: lpFees, sbp: arbitrageProfit, gas: gasPaid, n: trades, price })
  },
})

import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { managedPoolExcess } from '../../../../book/pool/fees-and-blocks.ts'
import { defineOperation } from '../../define-operation.ts'
import { anyVolatility, feeFraction } from '../../pool-fields.ts'

const SECONDS_PER_DAY = 86_400

/** What arbitrageurs other than the manager still earn from an auction-managed pool at its fee cap. */
export const amAmm = defineOperation({
  name: 'am_amm',
  summary: 'arbitrage excess of an auction-managed AMM at its fee cap',
  example: { sigma_daily: 0.05, fee_cap: 0.003, block_time_s: 12 },
  schema: z.strictObject({
    sigma_daily: anyVolatility,
    fee_cap: feeFraction,
    block_time_s: z.number().positive().max(1e9),
  }),
  compute: ({ sigma_daily, fee_cap, block_time_s }) => {
    const excess = managedPoolExcess({
      volatility: sigma_daily,
      blocksPerTime: SECONDS_PER_DAY / block_time_s,
      fee: fee_cap,
    })
    return excess.ok ? accepted({ arb_excess_over_value_per_day: excess.value }) : excess
  },
})

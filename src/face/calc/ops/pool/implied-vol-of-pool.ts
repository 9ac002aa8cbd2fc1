import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import {
  impliedVolatilityOfPool,
  tickImpliedVolatility,
  tickValue,
} from '../../../../book/pool/implied-volatility.ts'
import { defineOperation } from '../../define-operation.ts'
import { missing, poolPrice, positiveFee } from '../../pool-fields.ts'

/** The daily volatility at which fees pay LVR, from liquidity and price, or from the value (`tvl`) of a full-range pool. */
export const impliedVolOfPool = defineOperation({
  name: 'implied_vol_of_pool',
  summary: 'the volatility at which a pool pays for itself, in two forms',
  example: { fee: 0.003, volume_per_day: 3e7, L: 1e6, P: 2000 },
  schema: z.strictObject({
    fee: positiveFee,
    volume_per_day: z.number().nonnegative().max(1e150),
    L: z.number().positive().max(1e150).optional(),
    P: poolPrice.optional(),
    tvl: z.number().positive().max(1e200).optional(),
  }),
  compute: ({ fee, volume_per_day: volume, L, P, tvl }) => {
    const full = L === undefined || P === undefined ? tvl : 2 * L * Math.sqrt(P)
    if (full === undefined) {
      return missing('L', 'nothing', 'implied_vol_of_pool', 'L and P, or tvl of a full-range pool')
    }
    if (tvl !== undefined && L !== undefined) {
      return missing('tvl', 'both L and tvl', 'implied_vol_of_pool', 'either L and P, or tvl')
    }
    // A full-range pool's liquidity times the root of its price is half its value.
    const tick = L === undefined || P === undefined ? tickValue(full / 2, 1, fee) : tickValue(L, P, fee)
    return accepted({
      iv_lvr_breakeven_daily: impliedVolatilityOfPool(fee, volume, full),
      iv_lambert_daily_tick_width_2fee: tickImpliedVolatility(fee, volume, tick),
    })
  },
})

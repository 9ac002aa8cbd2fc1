import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { lvrOverValue } from '../../../../book/pool/expected-lvr.ts'
import { breakEvenTurnover } from '../../../../book/pool/fees-and-blocks.ts'
import { defineOperation } from '../../define-operation.ts'
import { anyVolatility, missing, positiveFee, riskyWeight } from '../../pool-fields.ts'

const DAYS = { day: 1, year: 365, hour: 1 / 24 } as const

/** LVR over value: `sigma` per square root of `unit` over `horizon` units, or `sigma_daily`. With a fee, the turnover that pays it. */
export const lvr = defineOperation({
  name: 'lvr',
  summary: 'LVR of a full-range pool over its value, and the turnover whose fees pay for it',
  example: { amm: 'cpmm', sigma: 0.05, horizon: 1, unit: 'day' },
  schema: z.strictObject({
    amm: z.enum(['cpmm', 'weighted']).default('cpmm'),
    theta: riskyWeight.optional(),
    sigma: anyVolatility.optional(),
    sigma_daily: anyVolatility.optional(),
    horizon: z.number().nonnegative().max(1e6).default(1),
    unit: z.enum(['day', 'year', 'hour']).optional(),
    fee: positiveFee.optional(),
  }),
  compute: ({ amm, theta, sigma, sigma_daily, horizon, unit, fee }) => {
    if (amm === 'weighted' && theta === undefined) return missing('theta', 'nothing', 'lvr')
    if (amm === 'cpmm' && theta !== undefined && theta !== 0.5)
      return missing('theta', `${theta} with cpmm`, 'lvr')
    if ((sigma === undefined) === (sigma_daily === undefined)) {
      const was = sigma === undefined ? 'nothing' : 'both sigma and sigma_daily'
      return missing('sigma', was, 'lvr', 'exactly one of sigma and sigma_daily')
    }
    const rate = lvrOverValue(sigma ?? sigma_daily ?? 0, theta)
    const perDay = sigma_daily !== undefined ? rate : unit === undefined ? null : rate / DAYS[unit]
    return accepted({
      lvr_over_value: rate * horizon,
      ...(perDay === null ? {} : { bp_per_day: perDay * 1e4 }),
      ...(fee === undefined || perDay === null
        ? {}
        : { breakeven_daily_turnover: breakEvenTurnover(perDay, fee) }),
    })
  },
})

import { z } from 'zod'
import { accepted } from '../../../base/vocabulary/result.ts'
import { poolOfCondor } from '../../../book/yields/pool-of-condor.ts'
import { defineOperation } from '../define-operation.ts'
import { legsOf, positionFields, positive, sigma, spotFields, tenorOf, timeFields } from '../fields.ts'
import { positionGreeks } from '../position.ts'
import { REFERENCE_CONDOR } from '../reference-condor.ts'

/** The pools that bleed as the legs do: full range, and the range that does it with the capital given. */
export const poolOfCondorOperation = defineOperation({
  name: 'pool_of_condor',
  summary: 'the full-range and the concentrated pool with the dollar gamma of legs',
  example: {
    S: 5000,
    sigma: 0.15,
    T_days_365: 30,
    legs: REFERENCE_CONDOR,
    multiplier: 100,
    capital: 3706.91,
  },
  schema: z.strictObject({ ...positionFields, ...spotFields, ...timeFields, sigma, capital: positive }),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'pool_of_condor')
    if (!tenor.ok) return tenor
    const legs = legsOf(inputs, 'pool_of_condor')
    if (!legs.ok) return legs
    const greeks = positionGreeks(legs.value, { ...inputs, years: tenor.value.years })
    if (!greeks.ok) return greeks
    const dollarGamma = inputs.S * inputs.S * greeks.value.gamma
    const pools = poolOfCondor(dollarGamma, inputs.S, inputs.capital)
    if (!pools.ok) return pools
    const { fullRange_value, concentrated: range } = pools.value
    return accepted({
      dollar_gamma: dollarGamma,
      full_range_value: fullRange_value,
      low_price: range?.lowPrice ?? null,
      high_price: range?.highPrice ?? null,
      liquidity: range?.liquidity ?? null,
      leverage: range?.leverage ?? null,
    })
  },
})

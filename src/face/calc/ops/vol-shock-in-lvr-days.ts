import { z } from 'zod'
import { accepted } from '../../../base/vocabulary/result.ts'
import { volShock } from '../../../book/yields/vol-shock.ts'
import { bookOfLegs } from '../book-of-legs.ts'
import { defineOperation } from '../define-operation.ts'
import { legsOf, positionFields, sigma, spotFields, tenorOf, timeFields } from '../fields.ts'
import { REFERENCE_CONDOR } from '../reference-condor.ts'

/**
 * What a sudden rise of all volatilities costs, to first order (vega) and by full revaluation, and how many days of LVR at
 * the implied volatility that is. Days are null where the position is not short gamma.
 */
export const volShockInLvrDays = defineOperation({
  name: 'vol_shock_in_lvr_days',
  summary: 'loss of a jump in volatility, first order and revalued, in days of LVR',
  example: {
    S: 5000,
    sigma: 0.15,
    T_days_365: 30,
    legs: REFERENCE_CONDOR,
    dsigma: 0.05,
    multiplier: 100,
  },
  schema: z.strictObject({
    ...positionFields,
    ...spotFields,
    ...timeFields,
    sigma,
    dsigma: z.number().min(-10).max(10),
    trading_days: z.number().positive().max(366).default(252),
  }),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'vol_shock_in_lvr_days')
    if (!tenor.ok) return tenor
    const legs = legsOf(inputs, 'vol_shock_in_lvr_days')
    if (!legs.ok) return legs
    const items = bookOfLegs(legs.value, { ...inputs, years: tenor.value.years })
    const shock = volShock(items, inputs.dsigma, inputs.trading_days)
    if (!shock.ok) return shock
    return accepted({
      vega_loss_first_order: shock.value.firstOrder,
      full_reval_loss: shock.value.fullRevaluation,
      lvr_days_first_order: shock.value.lvrDaysFirstOrder,
      lvr_days_full_reval: shock.value.lvrDaysFullRevaluation,
      lvr_per_day: shock.value.rentPerTradingDay,
    })
  },
})

import { z } from 'zod'
import { accepted } from '../../../base/vocabulary/result.ts'
import { breakEvenMove } from '../../../book/yields/rent-and-bleed.ts'
import { defineOperation } from '../define-operation.ts'
import { legsOf, positionFields, sigma, spotFields, tenorOf, timeFields } from '../fields.ts'
import { positionGreeks } from '../position.ts'
import { REFERENCE_CONDOR } from '../reference-condor.ts'

/** Realised volatilities always answered for, in percent; the position's own is added. */
const REALISED = [15, 20]

/**
 * LVR of legs a day at realised volatilities: sigma^2 S^2 |Gamma| / 2, the theta it is set against, the full-range
 * constant-product pool that bleeds as much (4 x dollar gamma) and the break-even move of one day. Sizes are absolute, as in
 * the formula; `short_gamma` says whether it is a loss.
 */
export const condorLvr = defineOperation({
  name: 'condor_lvr',
  summary:
    'LVR of legs a day at 15 %, 20 % and their own volatility, theta, equivalent pool, break-even move',
  example: {
    S: 5000,
    sigma: 0.15,
    T_days_365: 30,
    legs: REFERENCE_CONDOR,
    multiplier: 100,
    trading_days: 252,
  },
  schema: z.strictObject({
    ...positionFields,
    ...spotFields,
    ...timeFields,
    sigma,
    trading_days: z.number().positive().max(366).default(252),
    /** More realised volatilities, decimal. */
    realised: z.array(sigma).max(100).default([]),
  }),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'condor_lvr')
    if (!tenor.ok) return tenor
    const legs = legsOf(inputs, 'condor_lvr')
    if (!legs.ok) return legs
    const greeks = positionGreeks(legs.value, { ...inputs, years: tenor.value.years })
    if (!greeks.ok) return greeks
    const { gamma, theta } = greeks.value
    const dollarGamma = inputs.S * inputs.S * Math.abs(gamma)
    const percents = [...REALISED, percentOf(inputs.sigma), ...inputs.realised.map(percentOf)]
    const lvr = percents.map((percent) => [
      `lvr_per_day_at_rv${percent}`,
      ((percent / 100) * (percent / 100) * dollarGamma) / 2 / inputs.trading_days,
    ])
    const thetaDay = theta / inputs.trading_days
    return accepted({
      ...Object.fromEntries(lvr),
      theta_per_day: thetaDay,
      amm_equivalent_tvl: 4 * dollarGamma,
      breakeven_move_points: breakEvenMove(thetaDay, gamma),
      short_gamma: gamma < 0,
    })
  },
})

/** 0.15 is 15 and not 15.000000000000002: it names a field. */
const percentOf = (volatility: number): number => Math.round(volatility * 1e10) / 1e8

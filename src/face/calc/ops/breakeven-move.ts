import { z } from 'zod'
import { refuse, type Refusal } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import { breakEvenMove } from '../../../book/yields/rent-and-bleed.ts'
import { defineOperation } from '../define-operation.ts'
import {
  type Leg,
  legsOf,
  positionFields,
  positive,
  sigma,
  spotFields,
  tenorOf,
  timeFields,
} from '../fields.ts'
import { positionGreeks } from '../position.ts'

const TRADING_DAYS = 252

const schema = z.strictObject({
  ...positionFields,
  ...spotFields,
  ...timeFields,
  sigma,
  /** Words for the position where neither `legs` nor `type` and `K` are given: "ATM straddle", "short strangle"... */
  position: z.string().max(200).optional(),
  /** Strikes, ascending, for a position given in words: two for a strangle, four for a condor. */
  strikes: z.array(positive).min(1).max(4).optional(),
})
type Inputs = z.output<typeof schema>

/**
 * The move in one trading day at which gamma's gain pays theta's loss (or the reverse): sqrt(2 |theta| / |gamma|), which is
 * S sigma sqrt(dt) where rate and yield are 0. The often-quoted sqrt(theta / gamma) is given as the mistake it is.
 */
export const breakevenMove = defineOperation({
  name: 'breakeven_move',
  summary: 'the daily move at which gamma pays for theta, of legs or a named position',
  example: { position: 'ATM straddle', S: 100, sigma: 0.2, T_trading_days: 21 },
  schema,
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'breakeven_move')
    if (!tenor.ok) return tenor
    const legs = positionLegs(inputs)
    if (!legs.ok) return legs
    const greeks = positionGreeks(legs.value, { ...inputs, years: tenor.value.years })
    if (!greeks.ok) return greeks
    const { gamma } = greeks.value
    const thetaDay = greeks.value.theta / TRADING_DAYS
    const move = breakEvenMove(thetaDay, gamma)
    if (move === null) return refused(noBreakEven(thetaDay, gamma))
    return accepted({
      gamma,
      theta_per_trading_day: thetaDay,
      breakeven_move: move,
      S_sigma_sqrt_dt: inputs.S * inputs.sigma * Math.sqrt(1 / TRADING_DAYS),
      wrong_sqrt_theta_over_gamma: move / Math.SQRT2,
    })
  },
})

function positionLegs(inputs: Inputs): Result<readonly Leg[]> {
  const { position } = inputs
  if (inputs.legs !== undefined || inputs.type !== undefined || position === undefined) {
    return legsOf(inputs, 'breakeven_move')
  }
  const words = position.toLowerCase()
  const sign = words.includes('short') ? -1 : 1
  const strikes = inputs.strikes ?? [inputs.K ?? inputs.S]
  const build = (rights: readonly ('C' | 'P')[], quantities: readonly number[]): Result<readonly Leg[]> => {
    const expected = words.includes('straddle') ? 1 : rights.length
    if (strikes.length !== expected) return refused(wrongStrikes(inputs, expected))
    return accepted(
      rights.map((right, i) => ({
        right,
        strike: strikes[expected === 1 ? 0 : i],
        quantity: quantities[i] * sign,
      })),
    )
  }
  if (words.includes('straddle')) return build(['P', 'C'], [1, 1])
  if (words.includes('strangle')) return build(['P', 'C'], [1, 1])
  if (words.includes('condor')) return build(['P', 'P', 'C', 'C'], [-1, 1, 1, -1])
  if (words.includes('call')) return build(['C'], [1])
  if (words.includes('put')) return build(['P'], [1])
  return refused(
    refuse('command.bad-input', {
      field: 'position',
      was: position,
      wanted: 'call, put, straddle, strangle or condor (with "short" where it is), or legs',
      source: 'breakeven_move',
    }),
  )
}

function wrongStrikes(inputs: Inputs, expected: number): Refusal {
  return refuse('command.bad-input', {
    field: 'strikes',
    was: inputs.strikes === undefined ? 'nothing' : `${inputs.strikes.length} strikes`,
    wanted: `${expected} ${expected === 1 ? 'strike' : 'strikes, ascending,'} for "${inputs.position}"`,
    source: 'breakeven_move',
  })
}

function noBreakEven(theta: number, gamma: number): Refusal {
  return refuse('number.no-root', {
    field: 'breakeven_move',
    was: `theta ${theta} and gamma ${gamma}`,
    wanted: 'theta and gamma of opposite signs: else no move breaks even',
    source: 'breakeven_move',
  })
}

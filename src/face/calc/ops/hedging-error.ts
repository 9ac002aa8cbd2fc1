import { z } from 'zod'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused } from '../../../base/vocabulary/result.ts'
import { hedgingErrorLeadingOrder, kamalDermanError } from '../../../book/yields/hedging-error.ts'
import { simulateHedging } from '../../../book/yields/simulate-hedging.ts'
import { bookOfLegs } from '../book-of-legs.ts'
import { defineOperation } from '../define-operation.ts'
import { legsOf, positionFields, positive, sigma, tenorOf, timeFields } from '../fields.ts'
import { positionGreeks } from '../position.ts'

const whole = (max: number) => z.number().int().min(1).max(max)
/** Volatility times the root of years: beyond it lognormal paths end at zero in a double. */
const DEVIATION_MAX = 5
const tooWide = (was: number) =>
  refuse('number.out-of-range', {
    field: 'sigma * sqrt(T)',
    was,
    wanted: `at most ${DEVIATION_MAX}`,
    source: 'hedging_error',
  })

/** Steps times paths times legs: some seconds. */
const WORK_MAX = 5_000_000

/**
 * Standard deviation of the P&L that hedging at intervals leaves, without carry: to leading order, by Kamal and Derman's rule
 * for one option at the money, and simulated where `paths` are asked for (seeded, so that it can be had again).
 */
export const hedgingError = defineOperation({
  name: 'hedging_error',
  summary: 'standard deviation left by hedging at intervals: leading order, rule of thumb, simulation',
  example: { type: 'C', S: 100, K: 100, sigma: 0.2, T: 1 / 12, hedges: 21, paths: 500, seed: 1 },
  schema: z
    .strictObject({
      ...positionFields,
      ...timeFields,
      S: positive,
      sigma,
      hedges: whole(100_000),
      paths: z.number().int().min(0).max(1_000_000).default(0),
      seed: z.number().int().min(0).max(1e15).default(1),
    })
    .refine(
      ({ hedges, paths, legs }) => hedges * paths * (legs?.length ?? 1) <= WORK_MAX,
      `hedges x paths x legs of at most ${WORK_MAX}`,
    ),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'hedging_error')
    if (!tenor.ok) return tenor
    const legs = legsOf(inputs, 'hedging_error')
    if (!legs.ok) return legs
    const { S, sigma: volatility, hedges, multiplier, paths, seed } = inputs
    const { years } = tenor.value
    if (volatility * Math.sqrt(years) > DEVIATION_MAX) return refused(tooWide(volatility * Math.sqrt(years)))
    const terms = { S, years, sigma: volatility, r: 0, q: 0, multiplier }
    const greeks = positionGreeks(legs.value, terms)
    if (!greeks.ok) return greeks
    const leading = hedgingErrorLeadingOrder({
      legs: legs.value.map(({ strike, quantity }) => ({ strike_points: strike, quantity })),
      forward_points: S,
      volatility,
      years,
      hedges,
      multiplier,
    })
    const simulated =
      paths < 2
        ? null
        : simulateHedging({
            positions: bookOfLegs(legs.value, terms),
            realisedVol: volatility,
            years,
            hedges,
            paths,
            seed,
          }).hedged
    return accepted({
      leading_order: leading,
      kamal_derman: kamalDermanError(greeks.value.vega, volatility, hedges),
      simulated: simulated?.standardDeviation ?? null,
      simulated_mean: simulated?.mean ?? null,
      simulated_mean_standard_error: simulated?.standardError ?? null,
    })
  },
})

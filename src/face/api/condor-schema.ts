/** A condor's wire form. */
import { z } from 'zod'
import { list, nullableNumber, rung, settlement } from './schema-parts.ts'

export const leg = z
  .object({
    right: z.enum(['C', 'P']),
    strike_points: z.number(),
    quantity: z.number(),
    occSymbol: z.string(),
    bid_points: z.number(),
    ask_points: z.number(),
    bidSize_contracts: nullableNumber,
    askSize_contracts: nullableNumber,
    openInterest_contracts: nullableNumber,
    volume_contracts: nullableNumber,
    volatility: nullableNumber,
    delta: nullableNumber,
  })
  .meta({ id: 'Leg' })

export const invariantReading = z
  .object({
    id: z.string(),
    label: z.string(),
    xLabel: z.string(),
    yLabel: z.string(),
    x: nullableNumber,
    y: nullableNumber,
    k: nullableNumber,
    units: z.string(),
    baseline: nullableNumber,
    deviation: nullableNumber,
    note: z.string(),
  })
  .meta({ id: 'Invariant' })

const yields = z
  .object({
    fall: z.number(),
    bySmile: list(
      z.object({
        kind: z.enum(['sticky-strike', 'sticky-moneyness']),
        dynamics: z.string(),
        delta_dollars_per_point: z.number(),
        hedge_es_contracts: z.number(),
        hedge_mes_contracts: z.number(),
        fall_dollars: z.number(),
        hedgedFall_dollars: z.number(),
      }),
    ),
    volSpike: z.object({
      shift_vol_points: z.number(),
      firstOrder_dollars: z.number(),
      fullRevaluation_dollars: z.number(),
      firstOrder_lvr_days: nullableNumber,
      fullRevaluation_lvr_days: nullableNumber,
      note: z.string().nullable(),
    }),
    breakEvenMove: z.object({ points: nullableNumber, note: z.string().nullable() }),
    breakEvenVol: z.object({
      dynamics: z.string(),
      cells: list(
        z.object({
          afterDays: z.number(),
          spotChange: z.number(),
          shift_vol_points: nullableNumber,
          vix_vol_points: nullableNumber,
          note: z.string().nullable(),
        }),
      ),
      vixNote: z.string(),
    }),
    lifetimeLvr: z.object({ marked_dollars: z.number(), staticPayoff_dollars: z.number() }),
    hedgingError: z.object({ dollars: z.number(), hedges: z.number(), volatility_vol_points: z.number() }),
    range: z.object({
      low_points: nullableNumber,
      high_points: nullableNumber,
      leverage: nullableNumber,
      note: z.string().nullable(),
    }),
    onMargin: z.object({
      simple_per_year: nullableNumber,
      internal_per_year: nullableNumber,
      hurdle_per_year: z.number(),
      marginCost_dollars: z.number(),
      note: z.string().nullable(),
    }),
  })
  .meta({ id: 'Yields' })

export const condor = z
  .object({
    id: z.string(),
    label: z.string(),
    asked: z.string(),
    rung,
    root: z.string(),
    expiration: z.string(),
    settlement,
    counterfactual: z.boolean(),
    days: z.number(),
    years: z.number(),
    forward_points: z.number(),
    discount: z.number(),
    multiplier: z.number(),
    legs: list(leg),
    putWidth_points: z.number(),
    callWidth_points: z.number(),
    credit: z.object({
      mid_points: z.number(),
      natural_points: z.number(),
      walk: list(z.object({ afterMinutes: z.number(), limit_points: z.number() })),
    }),
    maxLoss_dollars: z.number(),
    maxGain_dollars: z.number(),
    margin_dollars: z.number(),
    breakEvens: z.object({
      expiryLow_points: nullableNumber,
      expiryHigh_points: nullableNumber,
      todayLow_points: nullableNumber,
      todayHigh_points: nullableNumber,
    }),
    breakEvenVolShift: list(z.object({ afterDays: z.number(), shift_vol_points: nullableNumber })),
    expectedMove_points: z.number(),
    putDistance_moves: z.number(),
    callDistance_moves: z.number(),
    greeks: z.object({
      delta_dollars_per_point: z.number(),
      gamma_dollars_per_point2: z.number(),
      vega_dollars_per_vol_point: z.number(),
      theta_dollars_per_day: z.number(),
    }),
    dollarGamma_dollars: z.number(),
    lvr: z.object({ atForecast_dollars_per_day: nullableNumber, atImplied_dollars_per_day: z.number() }),
    coverageKappa: nullableNumber,
    equivalentPool_dollars: nullableNumber,
    probabilities: z.object({
      riskNeutralProfit: nullableNumber,
      riskNeutralMaxLoss: nullableNumber,
      historicalProfit: nullableNumber,
      historicalSample: z.string().nullable(),
    }),
    yields: yields.nullable(),
    invariants: list(invariantReading),
    payoff: z.object({
      spots_points: list(z.number()),
      atExpiry_dollars: list(z.number()),
      today_dollars: list(z.number()),
      lvr_dollars_per_day: list(z.number()),
    }),
    warnings: list(z.string()),
  })
  .meta({ id: 'Condor' })

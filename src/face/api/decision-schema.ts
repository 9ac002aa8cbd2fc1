/** The decision's wire form, for OpenAPI and for serialisation. Held equal to `policy/decision.ts` by the compiler. */
import { z } from 'zod'
import type { Decision } from '../../policy/decision.ts'

const rung = z.enum(['quoted', 'indexed', 'simulated'])
const settlement = z.enum(['AM', 'PM'])
/** Lists are read-only, as they are in the type. */
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
export const nullableNumber = z.number().nullable()

export const figure = z
  .object({
    id: z.string(),
    label: z.string(),
    value: z.union([z.number(), z.string()]).nullable().describe('null is unknown; `note` says why'),
    unit: z.enum([
      'index points',
      'vol points',
      'dollars',
      'dollars per day',
      'dollars per vol point',
      'dollars per point',
      'dollars per point squared',
      'fraction',
      'ratio',
      'days',
      'years',
      'contracts',
      'expected moves',
      'per year',
      'text',
      'date',
      'natural log',
      'count',
    ]),
    rung,
    note: z.string().nullable(),
  })
  .meta({ id: 'Figure' })

const reason = z
  .object({
    id: z.string(),
    verdict: z.enum(['pass', 'fail', 'unknown', 'note']),
    says: z.string().describe('a sentence with {figure-id} placeholders'),
    figures: list(figure),
    get because() {
      return z.array(reason).readonly()
    },
  })
  .meta({ id: 'Reason' })

const leg = z
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
    volatility: nullableNumber,
    delta: nullableNumber,
  })
  .meta({ id: 'Leg' })

const invariant = z
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
    invariants: list(invariant),
    payoff: z.object({
      spots_points: list(z.number()),
      atExpiry_dollars: list(z.number()),
      today_dollars: list(z.number()),
      lvr_dollars_per_day: list(z.number()),
    }),
    warnings: list(z.string()),
  })
  .meta({ id: 'Condor' })

const declined = z
  .object({ id: z.string(), label: z.string(), asked: z.string(), why: z.string() })
  .meta({ id: 'Declined' })

const intent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open-condor'),
    candidateId: z.string(),
    contracts: z.number(),
    limit_points: z.number(),
  }),
  z.object({ kind: z.literal('stand-aside'), candidateId: z.string().nullable(), because: z.string() }),
])

export const decisionSchema = z
  .object({
    schema: z.literal('kondor.decision/1'),
    asOf: z.string().describe("the time decided for: ISO instant with New York's offset"),
    sessionDate: z.string(),
    rung,
    underlying: z.string(),
    data: z.object({
      source: z.string(),
      format: z.string(),
      contentHash: z.string(),
      quotedAt: z.string().describe("when the quotes were struck: ISO instant with New York's offset"),
      quotedAtNote: z.string(),
      quotesRead: z.number(),
      quotesAccepted: z.number(),
      refusedByCode: z.record(z.string(), z.number()),
    }),
    rules: z.object({ name: z.string(), hash: z.string() }),
    market: list(figure),
    expiries: list(
      z.object({
        root: z.string(),
        expiration: z.string(),
        settlement,
        days: z.number(),
        forward_points: z.number(),
        rate_per_year: z.number(),
        rateSource: z.string(),
        atmVol_vol_points: z.number(),
        fitError_vol_points: nullableNumber,
      }),
    ),
    intents: list(intent),
    reason,
    candidates: list(condor),
    declined: list(declined),
    tiers: list(condor),
    tiersDeclined: list(declined),
    notes: list(z.string()),
    disclaimer: z.string(),
  })
  .meta({ id: 'Decision' })

type Wire = z.output<typeof decisionSchema>
type Same = [Wire] extends [Decision] ? ([Decision] extends [Wire] ? true : never) : never
/** Compile-time proof that the wire form and the type are one: each is assignable to the other. */
export const WIRE_FORM_IS_THE_TYPE: Same = true

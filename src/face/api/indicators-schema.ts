/** The indicator board's wire form. Held equal to `policy/indicator-board/board.ts` by the compiler. */
import { z } from 'zod'
import { GROUP_IDS, type IndicatorBoard } from '../../policy/indicator-board/board.ts'
import { bookCorrelations } from './correlations-schema.ts'
import { decisionSchema } from './decision-schema.ts'
import { regimes } from './regime-schema.ts'
import { figure, list, nullableNumber, rung } from './schema-parts.ts'

const nullableText = z.string().nullable()
const right = z.enum(['C', 'P'])
const needs = nullableText.describe('what to import; null where nothing would help')

/** Something that is there as a whole, or not, with the reason. */
const known = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('known', [
    z.object({ known: z.literal(true), value }),
    z.object({ known: z.literal(false), reason: z.string(), needs }),
  ])

const line = z
  .object({
    id: z.string(),
    label: z.string(),
    value: nullableNumber.describe('null is unknown; `reason` says why'),
    unit: figure.shape.unit,
    asOf: nullableText,
    rung: rung.nullable(),
    convention: z.string(),
    reason: nullableText,
    needs,
  })
  .meta({ id: 'IndicatorLine' })

const edr = z.object({
  variants: list(
    z.object({
      id: z.string(),
      formula: z.string(),
      fraction: nullableNumber,
      valid: z.boolean(),
      isDefault: z.boolean(),
      note: z.string(),
    }),
  ),
  rung,
  longerFrom: z.enum(['VIX3M', 'VIX']),
  needs,
})

const forecast = z.object({
  id: z.string(),
  label: z.string(),
  horizonSessions: z.number(),
  volatility_vol_points: nullableNumber,
  clocked_vol_points: nullableNumber,
  rung: rung.nullable(),
  sample: z.string(),
  needs,
  fromImplied: z.boolean(),
  usedByRules: z.boolean(),
})

const gamma = z.object({
  total_dollars_per_percent: z.number(),
  flip_points: nullableNumber.describe('null: no change of sign within the range searched'),
  flipLow_points: z.number(),
  flipHigh_points: z.number(),
  spot_points: z.number(),
  top: list(z.object({ strike_points: z.number(), gamma_dollars_per_percent: z.number() })),
  bins: list(
    z.object({ low_points: z.number(), high_points: z.number(), gamma_dollars_per_percent: z.number() }),
  ),
  outside_dollars_per_percent: z.number(),
  contractsCounted: z.number(),
  assumption: z.string().describe('who holds what: assumed, not observed'),
  convention: z.string(),
  rung,
})

const parity = z.object({
  rows: list(
    z.object({
      root: z.string(),
      expiration: z.string(),
      days: z.number(),
      impliedRate_per_year: z.number(),
      rateSource: z.string(),
      reference_per_year: nullableNumber,
      kinds: list(
        z.object({
          kind: z.enum(['box-lend', 'box-borrow', 'conversion', 'reversal']),
          lowStrike_points: z.number(),
          highStrike_points: z.number(),
          rate_per_year: nullableNumber,
          gain_points: nullableNumber,
        }),
      ),
    }),
  ),
  open: nullableNumber,
  referenceSource: z.string(),
  unknown: list(z.string()),
  convention: z.string(),
  needs,
  rung,
})

const place = { root: z.string(), expiration: z.string(), right, strike_points: z.number() }

const quotes = z.object({
  dislocated: z.object({
    count: z.number(),
    expiriesJudged: z.number(),
    worst: z
      .object({
        ...place,
        bid_vol_points: z.number(),
        ask_vol_points: z.number(),
        smile_vol_points: z.number(),
        distance_vol_points: z.number(),
      })
      .nullable(),
    convention: z.string(),
  }),
  stale: known(
    z.object({
      count: z.number(),
      expiriesJudged: z.number(),
      since: z.string(),
      worst: z.object({ ...place, expectedMove_points: z.number(), spread_points: z.number() }).nullable(),
      convention: z.string(),
    }),
  ),
})

const series = z.object({
  symbol: z.string(),
  value: nullableNumber,
  date: nullableText,
  published: nullableText,
  lagDays: nullableNumber,
  lagSource: z.enum(['file', 'table', 'assumed']).nullable(),
  revised: z.boolean().nullable(),
  source: nullableText,
  rung: rung.nullable(),
  reason: nullableText,
})

const surprise = z.object({
  symbol: z.string(),
  actual: nullableNumber,
  consensus: nullableNumber,
  surprise: nullableNumber,
  date: nullableText,
  reason: nullableText,
})

const dated = list(
  z.object({ name: z.string(), date: z.string(), sessions: z.number(), scheduled: z.boolean() }),
)

const events = z.object({
  beforeSessions: z.number(),
  afterSessions: z.number(),
  ahead: dated,
  behind: dated,
  unknown: list(z.string()),
  scheduled: list(z.object({ name: z.string(), date: z.string(), days: z.number() })),
})

const named = list(z.object({ id: z.string(), label: z.string(), meaning: z.string(), source: z.string() }))

export const indicatorsSchema = z
  .object({
    schema: z.literal('kondor.indicators/1'),
    ...decisionSchema.pick({
      asOf: true,
      sessionDate: true,
      rung: true,
      underlying: true,
      data: true,
      rules: true,
      expiries: true,
      disclaimer: true,
    }).shape,
    knownDay: z.string().describe('the newest day whose close is known at the as-of time'),
    groups: list(z.object({ id: z.enum(GROUP_IDS), title: z.string(), lines: list(line) })),
    edr,
    forecasts: list(forecast),
    vx: list(z.object({ expiration: z.string(), days: z.number(), settle_points: z.number() })),
    gamma: known(gamma),
    parity,
    quotes,
    series: known(list(series)),
    surprises: known(list(surprise)),
    valuations: known(list(z.object({ ticker: z.string(), lines: list(line) }))),
    assets: known(
      z.object({
        reference: z.string(),
        rows: list(z.object({ symbol: z.string(), lines: list(line) })),
      }),
    ),
    book: known(bookCorrelations),
    events: known(events),
    regimes: known(regimes.extend({ named })),
  })
  .meta({ id: 'Indicators' })

type Wire = z.output<typeof indicatorsSchema>
type Same = [Wire] extends [IndicatorBoard] ? ([IndicatorBoard] extends [Wire] ? true : never) : never
/** Compile-time proof that the wire form and the type are one: each is assignable to the other. */
export const INDICATORS_WIRE_FORM_IS_THE_TYPE: Same = true

/** The decision's wire form, for OpenAPI and for serialisation. Held equal to `policy/decision.ts` by the compiler. */
import { z } from 'zod'
import type { Decision } from '../../policy/decision.ts'
import { condor } from './condor-schema.ts'
import { bookDelta } from './delta-schema.ts'
import { intent } from './intent-schema.ts'
import { bookCorrelations } from './correlations-schema.ts'
import { ladder } from './ladder-schema.ts'
import { position } from './position-schema.ts'
import { regimes } from './regime-schema.ts'
import { figure, list, nullableNumber, reason, rung, settlement } from './schema-parts.ts'

const declined = z
  .object({ id: z.string(), label: z.string(), asked: z.string(), why: z.string() })
  .meta({ id: 'Declined' })

export const decisionSchema = z
  .object({
    schema: z.literal('kondor.decision/1'),
    asOf: z.string().describe("the time decided for: ISO instant with New York's offset"),
    sessionDate: z.string(),
    rung,
    underlying: z.string(),
    shock: z.string().nullable().describe('the whole market moved by hand: a what-if, no advice'),
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
    regimes: regimes.nullable(),
    positions: list(position),
    others: list(z.object({ trade: z.string(), says: z.string() })),
    delta: bookDelta.nullable(),
    correlations: bookCorrelations.nullable().describe('null where nothing is held'),
    ladder: ladder.nullable(),
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

/** The JSON of `kondor claims`. Held equal to its type by the compiler. */
import { z } from 'zod'
import type { ClaimResults } from '../../engine/evidence/claim-results.ts'
import { claimVerdict, interval } from './evidence-schema.ts'
import { list, nullableNumber } from './schema-parts.ts'

const cell = z.union([z.string(), z.number()]).nullable()

const claim = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    claim: z.string(),
    source: z.string(),
    metric: z.string(),
    design: list(z.string()).describe('how it was to be measured, as registered'),
    resultsKnown: z
      .string()
      .nullable()
      .describe('which results were known when it was registered; null: none are known to have been'),
    amendments: list(z.strictObject({ of: z.string(), was: z.string(), why: z.string() })).describe(
      'words changed after the results were known; metric and thresholds never are',
    ),
    verdict: claimVerdict,
    beside: list(z.string()).describe('findings to read the verdict with; none decides'),
    primary: z
      .strictObject({
        of: z.string(),
        unit: z.string(),
        value: nullableNumber,
        interval: interval.nullable(),
        minimumDetectable: nullableNumber,
        observations: z.number(),
      })
      .nullable(),
    data: z.strictObject({
      dataHash: z.string(),
      vix: z.enum(['published', 'modelled', 'none']),
      sources: list(z.string()),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
    seed: z.number(),
    registrationHash: z.string(),
    rulesHash: z.string().nullable(),
    command: z.string(),
    tables: list(
      z.strictObject({
        caption: z.string(),
        columns: list(z.string()),
        rows: list(list(cell)),
        note: z.string().nullable(),
      }),
    ),
    notes: list(z.string()),
  })
  .meta({ id: 'Claim' })

export const claimsSchema = z
  .strictObject({
    schema: z.literal('kondor.claims/1'),
    slice: z
      .strictObject({
        from: z.string(),
        to: z.string(),
        dataHash: z.string(),
        arms: list(
          z.strictObject({
            label: z.string(),
            rulesHash: z.string(),
            trades: z.number(),
            won: z.number(),
            pnl_cents: z.number(),
            adjustments: z.number(),
          }),
        ),
      })
      .nullable()
      .describe('a short stretch that anybody can run again in seconds'),
    claims: list(claim),
  })
  .meta({ id: 'Claims' })

type Wire = z.output<typeof claimsSchema>
type Same = [Wire] extends [ClaimResults] ? ([ClaimResults] extends [Wire] ? true : never) : never
/** Compile-time proof that the wire form and the type are one: each is assignable to the other. */
export const CLAIMS_WIRE_FORM_IS_THE_TYPE: Same = true

/** The wire form of the named regimes and the table of votes. Held equal to its type by the compiler, in the decision. */
import { z } from 'zod'
import { REGIME_INPUTS } from '../../policy/regime/regime.ts'
import { list, nullableNumber } from './schema-parts.ts'

const judgedTest = z.object({
  input: z.enum(REGIME_INPUTS),
  is: z.enum(['>=', '<=', '<', '>', '=']),
  level: z.number(),
  value: nullableNumber,
  asOf: z.string().nullable(),
  holds: z.boolean().nullable(),
  reason: z.string().nullable(),
})

const vote = z.union([z.literal(1), z.literal(0), z.literal(-1)]).nullable()

const blend = z.object({
  rows: list(
    z.object({
      input: z.string(),
      value: nullableNumber,
      asOf: z.string().nullable(),
      vote: vote.describe('1 for selling premium, -1 against, 0 neither; null unknown'),
      weight: z.number(),
      note: z.string(),
    }),
  ),
  score: nullableNumber,
  knownShare: z.number(),
})

export const regimes = z
  .object({
    verdicts: list(
      z.object({
        id: z.string(),
        label: z.string(),
        fires: z.boolean().nullable(),
        tests: list(judgedTest),
      }),
    ),
    blend,
  })
  .meta({ id: 'Regimes' })

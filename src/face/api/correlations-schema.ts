/** The wire form of the book's correlations. Held equal to its type by the compiler, in the decision. */
import { z } from 'zod'
import { list, nullableNumber, rung } from './schema-parts.ts'

export const bookCorrelations = z
  .object({
    window: z.number().describe('sessions of each correlation'),
    method: z.string(),
    vixFrom: z.enum(['published', 'modelled']).nullable(),
    condors: z.number(),
    hedges: z.number(),
    deltaOptions: z.number().describe('index options held to close delta'),
    leftOut: list(z.string()),
    rows: list(
      z.object({
        symbol: z.string(),
        correlation: nullableNumber.describe('null is unknown; `reason` says why'),
        sessions: nullableNumber,
        asOf: z.string().nullable(),
        rung: rung.nullable(),
        reason: z.string().nullable(),
      }),
    ),
    reason: z.string().nullable(),
  })
  .meta({ id: 'BookCorrelations' })

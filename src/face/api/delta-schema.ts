/** The wire form of the book's delta. Held equal to its type by the compiler, in the decision. */
import { z } from 'zod'
import { order } from './intent-schema.ts'
import { list, nullableNumber, reason, rung } from './schema-parts.ts'

const closingLeg = z
  .object({
    kind: z.enum(['synthetic', 'future']),
    name: z.string(),
    side: z.enum(['buy', 'sell']),
    contracts: z.number(),
    wanted_contracts: z.number(),
    delta_dollars_per_point: z.number(),
    cost_dollars: z.number().describe('over fair value, commissions and fees with it'),
    tiesUp_dollars: nullableNumber,
    unwinds: z.boolean().describe('takes off a synthetic that is held'),
    cap: z.string().nullable().describe('what allows less than wanted'),
    order,
  })
  .meta({ id: 'ClosingLeg' })

export const bookDelta = z
  .object({
    rung,
    delta_dollars_per_point: nullableNumber,
    ordered_dollars_per_point: nullableNumber.describe("once today's orders for positions are filled"),
    limit_dollars_per_point: nullableNumber,
    action: z.enum(['close', 'hold', 'unknown', 'reading']),
    because: z.string(),
    closing: list(closingLeg),
    runnerUp: closingLeg.nullable(),
    cost_dollars: nullableNumber,
    after_dollars_per_point: nullableNumber,
    orders: list(order),
    held: list(z.object({ instrument: z.string(), quantity: z.number() })),
    warnings: list(z.string()),
    reason,
  })
  .meta({ id: 'BookDelta' })

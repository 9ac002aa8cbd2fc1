/** The JSON of `kondor stress`. Held equal to its type by the compiler. */
import { z } from 'zod'
import { LEDGER_LINES } from '../../book/ledger/book-ledger.ts'
import type { StressDocument } from '../view/stress-document.ts'
import { decisionSchema } from './decision-schema.ts'
import { isoDate } from './evidence-schema.ts'
import { list, nullableNumber } from './schema-parts.ts'

const row = z
  .strictObject({
    episodeDate: isoDate,
    date: isoDate.describe('session of the replay: they run on from today'),
    spot_points: z.number(),
    index_share: z.number(),
    vix_vol_points: z.number(),
    vixHeld: z.boolean(),
    lines_dollars: z.record(z.enum(LEDGER_LINES), z.number()).readonly(),
    byLayer_dollars: z.record(z.string(), z.number()).readonly(),
    pnl_dollars: z.number(),
    total_dollars: z.number().describe('since today'),
    settled: list(z.string()),
  })
  .meta({ id: 'StressRow' })

export const stressSchema = z
  .strictObject({
    schema: z.literal('kondor.stress/1'),
    of: z.enum(['book', 'candidate']),
    says: z.string(),
    replays: list(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        volatilityIndex: z.enum(['VXO', 'VIX']),
        indexSource: z.string(),
        from: isoDate,
        rows: list(row),
        condorFloor_dollars: z.number(),
        lowest_dollars: z.number(),
        lowestOn: isoDate,
        leftOut: list(z.string()),
      }),
    ),
    others: list(z.strictObject({ trade: z.string(), says: z.string(), margin_dollars: nullableNumber })),
    today: z.strictObject(
      decisionSchema.pick({ asOf: true, sessionDate: true, rung: true, data: true, rules: true }).shape,
    ),
  })
  .meta({ id: 'Stress' })

type Wire = z.output<typeof stressSchema>
type Same = [Wire] extends [StressDocument] ? ([StressDocument] extends [Wire] ? true : never) : never
/** Compile-time proof that the wire form and the type are one: each is assignable to the other. */
export const STRESS_WIRE_FORM_IS_THE_TYPE: Same = true

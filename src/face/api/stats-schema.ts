/** The JSON of `kondor stats`. Held equal to its type by the compiler. */
import { z } from 'zod'
import type { LevelStatistics } from '../view/level-statistics.ts'
import { nullableNumber } from './schema-parts.ts'

export const statsSchema = z
  .strictObject({
    schema: z.literal('kondor.stats/1'),
    column: z.string(),
    market: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    months: z.number(),
    bills: z.string().nullable().describe('null: none at hand, and the Sharpe ratio is of the plain returns'),
    unfinished: z.string().nullable(),
    totalReturn: z.number(),
    compoundGrowth: nullableNumber,
    volatility: nullableNumber,
    excessReturn: z.number(),
    sharpe: nullableNumber,
    sortino: nullableNumber,
    skew: nullableNumber,
    expectedShortfall5: z.number(),
    worst: z.number(),
    worstOn: z.string(),
    maxDrawdown: z.number(),
    maxDrawdownOn: z.string().nullable(),
    shareAboveZero: z.number(),
    beta: nullableNumber,
  })
  .meta({ id: 'Stats' })

type Wire = Omit<z.output<typeof statsSchema>, 'schema'>
type Same = [Wire] extends [LevelStatistics] ? ([LevelStatistics] extends [Wire] ? true : never) : never
/** Compile-time proof that the wire form and the type are one: each is assignable to the other. */
export const STATS_WIRE_FORM_IS_THE_TYPE: Same = true

/** The JSON of `kondor backtest`. Held equal to its type by the compiler. */
import { z } from 'zod'
import type { BacktestDocument } from '../report/run-document.ts'
import { comparison } from './evidence-schema.ts'
import { data, run } from './run-schema.ts'
import { list, nullableNumber, rung } from './schema-parts.ts'

export const backtestSchema = z
  .strictObject({
    schema: z.literal('kondor.backtest/1'),
    command: z.string(),
    data,
    baselines: list(comparison).describe(
      'the run less doing nothing, less the same rules unhedged, less the same entries held to settlement',
    ),
    correlations: list(
      z.strictObject({
        symbol: z.string(),
        source: z.string(),
        whole: nullableNumber.describe(
          'over every session both have; null is unknown, and `reason` says why',
        ),
        sessions: z.number(),
        last60: nullableNumber,
        rung,
        reason: z.string().nullable(),
      }),
    ),
    ...run.shape,
  })
  .meta({ id: 'Backtest' })

type Wire = z.output<typeof backtestSchema>
type Same = [Wire] extends [BacktestDocument] ? ([BacktestDocument] extends [Wire] ? true : never) : never
/** Compile-time proof that the wire form and the type are one: each is assignable to the other. */
export const BACKTEST_WIRE_FORM_IS_THE_TYPE: Same = true

/** The JSON of `kondor compare`. Held equal to its type by the compiler. */
import { z } from 'zod'
import type { CompareDocument } from '../report/compare-document.ts'
import { comparison } from './evidence-schema.ts'
import { data, run } from './run-schema.ts'
import { list } from './schema-parts.ts'

export const compareSchema = z
  .strictObject({
    schema: z.literal('kondor.compare/1'),
    command: z.string(),
    data,
    banners: list(z.string()),
    runs: list(run).describe('in the order asked for; the first is the baseline'),
    againstFirst: comparison,
    againstNothing: comparison.describe('every run against the same account in T-bills'),
    againstTwins: list(comparison).describe('each hedged rule set against the same rules without the hedge'),
  })
  .meta({ id: 'Compare' })

type Wire = z.output<typeof compareSchema>
type Same = [Wire] extends [CompareDocument] ? ([CompareDocument] extends [Wire] ? true : never) : never
/** Compile-time proof that the wire form and the type are one: each is assignable to the other. */
export const COMPARE_WIRE_FORM_IS_THE_TYPE: Same = true

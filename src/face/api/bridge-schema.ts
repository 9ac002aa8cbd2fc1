/** The bridge's wire form. Held equal to `policy/bridge/bridge.ts` by the compiler. */
import { z } from 'zod'
import type { Bridge } from '../../policy/bridge/bridge.ts'
import { condor } from './condor-schema.ts'
import { decisionSchema } from './decision-schema.ts'
import { figure, list, nullableNumber } from './schema-parts.ts'

const numbers = list(z.number())

const pool = z
  .object({
    id: z.enum(['full-range', 'between-shorts', 'same-capital']),
    label: z.string(),
    low_points: nullableNumber.describe('null: from zero'),
    high_points: nullableNumber.describe('null: without end'),
    liquidity: z.number().describe('L, dollars per square root of a point'),
    value_dollars: z.number(),
    leverage: z.number(),
    values_dollars: numbers,
    hedged_dollars: numbers,
  })
  .meta({ id: 'EquivalentPool' })

const row = z
  .object({ id: z.string(), pool: figure, range: figure, condor: figure, level_points: nullableNumber })
  .meta({ id: 'DictionaryRow' })

const equivalence = z
  .object({
    levels_points: numbers,
    curves: z.object({
      atExpiry_dollars: numbers,
      today_dollars: numbers,
      hedged_dollars: numbers,
      liquidity: list(nullableNumber).describe(
        'L(S) = -2 S^1.5 V″, negative where the wings buy convexity back',
      ),
    }),
    pools: list(pool),
    noPools: z.string().nullable(),
    liquidityAtForward: z.number(),
    negativeBelow_points: nullableNumber,
    negativeAbove_points: nullableNumber,
    dictionary: list(row),
  })
  .meta({ id: 'Equivalence' })

export const bridgeSchema = z
  .object({
    schema: z.literal('kondor.bridge/1'),
    ...decisionSchema.pick({
      asOf: true,
      sessionDate: true,
      rung: true,
      underlying: true,
      shock: true,
      data: true,
      rules: true,
      disclaimer: true,
    }).shape,
    advised: z.boolean(),
    condor: condor.nullable(),
    equivalence: equivalence.nullable(),
    why: z.string().nullable().describe('why there is no condor to compare'),
  })
  .meta({ id: 'Bridge' })

type Wire = z.output<typeof bridgeSchema>
type Same = [Wire] extends [Bridge] ? ([Bridge] extends [Wire] ? true : never) : never
/** Compile-time proof that the wire form and the type are one: each is assignable to the other. */
export const BRIDGE_WIRE_FORM_IS_THE_TYPE: Same = true

/** The JSON of `kondor sweep`. Held equal to its type by the compiler. */
import { z } from 'zod'
import type { SweepDocument } from '../report/sweep-document.ts'
import { interval, isoDate, overfitting, range, trials } from './evidence-schema.ts'
import { data } from './run-schema.ts'
import { list, nullableNumber } from './schema-parts.ts'

const row = z
  .strictObject({
    label: z.string(),
    rulesHash: z.string(),
    status: z
      .enum(['traded', 'never traded', 'ruined'])
      .describe(
        'never traded: in no test and no ranking; ruined: in every test of choosing, not in the ranking',
      ),
    excessReturn: nullableNumber.describe(
      'arithmetic, decimal a year; null unless it traded and kept its account',
    ),
    sharpe: nullableNumber,
    pnl_dollars: z.number(),
    maxDrawdown: nullableNumber,
    pnlPerLvr: nullableNumber,
    kappa: nullableNumber,
    costs_dollars: z.number(),
    trades: z.number(),
    expectancy_dollars: nullableNumber,
    expectancyInterval: interval.nullable(),
    winRate: nullableNumber,
    winRateInterval: interval.nullable(),
  })
  .meta({ id: 'SweepRow' })

const fold = z
  .strictObject({
    train: range,
    test: range,
    chosen: z.strictObject({ label: z.string(), rulesHash: z.string() }).nullable(),
    inSample: nullableNumber.describe('Sharpe ratio a year'),
    outOfSample: nullableNumber,
  })
  .meta({ id: 'SweepFold' })

const setting = z.strictObject({
  key: z.string(),
  value: z.union([z.number(), z.string(), z.boolean()]).nullable(),
})

export const sweepSchema = z
  .strictObject({
    schema: z.literal('kondor.sweep/1'),
    command: z.string(),
    data,
    rules: z.strictObject({ name: z.string(), hash: z.string() }),
    banners: list(z.string()),
    grid: list(z.string()),
    variants: list(z.strictObject({ rulesHash: z.string(), settings: list(setting) })),
    dates: list(isoDate).describe('days of the returns that the folds count in'),
    evidence: z.strictObject({
      kind: z.literal('sweep'),
      study: z.string(),
      sessions: z.number(),
      ruined: z.number(),
      neverTraded: z.number(),
      rows: list(row).describe('best Sharpe ratio first where they are ranked'),
      notRanked: z.string().nullable().describe('null where they are ranked; else why not'),
      deflatedSharpe: nullableNumber,
      overfitting: overfitting.nullable(),
      walkForward: z.strictObject({ folds: list(fold), efficiency: nullableNumber }).nullable(),
      trials,
    }),
  })
  .meta({ id: 'Sweep' })

type Wire = z.output<typeof sweepSchema>
type Same = [Wire] extends [SweepDocument] ? ([SweepDocument] extends [Wire] ? true : never) : never
/** Compile-time proof that the wire form and the type are one: each is assignable to the other. */
export const SWEEP_WIRE_FORM_IS_THE_TYPE: Same = true

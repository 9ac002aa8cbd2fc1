/** What every document of evidence is made of: figures with intervals, provenance, what a comparison says of its arms. */
import { z } from 'zod'
import { INTERVAL_METHODS } from '../../base/numerics/bootstrap-interval.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { figure, list, nullableNumber, rung } from './schema-parts.ts'

/** A date of the calendar, YYYY-MM-DD: branded as it is inside, a text on the wire. */
export const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('YYYY-MM-DD') as unknown as z.ZodType<IsoDate, string>

const hash = z.string().describe('SHA-256 of the canonical content, hexadecimal')

export const interval = z
  .strictObject({
    low: z.number(),
    high: z.number(),
    level: z.number().describe('0.95 of a 95 % interval'),
    method: z.enum(INTERVAL_METHODS),
    resamples: nullableNumber,
    meanBlock: nullableNumber.describe('mean length of the resampled blocks, in observations'),
  })
  .meta({ id: 'Interval' })

export const evidenceFigure = z
  .strictObject({ ...figure.shape, value: nullableNumber, interval: interval.nullable() })
  .meta({ id: 'EvidenceFigure' })

export const provenance = z
  .strictObject({
    label: z.string(),
    rung,
    rulesHash: hash,
    dataHash: hash,
    seed: nullableNumber.describe('of the simulated world or of random entries'),
  })
  .meta({ id: 'Provenance' })

export const resampling = z.strictObject({ seed: z.number(), level: z.number(), resamples: z.number() })

export const trials = z
  .strictObject({
    study: z.string(),
    trials: z.number().describe('different rules, data or ways to run: the same run again is no new try'),
    varianceOfSharpes: nullableNumber,
  })
  .meta({ id: 'Trials' })

export const overfitting = z
  .strictObject({
    probability: z.number().describe('share of splits whose winner ranks below the median out of sample'),
    probabilityOfLoss: z.number(),
    inSample: z.number(),
    outOfSample: z.number(),
    splits: z.number(),
    blocks: z.number(),
    stepsPerBlock: z.number(),
    stepsLeftOut: z.number(),
  })
  .meta({ id: 'Overfitting' })

/** Positions in the series of returns, `to` exclusive. */
export const range = z.strictObject({ from: z.number(), to: z.number() })

const criterion = z
  .strictObject({
    id: z.string(),
    of: z.string(),
    end: z.enum(['low', 'high']),
    must: z.enum(['exceed', 'be under']),
    threshold: z.number(),
    value: nullableNumber,
    interval: interval.nullable(),
    holds: z.boolean().nullable().describe('null: no interval, so it neither holds nor fails'),
  })
  .meta({ id: 'Criterion' })

export const claimVerdict = z
  .strictObject({
    id: z.string(),
    claim: z.string(),
    status: z.enum(['supported', 'refuted', 'unresolved', 'untestable']),
    because: z.string(),
    rung,
    trials: z.number(),
    supportedIf: list(criterion),
    refutedIf: list(criterion),
    wouldChange: z.string(),
  })
  .meta({ id: 'ClaimVerdict' })

const arm = z
  .strictObject({
    provenance,
    preRegistered: z.boolean(),
    rung,
    sessions: z.number(),
    cycles: z.number(),
    onlyInArm: z.number(),
    onlyInBaseline: z.number(),
    differences: list(
      z.strictObject({
        ...evidenceFigure.shape,
        pOfZero: nullableNumber,
        adjustedP: nullableNumber.describe('after Holm over all arms but the pre-registered one'),
        pAtFloor: z
          .boolean()
          .describe('both are the smallest that so many resamples can show: the true ones are smaller'),
        minimumDetectable: nullableNumber,
      }),
    ),
  })
  .meta({ id: 'Arm' })

export const comparison = z
  .strictObject({
    kind: z.literal('comparison'),
    study: z.string(),
    baseline: provenance,
    resampling,
    arms: list(arm),
    family: z
      .strictObject({
        sessions: z.number(),
        criticalT: z.number(),
        level: z.number(),
        rows: list(
          z.strictObject({
            label: z.string(),
            t: nullableNumber,
            adjustedP: z.number(),
            pAtFloor: z.boolean(),
          }),
        ),
      })
      .nullable(),
    trials,
    overfitting: overfitting.nullable(),
    walkForward: z
      .strictObject({
        folds: list(
          z.strictObject({
            train: range,
            test: range,
            chosen: nullableNumber,
            inSample: nullableNumber,
            outOfSample: nullableNumber,
          }),
        ),
        efficiency: nullableNumber,
      })
      .nullable(),
    verdicts: list(claimVerdict),
    notes: list(z.string()),
  })
  .meta({ id: 'Comparison' })

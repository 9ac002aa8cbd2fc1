import { z } from 'zod'
import { refuse } from '../../../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../../../base/vocabulary/result.ts'
import { normalQuantile } from '../../../../base/numerics/normal.ts'
import type { BachelierStructure } from '../../../../policy/invariant/theory/bachelier-structure.ts'
import { PRODUCT_NAMES, type ProductName } from '../../../../policy/invariant/theory/product-definition.ts'

/** m = distance of the short strikes over S sigma sqrt(T). */
export const distance = z.number().min(0).max(30)
/** Bachelier delta of each short, Phi(-m). */
export const shortDelta = z.number().gt(0).max(0.5)

const SYNONYMS: Readonly<Record<string, ProductName>> = {
  credit_x_be_distance: 'credit_x_breakeven_distance',
  premium_x_width: 'width_x_premium',
  credit_x_credit: 'credit_squared',
  I1: 'credit_x_breakeven_distance',
  "I1'": 'credit_squared',
  I2: 'extrinsic_x_iv',
  I3: 'width_x_premium',
  I5: 'credit_over_S_sigma_sqrtT',
  I6: 'dollar_gamma_x_variance',
}

/** A product by name, or by its number in the list of invariants. */
export const product = z
  .string()
  .refine((name) => productOf(name) !== null, { message: `one of ${PRODUCT_NAMES.join(', ')}` })

export function productOf(name: string): ProductName | null {
  return PRODUCT_NAMES.find((known) => known === name) ?? SYNONYMS[name] ?? null
}

export const structureFields = {
  model: z
    .enum(['Bachelier strangle', 'Bachelier narrow condor', 'Bachelier condor'])
    .default('Bachelier strangle'),
  /** Wing width over S s of the start: for `Bachelier condor` only. */
  wing_over_S_s: z.number().positive().max(100).optional(),
}

/** The structure, in units in which s is 1 at the start. */
export function structureOf(
  inputs: { readonly model: string; readonly wing_over_S_s?: number | undefined },
  source: string,
): Result<BachelierStructure> {
  const wing = inputs.wing_over_S_s
  if (inputs.model === 'Bachelier condor') {
    if (wing !== undefined) return accepted({ kind: 'condor', wing })
    return badWing('nothing', 'the wing width over S s', source)
  }
  if (wing !== undefined) return badWing(wing, 'no wing: only model "Bachelier condor" has one', source)
  return accepted({ kind: inputs.model === 'Bachelier strangle' ? 'strangle' : 'narrow-condor' })
}

const badWing = (was: unknown, wanted: string, source: string): Result<never> =>
  refused(refuse('command.bad-input', { field: 'wing_over_S_s', was, wanted, source }))

/** m of a Bachelier delta. */
export const distanceOfDelta = (delta: number): number => Math.max(0, -normalQuantile(delta))

export const listOf = (value: number | readonly number[]): readonly number[] =>
  typeof value === 'number' ? [value] : value

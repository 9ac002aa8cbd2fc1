import { assert } from '../vocabulary/assert.ts'
import { normalQuantile } from './normal.ts'

/**
 * The smallest true effect that a two-sided test at `significance` finds with chance `power`, in the unit of the standard error:
 * (z at 1 - significance / 2 plus z at power) times it (Bloom, Evaluation Review 19, 1995). What a study could not have seen.
 */
export function minimumDetectableEffect(
  standardError: number,
  { power = 0.8, significance = 0.05 }: { readonly power?: number; readonly significance?: number } = {},
): number {
  assert(standardError >= 0 && power > 0 && power < 1, 'a standard error and a power', {
    standardError,
    power,
  })
  return (normalQuantile(1 - significance / 2) + normalQuantile(power)) * standardError
}

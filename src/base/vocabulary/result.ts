import { AssertionFailure } from './assert.ts'
import { type Refusal, refusalLine } from './refusal.ts'

/** A value, or the refusal that says why there is none. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export const accepted = <T>(value: T): Result<T> => ({ ok: true, value })
export const refused = <T = never>(refusal: Refusal): Result<T> => ({ ok: false, refusal })

/** The value, or null where it was refused: for places where "unknown" is an answer. */
export const valueOrNull = <T>(result: Result<T>): T | null => (result.ok ? result.value : null)

/** The value; stops where the caller's own logic has already excluded a refusal. */
export function mustAccept<T>(result: Result<T>): T {
  if (!result.ok) throw new AssertionFailure(`unexpected refusal: ${refusalLine(result.refusal)}`, {})
  return result.value
}

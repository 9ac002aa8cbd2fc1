import type { RefusalCode } from '../../base/vocabulary/refusal-codes.ts'
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'

/**
 * Carries a refusal out of a stream. It never leaves the importer: `readMarketFile` turns it back into a value, because
 * a stream can only be stopped by throwing.
 */
export class RefusedInput extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** Stops the reading of an input as a whole. */
export function stop(
  code: RefusalCode,
  details: {
    readonly field: string
    readonly was: unknown
    readonly wanted: string
    readonly source: string
    readonly row?: number | null
    readonly fix?: string
  },
): never {
  throw new RefusedInput(refuse(code, details))
}

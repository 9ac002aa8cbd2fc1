import { type Refusal, refusalLine } from '../../src/base/vocabulary/refusal.ts'
import type { Decision } from '../../src/policy/decision.ts'

export type Fetched =
  { readonly ok: true; readonly decision: Decision } | { readonly ok: false; readonly message: string }

interface ErrorBody {
  readonly error: { readonly message: string; readonly refusal: Refusal | null }
}

/** Today's decision from the server that served this page, or a sentence that says why there is none. */
export async function fetchToday(): Promise<Fetched> {
  try {
    const response = await fetch('/api/today', { headers: { accept: 'application/json' } })
    if (response.ok) return { ok: true, decision: (await response.json()) as Decision }
    const { error } = (await response.json()) as ErrorBody
    return { ok: false, message: error.refusal === null ? error.message : refusalLine(error.refusal) }
  } catch {
    return { ok: false, message: 'Kondor does not answer. Is "kondor serve" still running?' }
  }
}

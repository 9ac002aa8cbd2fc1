import { formatNewYork } from '../../base/calendar/new-york.ts'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import type { ChainSnapshot } from './chain.ts'

/** How old a chain may be, and how far ahead of the as-of time clocks may disagree. Milliseconds. */
export interface StalenessLimits {
  readonly ageMax_ms: number
  readonly aheadMax_ms: number
}

/** Why a chain may not speak for the as-of time (`quote.stale`, `quote.future`), or null where it may. */
export function judgeStaleness(
  chain: Pick<ChainSnapshot, 'quotedAt' | 'underlying' | 'source'>,
  asOf: EpochMs,
  limits: StalenessLimits,
): Refusal | null {
  const age = asOf - chain.quotedAt
  const stale = age > limits.ageMax_ms
  if (!stale && age >= -limits.aheadMax_ms) return null
  const limit = stale ? limits.ageMax_ms : limits.aheadMax_ms
  return refuse(stale ? 'quote.stale' : 'quote.future', {
    field: `${chain.underlying} chain`,
    was: `quotes of ${formatNewYork(chain.quotedAt)}`,
    wanted: `at most ${limit / 1000} seconds ${stale ? 'before' : 'after'} ${formatNewYork(asOf)}`,
    source: chain.source.name,
  })
}

import { assert } from '../../base/vocabulary/assert.ts'
import type { RunRecord } from './run-record.ts'

export interface ExcessReturns {
  /** Simple return of each step less that of bills, one fewer than the days. */
  readonly excess: Float64Array
  /** The step in which the account came to nothing; null where it never did. */
  readonly ruinedAt: number | null
}

/**
 * Returns in excess of bills of every account, the ruined too: to the day of ruin as they were, that day all is lost, and
 * nothing is gained or lost afterwards. What is chosen among many is judged on these, for leaving out who was ruined would be
 * to know it beforehand.
 */
export function excessReturns({
  equity_cents,
  billsReturns,
}: Pick<RunRecord, 'equity_cents' | 'billsReturns'>): ExcessReturns {
  const steps = equity_cents.length - 1
  assert(steps >= 0 && billsReturns.length === equity_cents.length, 'a return of bills a day', { steps })
  const excess = new Float64Array(steps)
  const alive = (level: number): boolean => level > 0 && level < Infinity
  for (let i = 0; i < steps; i += 1) {
    const [before, after] = [equity_cents[i], equity_cents[i + 1]]
    if (!alive(before) || !alive(after)) {
      excess[i] = -1 - billsReturns[i + 1]
      return { excess, ruinedAt: i }
    }
    excess[i] = after / before - 1 - billsReturns[i + 1]
  }
  return { excess, ruinedAt: null }
}

import { assert } from '../../base/vocabulary/assert.ts'
import { emptyColumn, type IndicatorColumn, put } from './indicator-column.ts'

/** Running sum of advancing less declining issues, from 0 before the first input. Its level means nothing, its changes do. */
export function advanceDeclineLine(advances: Float64Array, declines: Float64Array): IndicatorColumn {
  assert(advances.length === declines.length, 'advances and declines are of the same days')
  const convention = 'running sum of advances less declines; only changes of it mean anything'
  const column = emptyColumn('A/D line', convention, 1, advances.length)
  let sum = 0
  for (let i = 0; i < advances.length; i += 1) {
    sum += advances[i] - declines[i]
    put(column, i, sum)
  }
  return column
}

/** `bearish`: the index rose while the line fell. `bullish`: the reverse. */
export type Divergence = 'bearish' | 'bullish' | 'none'

export interface BreadthDivergence {
  readonly kind: Divergence
  /** Natural log of the index's change over the window. */
  readonly indexChange: number
  /** Change of the line over the window, issues. */
  readonly lineChange_issues: number
  readonly sessions: number
  readonly convention: string
}

/**
 * Divergence over the last `sessions` sessions: the index and the A/D line moved in opposite directions between the close
 * `sessions` ago and the newest. Null with fewer than `sessions` + 1 of either. The last entries of both columns are of the
 * same day; the caller joins them.
 */
export function breadthDivergence(
  closes: Float64Array,
  line: Float64Array,
  sessions = 20,
): BreadthDivergence | null {
  assert(Number.isInteger(sessions) && sessions >= 1, 'a divergence needs at least one session', { sessions })
  if (closes.length <= sessions || line.length <= sessions) return null
  const indexChange = Math.log(closes[closes.length - 1] / closes[closes.length - 1 - sessions])
  const lineChange_issues = line[line.length - 1] - line[line.length - 1 - sessions]
  if (!Number.isFinite(indexChange) || !Number.isFinite(lineChange_issues)) return null
  const opposite = indexChange * lineChange_issues < 0
  return {
    kind: !opposite ? 'none' : indexChange > 0 ? 'bearish' : 'bullish',
    indexChange,
    lineChange_issues,
    sessions,
    convention: `signs of the changes over ${sessions} sessions differ`,
  }
}

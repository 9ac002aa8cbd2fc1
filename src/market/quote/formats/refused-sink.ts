import type { Refusal } from '../../../base/vocabulary/refusal.ts'
import type { RowSink } from '../decoder.ts'

/** A sink for a file that is unusable before its first row is read. */
export function refusedSink(refusal: Refusal): RowSink {
  return { row: () => {}, finish: () => ({ kind: 'refused', refusal }) }
}

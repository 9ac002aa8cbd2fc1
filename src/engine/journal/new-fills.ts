import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { Fill } from '../../book/position/fill.ts'
import { fillOf } from './apply-event.ts'
import type { BookState } from './book-state.ts'
import type { FillRecorded } from './event.ts'

/** Fills sorted into new ones and ones that are recorded already, word for word. */
export interface NewFills {
  readonly fresh: readonly FillRecorded[]
  readonly already: number
}

/**
 * Leaves out fills that are in the book, so that a file may be imported twice. One id with two contents is refused: Kondor
 * does not choose. `rows` are the lines the fills stand on, where there are lines.
 */
export function newFills(
  book: BookState,
  fills: readonly FillRecorded[],
  source: string,
  rows: readonly number[] = [],
): Result<NewFills> {
  const seen = new Map<string, Fill>(book.fills)
  const fresh: FillRecorded[] = []
  for (const [index, event] of fills.entries()) {
    const fill = fillOf(event)
    const known = seen.get(fill.id)
    if (known === undefined) {
      seen.set(fill.id, fill)
      fresh.push(event)
      continue
    }
    const field = differingField(known, fill)
    if (field === null) continue
    return refused(
      refuse('journal.contradiction', {
        field: `fill ${fill.id}, ${field}`,
        was: String(fill[field]),
        wanted: `${String(known[field])}, as recorded before, or another fill id`,
        source,
        row: rows[index] ?? null,
      }),
    )
  }
  return accepted({ fresh, already: fills.length - fresh.length })
}

function differingField(known: Fill, fill: Fill): keyof Fill | null {
  const fields = Object.keys(known) as (keyof Fill)[]
  return fields.find((field) => known[field] !== fill[field]) ?? null
}

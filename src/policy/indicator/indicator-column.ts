import type { OptionalColumn } from '../../market/quote/chain.ts'

/**
 * An indicator along its input, one entry an input: entry i is made from inputs 0..i and from nothing after i.
 * `present[i]` is 0 before the declared number of inputs: a warm-up value is not a value.
 */
export interface IndicatorColumn extends OptionalColumn {
  /** Name with its parameters: `RSI(14)`. */
  readonly id: string
  /** Seeding and edge cases in words, printed with the value. */
  readonly convention: string
  /** Inputs needed before the first value. */
  readonly inputsMin: number
}

/** An empty column to be filled by {@link put}. */
export function emptyColumn(
  id: string,
  convention: string,
  inputsMin: number,
  length: number,
): IndicatorColumn {
  return { id, convention, inputsMin, values: new Float64Array(length), present: new Uint8Array(length) }
}

/** Writes one entry. A value that is not finite stays absent. */
export function put(column: IndicatorColumn, at: number, value: number): void {
  if (!Number.isFinite(value)) return
  column.values[at] = value
  column.present[at] = 1
}

/** Entry i, or null where it is absent or outside the column. */
export function entryAt(column: OptionalColumn, at: number): number | null {
  return column.present[at] === 1 ? column.values[at] : null
}

/** The newest entry, or null during the warm-up. */
export function newestEntry(column: OptionalColumn): number | null {
  return entryAt(column, column.values.length - 1)
}

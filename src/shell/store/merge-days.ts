/** Rows of several imports of one series, made one: later imports win, and disagreements are counted, not hidden. */
export interface MergedDays {
  /** Ascending, unique. */
  readonly days: Int32Array
  /** For each merged row: which part and which row of it. */
  readonly part: Int32Array
  readonly row: Int32Array
  /** Days on which two parts disagree in the compared column. */
  readonly conflicts: number
}

export function mergeDays(
  parts: readonly { readonly days: Int32Array; readonly compare: Float64Array }[],
): MergedDays {
  const place = new Map<number, { part: number; row: number }>()
  const conflicting = new Set<number>()
  parts.forEach((content, part) => {
    content.days.forEach((day, row) => {
      const known = place.get(day)
      if (known !== undefined && parts[known.part].compare[known.row] !== content.compare[row])
        conflicting.add(day)
      place.set(day, { part, row })
    })
  })
  const days = Int32Array.from(place.keys()).sort()
  const part = new Int32Array(days.length)
  const row = new Int32Array(days.length)
  days.forEach((day, index) => {
    const at = place.get(day)
    if (at === undefined) return
    part[index] = at.part
    row[index] = at.row
  })
  return { days, part, row, conflicts: conflicting.size }
}

/** Gathers one column of the parts in merged order. */
export function gather(merged: MergedDays, columns: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(merged.days.length)
  for (let index = 0; index < out.length; index += 1)
    out[index] = columns[merged.part[index]][merged.row[index]]
  return out
}

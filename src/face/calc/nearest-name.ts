/** The name that a mistyped one most likely stands for, or null where none is within two letters of it. */
export function nearestName(typed: string, names: readonly string[]): string | null {
  let best: string | null = null
  let bestEdits = Math.min(3, Math.ceil(typed.length / 2))
  for (const name of names) {
    const count = edits(typed.toLowerCase(), name.toLowerCase())
    if (count < bestEdits) [best, bestEdits] = [name, count]
  }
  return best
}

/** Levenshtein distance: letters put in, left out or changed. */
function edits(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(changed, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    above = row
  }
  return above[b.length] ?? 0
}

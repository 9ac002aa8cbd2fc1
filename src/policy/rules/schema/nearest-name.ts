/** The known name nearest in spelling, or null where none is near: up to a third of its letters changed. */
export function nearestName(name: string, known: readonly string[]): string | null {
  let best: string | null = null
  let least = Math.max(1, Math.floor(name.length / 3))
  for (const one of known) {
    const distance = edits(name.toLowerCase(), one.toLowerCase())
    if (distance > least || (distance === least && best !== null)) continue
    best = one
    least = distance
  }
  return best
}

/** Letters inserted, deleted or replaced between two words, at most 64 letters of each. */
function edits(from: string, to: string): number {
  const [a, b] = [from.slice(0, 64), to.slice(0, 64)]
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1))
    }
    row = next
  }
  return row[b.length]
}

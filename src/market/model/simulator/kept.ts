/** What a market keeps of what it has computed: a backtest asks many times of one row, and never again of an earlier one. */

/** A row's answer, kept until another row is asked for. */
export function lastOnly<T>(make: (row: number) => T): (row: number) => T {
  let kept: { readonly row: number; readonly value: T } | null = null
  return (row) => {
    if (kept?.row !== row) kept = { row, value: make(row) }
    return kept.value
  }
}

/** Each number's answer, made once. */
export function keptByNumber<T>(make: (x: number) => T): (x: number) => T {
  const kept = new Map<number, T>()
  return (x) => {
    const known = kept.get(x)
    if (known !== undefined) return known
    const made = make(x)
    kept.set(x, made)
    return made
  }
}

/** What a market keeps of what it has computed: a backtest asks many times of one row, and never again of an earlier one. */

interface Kept<T> {
  readonly row: number
  readonly value: T
}

/** A row's answer, kept until two other rows have been asked for: a day is compared with the day before it. */
export function lastTwo<T>(make: (row: number) => T): (row: number) => T {
  let latest: Kept<T> | null = null
  let other: Kept<T> | null = null
  return (row) => {
    if (latest?.row === row) return latest.value
    const kept: Kept<T> = other?.row === row ? other : { row, value: make(row) }
    other = latest
    latest = kept
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

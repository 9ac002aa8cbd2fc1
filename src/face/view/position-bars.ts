/** Where things stand on a bar, as shares of its length from 0 to 1: faces only turn them into pixels. */

/** A mark at a share of the bar, or a stretch of it. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

const clipped = (share: number): number => Math.min(1, Math.max(0, share))

/** Places values on a bar that runs from `low` to `high`; what lies beyond stands at its end. */
export const placer =
  (low: number, high: number) =>
  (value: number): number =>
    high > low ? clipped((value - low) / (high - low)) : 0.5

/** One step of a waterfall: from where the last one ended. */
export interface Step extends Stretch {
  readonly label: string
  readonly value: number
}

/** Steps that add up, on one bar; `zero` is where nothing is gained or lost. */
export function waterfall(lines: readonly { readonly label: string; readonly value: number }[]): {
  readonly steps: readonly Step[]
  readonly zero: number
} {
  const sums = lines.reduce<number[]>((all, { value }) => [...all, (all.at(-1) ?? 0) + value], [0])
  const at = placer(Math.min(...sums), Math.max(...sums))
  const steps = lines.map(({ label, value }, index) => {
    const [start, end] = [at(sums[index] ?? 0), at(sums[index + 1] ?? 0)]
    return { label, value, from: Math.min(start, end), to: Math.max(start, end) }
  })
  return { steps, zero: at(0) }
}

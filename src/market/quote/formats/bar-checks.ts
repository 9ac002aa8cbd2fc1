import { rows } from './daily-rows.ts'

/**
 * Counts bars whose high is below the open or close, or whose low is above them: Cboe's own VIX history has 47, mostly of
 * 1992. Closes are still right, so this warns and refuses nothing.
 */
export function inconsistentBars(
  opens: Float64Array,
  highs: Float64Array,
  lows: Float64Array,
  closes: Float64Array,
): readonly string[] {
  let count = 0
  for (let i = 0; i < closes.length; i += 1) {
    const open = opens[i] ?? 0
    const high = highs[i] ?? 0
    const low = lows[i] ?? 0
    const close = closes[i] ?? 0
    if (high < Math.max(open, close) || low > Math.min(open, close)) count += 1
  }
  return count === 0
    ? []
    : [`${rows(count)} with a high or low inside open and close; closes are used as they stand`]
}

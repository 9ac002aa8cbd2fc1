/** Index of the last entry of ascending `days` that is at or before `day`; -1 where all are later. O(log n). */
export function indexAtOrBefore(days: Int32Array, day: number): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((days[middle] ?? 0) <= day) low = middle + 1
    else high = middle
  }
  return low - 1
}

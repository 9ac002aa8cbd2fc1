/**
 * Rows seen by someone who looks every `interval` milliseconds, first at row `first`, next after `delay`: the last row known at each
 * look, without those already seen, and the last row of all, so that every sampling spans the same time. `last` is inclusive.
 */
export function sampleRows(
  times: Float64Array,
  first: number,
  last: number,
  interval: number,
  delay = interval,
): Int32Array {
  const seen: number[] = [first]
  let look = times[first] + (delay > 0 ? delay : interval)
  for (let i = first + 1; i <= last; i += 1) {
    // A row after the look: the one before it was the last known then.
    while (times[i] > look) {
      const known = i - 1
      if (known !== seen[seen.length - 1]) seen.push(known)
      look += interval * Math.max(1, Math.floor((times[i] - look) / interval))
    }
  }
  if (last !== seen[seen.length - 1]) seen.push(last)
  return Int32Array.from(seen)
}

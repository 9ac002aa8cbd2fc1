/**
 * Positions of a column that are enough to draw it so many pixels wide: of each pixel the first, the least and the greatest value,
 * in their order, and the last of all. No extreme is lost.
 */
export function thinned(values: readonly number[], pixels: number): readonly number[] {
  const n = values.length
  if (n <= 2 * pixels) return Array.from(values.keys())
  const kept: number[] = []
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const from = Math.floor((pixel * n) / pixels)
    const to = Math.floor(((pixel + 1) * n) / pixels)
    let [low, high] = [from, from]
    for (let i = from; i < to; i += 1) {
      if (values[i] < values[low]) low = i
      if (values[i] > values[high]) high = i
    }
    kept.push(...new Set([from, low, high].sort((a, b) => a - b)))
  }
  if (kept[kept.length - 1] !== n - 1) kept.push(n - 1)
  return kept
}

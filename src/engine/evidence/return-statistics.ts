/** Statistics of one series that a bootstrap asks for thousands of times: plain loops, no allocation. */

/** Sample standard deviation (divisor n - 1); 0 where only rounding varies, null below two values. */
export function deviation(values: Float64Array): number | null {
  const n = values.length
  if (n < 2) return null
  let sum = 0
  for (let i = 0; i < n; i += 1) sum += values[i]
  const centre = sum / n
  let squares = 0
  for (let i = 0; i < n; i += 1) squares += (values[i] - centre) * (values[i] - centre)
  return squares > 1e-28 * n * centre * centre ? Math.sqrt(squares / (n - 1)) : 0
}

/** Mean over the root mean square of the negative values, all values counted; null where none is negative. Per step. */
export function sortinoRatio(excess: Float64Array): number | null {
  let sum = 0
  let squares = 0
  for (let i = 0; i < excess.length; i += 1) {
    sum += excess[i]
    if (excess[i] < 0) squares += excess[i] * excess[i]
  }
  return squares > 0 ? sum / excess.length / Math.sqrt(squares / excess.length) : null
}

/** Sum of the gains over the sum of the losses; null where nothing was lost. */
export function profitFactor(pnl: Float64Array): number | null {
  let gains = 0
  let losses = 0
  for (let i = 0; i < pnl.length; i += 1) {
    if (pnl[i] > 0) gains += pnl[i]
    else losses -= pnl[i]
  }
  return losses > 0 ? gains / losses : null
}

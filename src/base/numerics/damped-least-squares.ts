/**
 * Solves min |J s + r|^2 + damping |D s|^2 for the step s by Householder QR of J stacked on sqrt(damping) D.
 *
 * @param jacobian row-major, m rows of n; not changed
 * @param scale the diagonal of D, positive
 * @param step receives the n components; 0 where a column carries no information
 */
export function solveDamped(
  jacobian: Float64Array,
  residuals: Float64Array,
  m: number,
  n: number,
  scale: Float64Array,
  damping: number,
  step: Float64Array,
): void {
  const rows = m + n
  const a = new Float64Array(rows * n)
  const b = new Float64Array(rows)
  a.set(jacobian)
  const root = Math.sqrt(damping)
  for (let j = 0; j < n; j += 1) a[(m + j) * n + j] = root * scale[j]
  for (let i = 0; i < m; i += 1) b[i] = -residuals[i]
  for (let k = 0; k < n; k += 1) eliminate(a, b, rows, n, k)
  for (let k = n - 1; k >= 0; k -= 1) {
    let value = b[k]
    for (let j = k + 1; j < n; j += 1) value -= a[k * n + j] * step[j]
    const pivot = a[k * n + k]
    step[k] = pivot === 0 ? 0 : value / pivot
  }
}

/** One Householder reflection: clears column k below the diagonal and carries the rest along. */
function eliminate(a: Float64Array, b: Float64Array, rows: number, n: number, k: number): void {
  let square = 0
  for (let i = k; i < rows; i += 1) square += a[i * n + k] * a[i * n + k]
  if (square === 0) return
  const norm = Math.sqrt(square)
  const head = a[k * n + k]
  const alpha = head > 0 ? -norm : norm
  const first = head - alpha
  const beta = -1 / (alpha * first)
  for (let j = k + 1; j < n; j += 1) {
    let dot = first * a[k * n + j]
    for (let i = k + 1; i < rows; i += 1) dot += a[i * n + k] * a[i * n + j]
    const factor = dot * beta
    a[k * n + j] -= factor * first
    for (let i = k + 1; i < rows; i += 1) a[i * n + j] -= factor * a[i * n + k]
  }
  let dot = first * b[k]
  for (let i = k + 1; i < rows; i += 1) dot += a[i * n + k] * b[i]
  const factor = dot * beta
  b[k] -= factor * first
  for (let i = k + 1; i < rows; i += 1) b[i] -= factor * a[i * n + k]
  a[k * n + k] = alpha
}

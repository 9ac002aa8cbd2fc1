/**
 * Solves the normal equations A x = b of a small regression by Cholesky after scaling A to a unit diagonal, which takes
 * the units out of its condition number. Null where A is not positive definite: the regressors are collinear.
 * `matrix` is row-major and symmetric.
 */
export function solveNormal(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const n = right.length
  const scale = Float64Array.from({ length: n }, (_, i) => 1 / Math.sqrt(matrix[i * n + i]))
  if (!scale.every(Number.isFinite)) return null
  const factor = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * n + j] * scale[i] * scale[j]
      for (let k = 0; k < j; k += 1) sum -= factor[i * n + k] * factor[j * n + k]
      if (i !== j) factor[i * n + j] = sum / factor[j * n + j]
      else if (sum > 1e-13) factor[i * n + i] = Math.sqrt(sum)
      else return null
    }
  }
  const x = new Float64Array(n)
  for (let i = 0; i < n; i += 1) {
    let sum = right[i] * scale[i]
    for (let k = 0; k < i; k += 1) sum -= factor[i * n + k] * x[k]
    x[i] = sum / factor[i * n + i]
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = x[i]
    for (let k = i + 1; k < n; k += 1) sum -= factor[k * n + i] * x[k]
    x[i] = sum / factor[i * n + i]
  }
  return x.map((value, i) => value * scale[i])
}

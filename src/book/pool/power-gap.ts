/** Beyond this log move neither term is near the other and their plain difference keeps its digits. */
const SERIES_MAX = 30

/**
 * theta (e^u - 1) - (e^(theta u) - 1) for 0 < theta < 1: how far the tangent of P^theta lies above it after a log move u, in
 * units of P^theta. Never negative. Summed as the series sum over n >= 2 of theta (1 - theta^(n-1)) u^n / n!, whose terms are all
 * positive for u > 0; for u < 0 by the symmetry gap(theta, -u) = e^-u gap(1 - theta, u).
 */
export function powerGap(theta: number, u: number): number {
  if (u < 0) return Math.exp(u) * powerGap(1 - theta, -u)
  if (u > SERIES_MAX) return theta * Math.expm1(u) - Math.expm1(theta * u)
  // 1 - theta^(n-1) = (1 - theta) (1 + theta + ... + theta^(n-2)).
  const front = theta * (1 - theta)
  let geometric = 1
  let power = (u * u) / 2
  let sum = power
  for (let n = 3; n < 400; n += 1) {
    geometric = 1 + theta * geometric
    power *= u / n
    const term = power * geometric
    sum += term
    if (term <= sum * 1e-17) break
  }
  return front * sum
}

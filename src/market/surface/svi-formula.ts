/**
 * Raw SVI (Gatheral, "A parsimonious arbitrage-free implied volatility parameterization", 2004): total variance
 * w(k) = a + b (rho (k - m) + sqrt((k - m)^2 + s^2)) over log-moneyness k = ln(K/F), with its first two derivatives in k.
 */
import type { SmileFit } from './market-state.ts'

export type SviParameters = SmileFit['parameters']

export interface SviPoint {
  /** Total variance. */
  readonly w: number
  /** dw/dk. */
  readonly slope: number
  /** d2w/dk2. */
  readonly curvature: number
}

export function sviTotalVariance({ a, b, rho, m, s }: SviParameters, k: number): number {
  const x = k - m
  return a + b * (rho * x + Math.sqrt(x * x + s * s))
}

export function sviPoint({ a, b, rho, m, s }: SviParameters, k: number): SviPoint {
  const x = k - m
  const root = Math.sqrt(x * x + s * s)
  return {
    w: a + b * (rho * x + root),
    slope: b * (rho + x / root),
    curvature: (b * s * s) / (root * root * root),
  }
}

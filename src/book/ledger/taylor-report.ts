import { CompensatedSum } from '../../base/numerics/sums.ts'
import { type Result, accepted } from '../../base/vocabulary/result.ts'
import type { Revaluable } from './revaluable.ts'
import type { RiskFactors } from './risk-factors.ts'

/** The practitioner's lines, money, from the Greeks at the start of the step; `residual` is what they do not explain. */
export interface TaylorLines {
  readonly delta: number
  readonly gamma: number
  readonly vega: number
  readonly theta: number
  readonly vanna: number
  readonly volga: number
  readonly charm: number
  /** Rate and dividend yield together. */
  readonly rho: number
  readonly explained: number
  readonly residual: number
}

/**
 * theta dt + delta dS + gamma dS^2 / 2 + vega dv + vanna dS dv + volga dv^2 / 2 + charm dS dt + rho dr, with the position's
 * own volatility. A report and not a ledger: over days or a jump its residual is a good part of the whole. Refused where
 * the Greeks at the start do not exist.
 */
export function taylorReport(
  position: Revaluable,
  before: RiskFactors,
  after: RiskFactors,
): Result<TaylorLines> {
  const greeks = position.greeks(before)
  if (!greeks.ok) return greeks
  const at = greeks.value
  const dS = after.underlying - before.underlying
  const dv = after.volatility - before.volatility
  const dt = before.years - after.years
  const lines = {
    delta: at.delta * dS,
    gamma: (at.gamma * dS * dS) / 2,
    vega: at.vega * dv,
    theta: at.theta * dt,
    vanna: at.vanna * dS * dv,
    volga: (at.volga * dv * dv) / 2,
    charm: at.charm * dS * dt,
    rho: at.rho * (after.rate - before.rate) + at.dividendRho * (after.dividendYield - before.dividendYield),
  }
  const explained = Object.values(lines).reduce((sum, line) => sum + line, 0)
  const change = position.value(after) - position.value(before)
  return accepted({ ...lines, explained, residual: change - explained })
}

export const TAYLOR_NAMES = [
  'delta',
  'gamma',
  'vega',
  'theta',
  'vanna',
  'volga',
  'charm',
  'rho',
  'explained',
  'residual',
] as const satisfies readonly (keyof TaylorLines)[]

/** Adds reports up: over the steps of a path, or over the legs of a structure. */
export function sumTaylor(reports: readonly TaylorLines[]): TaylorLines {
  const total = Object.fromEntries(
    TAYLOR_NAMES.map((name) => {
      const sum = new CompensatedSum()
      for (const report of reports) sum.add(report[name])
      return [name, sum.value]
    }),
  )
  return total as unknown as TaylorLines
}

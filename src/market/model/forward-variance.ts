import { power } from '../../base/numerics/power.ts'
import { findRoot } from '../../base/numerics/roots.ts'
import type { Result } from '../../base/vocabulary/result.ts'
import type { TermParameters } from './surface-types.ts'

/** Even: Simpson's rule in the square root of time, where the integrand is smooth. */
const PANELS = 24

/** ln of the day's short-end forward volatility over the long-run one: what the term structure hangs on. */
const LEVEL_LOW = -4
const LEVEL_HIGH = 4

/**
 * Total (not annualised) fair variance from `from` to `to`, in years of the variance clock:
 * the integral of longVol^2 exp(2 level B(u)).
 */
export function totalVariance(level: number, to: number, term: TermParameters, from = 0): number {
  const low = Math.sqrt(from)
  const step = (Math.sqrt(to) - low) / PANELS
  let sum = 0
  for (let i = 0; i <= PANELS; i += 1) {
    const root = low + i * step
    const u = root * root
    const memory = u > 0 ? Math.exp(-power(u / term.memoryYears, term.memoryPower)) : 1
    const weight = i === 0 || i === PANELS ? 1 : i % 2 === 1 ? 4 : 2
    sum += weight * 2 * root * Math.exp(2 * level * memory)
  }
  return (term.longVol * term.longVol * sum * step) / 3
}

/** How VIX weighs two expiries: total variance at 30 days = nearWeight x near + nextWeight x next, both on the variance clock. */
export interface VixWindow {
  readonly nearYears: number
  readonly nextYears: number
  readonly nearWeight: number
  readonly nextWeight: number
}

/** Thirty calendar days with no calendar at hand. */
export const PLAIN_WINDOW: VixWindow = {
  nearYears: 30 / 365,
  nextYears: 30 / 365,
  nearWeight: 1,
  nextWeight: 0,
}

const THIRTY_DAYS = 30 / 365

/** The level at which the window's interpolated variance is VIX squared. VIX in points. Refuses what no level reaches. */
export function solveLevel(vix_points: number, window: VixWindow, term: TermParameters): Result<number> {
  const target = (vix_points / 100) * (vix_points / 100) * THIRTY_DAYS
  const gap = (level: number): number =>
    window.nearWeight * totalVariance(level, window.nearYears, term) +
    window.nextWeight * totalVariance(level, window.nextYears, term) -
    target
  return findRoot(gap, LEVEL_LOW, LEVEL_HIGH, { tolerance: 1e-12, what: 'level of the term structure' })
}

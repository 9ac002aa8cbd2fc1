import { power } from '../../base/numerics/power.ts'
import { findRoot } from '../../base/numerics/roots.ts'
import type { Result } from '../../base/vocabulary/result.ts'
import type { TermParameters } from './surface-types.ts'

/** Even: Simpson's rule in the square root of time, where the integrand is smooth. */
const PANELS = 24

/** ln of the day's short-end forward volatility over the long-run one: what the term structure hangs on. */
const LEVEL_LOW = -4
const LEVEL_HIGH = 4

/** The part of the integral that no level changes: at each panel's end, how much of the level is remembered and its weight. */
interface Panels {
  readonly memories: Float64Array
  readonly weights: Float64Array
}

function panelsOf(to: number, term: TermParameters, from: number): Panels {
  const low = Math.sqrt(from)
  const step = (Math.sqrt(to) - low) / PANELS
  const memories = new Float64Array(PANELS + 1)
  const weights = new Float64Array(PANELS + 1)
  for (let i = 0; i <= PANELS; i += 1) {
    const root = low + i * step
    const u = root * root
    memories[i] = u > 0 ? Math.exp(-power(u / term.memoryYears, term.memoryPower)) : 1
    weights[i] = (i === 0 || i === PANELS ? 1 : i % 2 === 1 ? 4 : 2) * 2 * root * (step / 3)
  }
  return { memories, weights }
}

function integral(level: number, { memories, weights }: Panels): number {
  let sum = 0
  for (let i = 0; i <= PANELS; i += 1) sum += weights[i] * Math.exp(2 * level * memories[i])
  return sum
}

/**
 * Total (not annualised) fair variance from `from` to `to`, in years of the variance clock:
 * the integral of longVol^2 exp(2 level B(u)).
 */
export function totalVariance(level: number, to: number, term: TermParameters, from = 0): number {
  return term.longVol * term.longVol * integral(level, panelsOf(to, term, from))
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
  const near = panelsOf(window.nearYears, term, 0)
  const next = panelsOf(window.nextYears, term, 0)
  const scale = term.longVol * term.longVol
  const gap = (level: number): number =>
    scale * (window.nearWeight * integral(level, near) + window.nextWeight * integral(level, next)) - target
  return findRoot(gap, LEVEL_LOW, LEVEL_HIGH, { tolerance: 1e-12, what: 'level of the term structure' })
}

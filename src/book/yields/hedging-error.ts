/**
 * What hedging at intervals leaves to chance, for legs hedged at the volatility that the index realises, without carry. To
 * leading order in the interval dt the hedged P&L has variance (sigma^4 dt / 2) x integral of E[(S^2 Gamma)^2] dt: the sum of
 * the gamma terms' deviations from their means. It overshoots for condors held to settlement, whose last gammas are larger
 * than any interval; `simulateHedging` gives the figure itself.
 */
import { integrate } from '../../base/numerics/integrate.ts'
import { assert } from '../../base/vocabulary/assert.ts'

export interface GammaLeg {
  readonly strike_points: number
  /** Signed; a call and a put of one strike have one gamma. */
  readonly quantity: number
}

export interface HedgingTerms {
  readonly legs: readonly GammaLeg[]
  readonly forward_points: number
  readonly volatility: number
  readonly years: number
  /** Number of hedges until settlement. */
  readonly hedges: number
  readonly multiplier: number
}

const PANELS = 64

/** Standard deviation of the hedged P&L to leading order, money; 0 without time or volatility. */
export function hedgingErrorLeadingOrder(terms: HedgingTerms): number {
  const { volatility, years, hedges, multiplier } = terms
  assert(hedges >= 1, 'a position is hedged at least once', { hedges })
  if (volatility === 0 || years === 0) return 0
  // t = T (1 - u^2): near settlement the expectation grows like 1 / sqrt(T - t), which this cancels.
  const total = integrate((u) => 2 * years * u * squaredDollarGamma(terms, u * u), 0, 1, PANELS)
  const variance = volatility * volatility * volatility * volatility * (years / hedges) * 0.5 * total
  return multiplier * Math.sqrt(Math.max(0, variance))
}

/**
 * E[(S_t^2 Gamma_t)^2] at the share `left` of life left, in closed form: each pair of legs is a product of two Gaussians in
 * ln S under a Gaussian law.
 */
function squaredDollarGamma(terms: HedgingTerms, left: number): number {
  const total = terms.volatility * terms.volatility * terms.years
  const s2 = total * left
  const v = total - s2
  if (s2 === 0) return 0
  const start = Math.log(terms.forward_points)
  const tilted = start - v / 2 + 2 * v
  const spread = s2 + 2 * v
  let sum = 0
  for (const one of terms.legs) {
    const a = Math.log(one.strike_points) - s2 / 2
    for (const other of terms.legs) {
      const b = Math.log(other.strike_points) - s2 / 2
      const middle = tilted - (a + b) / 2
      const exponent = 2 * start + v - (middle * middle) / spread - ((a - b) * (a - b)) / (4 * s2)
      sum += one.quantity * other.quantity * Math.exp(exponent)
    }
  }
  return (sum * Math.sqrt(s2 / spread)) / (2 * Math.PI * s2)
}

/**
 * The same for one option at the money, as a rule of thumb: sqrt(pi / 4) vega sigma / sqrt(N) (Kamal and Derman 1999; the
 * integral above with E = S_0^4 Gamma_0^2 / sqrt(1 - t^2 / T^2)). `vega` per 1.00 of volatility, of the whole position.
 */
export function kamalDermanError(vega: number, volatility: number, hedges: number): number {
  assert(hedges >= 1, 'a position is hedged at least once', { hedges })
  return (Math.sqrt(Math.PI / 4) * Math.abs(vega) * volatility) / Math.sqrt(hedges)
}

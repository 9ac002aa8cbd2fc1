/**
 * The law of Heston's variance a stretch of time ahead: scale times a noncentral chi-square (Cox, Ingersoll and Ross 1985).
 * Expectations are integrals over w = sqrt(v / scale), in which the law is nearly a unit normal around sqrt(noncentrality).
 */
import { assert } from '../../../base/vocabulary/assert.ts'
import { besselIScaled } from '../../../base/numerics/bessel.ts'
import { logGamma } from '../../../base/numerics/gamma.ts'
import { integrate } from '../../../base/numerics/integrate.ts'
import type { HestonParameters } from './heston-types.ts'

export interface VarianceLaw {
  readonly scale: number
  readonly freedom: number
  readonly noncentrality: number
}

/** Of v after `years` > 0 on the variance clock, from `variance` >= 0. */
export function varianceLaw(
  { meanReversion, longVariance, volOfVariance }: HestonParameters,
  variance: number,
  years: number,
): VarianceLaw {
  assert(years > 0 && variance >= 0, 'a law of variance needs time and a variance', { years, variance })
  const square = volOfVariance * volOfVariance
  const scale = (square * -Math.expm1(-meanReversion * years)) / (4 * meanReversion)
  return {
    scale,
    freedom: (4 * meanReversion * longVariance) / square,
    noncentrality: (variance * Math.exp(-meanReversion * years)) / scale,
  }
}

/** Deviations of w on either side of its centre beyond which no expectation is felt. */
const REACH = 9
/** Gauss-Legendre panels of ten nodes are this wide in w. */
const PANEL_WIDTH = 1.6
const NONCENTRALITY_LEAST = 1e-12
/** Below this w the density's own power of w is felt. */
const NEAR_ZERO = 2
const PANELS_NEAR_ZERO = 3

/** Density of w. Closed over the constants of the law, because integrals ask often. */
function densityOfRoot({ freedom, noncentrality }: VarianceLaw): (w: number) => number {
  const order = 0.5 * freedom - 1
  const centre = Math.sqrt(Math.max(NONCENTRALITY_LEAST, noncentrality))
  const logGammaOrder = logGamma(order + 1)
  return (w) => {
    if (w <= 0) return 0
    const away = w - centre
    const shape = order === 0 ? 1 : Math.exp(order * Math.log(w / centre))
    return w * Math.exp(-0.5 * away * away) * shape * besselIScaled(order, centre * w, logGammaOrder)
  }
}

/**
 * E[g(v); low <= v < high]. `g` must be smooth between the two: kinks belong at the ends. Relative error near 1e-10 where
 * Feller's condition holds.
 */
export function expectation(law: VarianceLaw, g: (v: number) => number, low = 0, high = Infinity): number {
  const density = densityOfRoot(law)
  const centre = Math.sqrt(law.noncentrality)
  const from = Math.max(Math.sqrt(low / law.scale), centre - REACH, 0)
  const to = Math.min(Math.sqrt(high / law.scale), centre + REACH + Math.sqrt(law.freedom))
  if (!(to > from)) return 0
  const inside = (w: number): number => g(law.scale * w * w) * density(w)
  const panels = Math.ceil((to - from) / PANEL_WIDTH)
  if (from > NEAR_ZERO) return integrate(inside, from, to, panels)
  // Near zero the density is a fractional power of w: in the cube root of w it is smooth enough.
  return integrate(
    (t) => 3 * t * t * inside(t * t * t),
    Math.cbrt(from),
    Math.cbrt(to),
    panels + PANELS_NEAR_ZERO,
  )
}

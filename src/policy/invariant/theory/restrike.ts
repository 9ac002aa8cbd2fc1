/** Holding k while s moves: where the short strikes must go (Theorem 4.1 of the method's mathematics). */
import { normalCdf, normalPdf } from '../../../base/numerics/normal.ts'
import { findAllRoots, findRoot } from '../../../base/numerics/roots.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, mustAccept, type Result, refused } from '../../../base/vocabulary/result.ts'
import { type BachelierStructure, stranglePremium } from './bachelier-structure.ts'
import {
  type ProductName,
  productAt,
  productElasticity,
  productVolExponent,
  TWO_BRANCHED,
} from './product-definition.ts'

export interface RestrikeRoot {
  readonly m: number
  /** Phi(-m): the Bachelier delta of each short. */
  readonly delta: number
  /** Distance to the short strike in points over the distance before. */
  readonly pointsRatio: number
  /** `inner` of two roots where k is not monotone in m; else the only one is `outer`. */
  readonly branch: 'outer' | 'inner'
  readonly direction: 'widen' | 'tighten' | 'stay'
}

/** Root search covers m up to here beyond the start: premiums past it are below any tick. */
const M_REACH = 12
const SAMPLES = 1200

export interface RestrikeQuestion {
  readonly product: ProductName
  readonly structure: BachelierStructure
  readonly m0: number
  readonly s0: number
  readonly s1: number
}

/** Every m at which k at s1 is what it was at (m0, s0), outermost first. Refuses where there is none, saying by how much. */
export function restrikeRoots(question: RestrikeQuestion): Result<readonly RestrikeRoot[]> {
  const { product, structure, m0, s0, s1 } = question
  const k0 = productAt(product, structure, m0, s0)
  if (!(k0 > 0)) {
    const wanted = 'a start at which k is positive'
    return refused(refuse('number.out-of-range', { field: 'm0', was: m0, wanted, source: product }))
  }
  const gap = (m: number): number => productAt(product, structure, m, s1) / k0 - 1
  const high = m0 + M_REACH
  const roots = findAllRoots(gap, 0, high, { samples: SAMPLES, what: 'm' }).filter((m) => m > 0 || s1 === s0)
  if (roots.length === 0) {
    const most = largestProduct(product, structure, s1)
    return refused(
      refuse('number.no-root', {
        field: 'm',
        was: `k of at most ${most.k / k0} of what is to be held, at m ${most.m}`,
        wanted: 'short strikes that restore k: none do, at any distance',
        source: product,
      }),
    )
  }
  return accepted(
    roots.toReversed().map((m, i) => {
      const pointsRatio = (m * s1) / (m0 * s0)
      const moved = pointsRatio - 1
      return {
        m,
        delta: normalCdf(-m),
        pointsRatio,
        branch: i === 0 && !isInner(question, m) ? 'outer' : 'inner',
        direction: Math.abs(moved) < 1e-9 ? 'stay' : moved > 0 ? 'widen' : 'tighten',
      }
    }),
  )
}

/** A root on the side where k still rises with m. */
const isInner = ({ product, structure, s1 }: RestrikeQuestion, m: number): boolean =>
  TWO_BRANCHED.has(product) && productElasticity(product, structure, m, s1) < 0

/** The largest k at s, over m. */
export function largestProduct(
  product: ProductName,
  structure: BachelierStructure,
  s: number,
): { readonly m: number; readonly k: number } {
  const rising = (m: number): number => -productElasticity(product, structure, m, s)
  const start = 1e-6
  // k falls from the money out unless it rises there first; then its peak is the root of the elasticity.
  const m = rising(start) > 0 ? mustAccept(findRoot(rising, start, M_REACH, { what: 'm' })) : 0
  return { m, k: productAt(product, structure, m, s) }
}

/** The theorem's exponents at a point: d ln m / d ln s = q / eps, d ln points / d ln s = 1 + q / eps. */
export interface RestrikeExponents {
  readonly q: number
  readonly eps: number
  /** Null at a peak of k, where eps is zero and the strikes would have to jump. */
  readonly dlnm_dlns: number | null
  readonly dlnpoints_dlns: number | null
}

export function restrikeExponents(
  product: ProductName,
  structure: BachelierStructure,
  m: number,
  s: number,
): RestrikeExponents {
  const q = productVolExponent(product, structure, m, s)
  const eps = productElasticity(product, structure, m, s)
  const ratio = eps === 0 ? null : q / eps
  return { q, eps, dlnm_dlns: ratio, dlnpoints_dlns: ratio === null ? null : 1 + ratio }
}

/** m* at which width times premium of a strangle peaks: phi(m) = 2 m Phi(-m), 0.612. `product` is m* g(m*). */
export function widthPremiumPeak(): { readonly m: number; readonly delta: number; readonly product: number } {
  const gap = (m: number): number => normalPdf(m) - 2 * m * normalCdf(-m)
  const m = mustAccept(findRoot(gap, 0.1, 2, { what: 'm' }))
  return { m, delta: normalCdf(-m), product: m * stranglePremium(m) }
}

/** The same for a narrow condor: Phi(-m) = m phi(m), 0.752. `product` is 2 m Phi(-m), per unit of wing. */
export function narrowWidthPremiumPeak(): {
  readonly m: number
  readonly delta: number
  readonly product: number
} {
  const gap = (m: number): number => normalCdf(-m) - m * normalPdf(m)
  const m = mustAccept(findRoot(gap, 0.1, 2, { what: 'm' }))
  return { m, delta: normalCdf(-m), product: 2 * m * normalCdf(-m) }
}

/**
 * The least (s / s0)^2 at which k can still be held from m0: below it no strikes do. Null where k depends on m alone or falls
 * as s rises, so that no fall of s is too far.
 */
export function leastVarianceRatio(
  product: ProductName,
  structure: BachelierStructure,
  m0: number,
  s0: number,
): number | null {
  const k0 = productAt(product, structure, m0, s0)
  const surplus = (lnRatio: number): number =>
    Math.log(largestProduct(product, structure, s0 * Math.exp(lnRatio)).k / k0)
  const floor = -12
  if (surplus(floor) >= 0) return null
  const found = findRoot(surplus, floor, 0, { what: 's ratio' })
  return found.ok ? Math.exp(2 * found.value) : 1
}

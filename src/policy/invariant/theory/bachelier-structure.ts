/**
 * Structures in the Bachelier limit, in units of the index: s = sigma sqrt(T), m = distance of the short strikes over S s.
 * There a strangle sold for C = S s g(m) has g(m) = 2 [phi(m) - m Phi(-m)], and everything an invariant is made of is a
 * function of m and s alone. Exact Black-Scholes differs by a few percent at 30 days: see `exact-restrike.ts`.
 */
import { millsRatio, millsSlope } from '../../../base/numerics/mills.ts'
import { normalCdf, normalPdf } from '../../../base/numerics/normal.ts'
import { assert } from '../../../base/vocabulary/assert.ts'

/**
 * `strangle`: no wings. `condor`: wings at a fixed distance `wing`, as a share of the index. `narrow-condor`: its limit for
 * small wings, per unit of wing.
 */
export type BachelierStructure =
  | { readonly kind: 'strangle' }
  | { readonly kind: 'narrow-condor' }
  | { readonly kind: 'condor'; readonly wing: number }

/** Premium of a strangle over S s. */
export function stranglePremium(m: number): number {
  assert(m >= 0, 'short strikes lie outside the forward', { m })
  // phi - m Phi(-m) is phi (1 - m R(m)), and millsSlope keeps that difference's digits in the tail.
  return 2 * normalPdf(m) * millsSlope(m)
}

/** -d ln g / d ln m: how fast a strangle's premium falls as its strikes move out. */
export function strangleElasticity(m: number): number {
  assert(m >= 0, 'short strikes lie outside the forward', { m })
  return (m * millsRatio(m)) / millsSlope(m)
}

/** Credit, its elasticity and the curvature of the structure at (m, s). */
export interface BachelierPoint {
  /** Credit over S; over the wing's width for a narrow condor. */
  readonly credit: number
  /** -d ln credit / d ln m. */
  readonly creditElasticity: number
  /** S |Gamma|, per unit of the credit's own unit. */
  readonly gamma: number
  /** Distance to the break-even over S. A narrow condor's credit is too small to move it. */
  readonly breakEvenDistance: number
}

export function bachelierPoint(structure: BachelierStructure, m: number, s: number): BachelierPoint {
  assert(m >= 0 && s > 0, 'm and s are positive', { m, s })
  if (structure.kind === 'narrow-condor') {
    const tail = normalCdf(-m)
    return {
      credit: 2 * tail,
      creditElasticity: m / millsRatio(m),
      gamma: (2 * m * normalPdf(m)) / (s * s),
      breakEvenDistance: m * s,
    }
  }
  const outer = structure.kind === 'condor' ? m + structure.wing / s : Infinity
  const bought = outer === Infinity ? 0 : stranglePremium(outer)
  const credit = s * (stranglePremium(m) - bought)
  const slope = 2 * s * (normalCdf(-m) - (outer === Infinity ? 0 : normalCdf(-outer)))
  return {
    credit,
    creditElasticity: credit > 0 ? (m * slope) / credit : 0,
    gamma: (2 * (normalPdf(m) - (outer === Infinity ? 0 : normalPdf(outer)))) / s,
    breakEvenDistance: m * s + credit,
  }
}

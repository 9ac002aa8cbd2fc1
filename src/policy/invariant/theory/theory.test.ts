import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { integrate } from '../../../base/numerics/integrate.ts'
import { normalPdf, normalQuantile } from '../../../base/numerics/normal.ts'
import { mustAccept } from '../../../base/vocabulary/result.ts'
import { type BachelierStructure, strangleElasticity, stranglePremium } from './bachelier-structure.ts'
import { exactCondorAt, exactProduct, exactRestrikes } from './exact-restrike.ts'
import { PRODUCT_NAMES, productAt, productElasticity, productVolExponent } from './product-definition.ts'
import {
  largestProduct,
  leastVarianceRatio,
  narrowWidthPremiumPeak,
  restrikeExponents,
  restrikeRoots,
  widthPremiumPeak,
} from './restrike.ts'

const strangle: BachelierStructure = { kind: 'strangle' }
const narrow: BachelierStructure = { kind: 'narrow-condor' }
const distanceOf = (delta: number): number => -normalQuantile(delta)

const structures = fc.oneof(
  fc.constant(strangle),
  fc.constant(narrow),
  fc.double({ min: 0.05, max: 3, noNaN: true }).map((wing): BachelierStructure => ({ kind: 'condor', wing })),
)

describe('the premium of a strangle', () => {
  it('is the mean loss of its buyer at expiry, by quadrature', () => {
    for (const m of [0, 0.3, 1, 2.5, 4]) {
      const expected = 2 * integrate((z) => (z - m) * normalPdf(z), m, m + 12, 400)
      expect(Math.abs(stranglePremium(m) / expected - 1)).toBeLessThan(1e-10)
    }
  })
  it('falls with the distance at the elasticity stated', () => {
    for (const m of [0.2, 1, 3, 8]) {
      const slope =
        Math.log(stranglePremium(m * 1.0001) / stranglePremium(m / 1.0001)) / (2 * Math.log(1.0001))
      expect(-slope).toBeCloseTo(strangleElasticity(m), 5)
    }
  })
})

describe('elasticities', () => {
  it('are those of the published table', () => {
    // Delta, m, eps_g, eps (credit x break-even distance), eps (width x premium), dlnC/dln sigma at fixed strikes.
    const table = [
      [0.4, 0.2533, 0.356, 0.294, -0.644, 1.36],
      [0.3, 0.5244, 0.826, 0.595, -0.174, 1.83],
      [0.2703, 0.612, 1, 0.702, 0, 2],
      [0.2, 0.8416, 1.508, 1.034, 0.508, 2.51],
      [0.16, 0.9945, 1.89, 1.308, 0.89, 2.89],
      [0.1, 1.2816, 2.707, 1.962, 1.707, 3.71],
      [0.05, 1.6449, 3.936, 3.059, 2.936, 4.94],
    ]
    for (const [delta, m, epsG, epsCredit, epsWidth, fixed] of table) {
      const at = distanceOf(delta)
      expect(at).toBeCloseTo(m, 3)
      expect(strangleElasticity(at)).toBeCloseTo(epsG, 2)
      expect(productElasticity('credit_x_breakeven_distance', strangle, at, 1)).toBeCloseTo(epsCredit, 2)
      expect(productElasticity('width_x_premium', strangle, at, 1)).toBeCloseTo(epsWidth, 2)
      expect(1 + strangleElasticity(at)).toBeCloseTo(fixed, 2)
    }
  })
  it('are the slopes of k for every product and structure', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PRODUCT_NAMES),
        structures,
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        fc.double({ min: 0.2, max: 3, noNaN: true }),
        (name, structure, m, s) => {
          const h = 1e-5
          const up = productAt(name, structure, m * Math.exp(h), s)
          const down = productAt(name, structure, m * Math.exp(-h), s)
          const slope = Math.log(up / down) / (2 * h)
          expect(Math.abs(productElasticity(name, structure, m, s) + slope)).toBeLessThan(1e-4)
        },
      ),
      { numRuns: 3000, seed: 41 },
    )
  })
  it('have the exponents of the volatility that the table of candidates gives: strangle, then narrow condor', () => {
    const q: Readonly<Record<string, readonly [number, number]>> = {
      credit_x_breakeven_distance: [2, 1],
      credit_squared: [2, 0],
      extrinsic_x_iv: [2, 1],
      width_x_premium: [2, 1],
      credit_over_S_sigma_sqrtT: [0, -1],
      dollar_gamma_x_variance: [1, 0],
    }
    for (const name of PRODUCT_NAMES) {
      const wanted = q[name]
      if (wanted === undefined) continue
      expect(productVolExponent(name, strangle, 1, 0.7)).toBeCloseTo(wanted[0], 8)
      expect(productVolExponent(name, narrow, 1, 0.7)).toBeCloseTo(wanted[1], 8)
    }
  })
})

describe('Theorem 4.1', () => {
  it('gives the direction in delta and in points in which small changes of s send the strikes', () => {
    let moved = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...PRODUCT_NAMES),
        structures,
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        fc.constantFrom(1.001, 1 / 1.001),
        (product, structure, m0, s1) => {
          const { q, eps, dlnm_dlns, dlnpoints_dlns } = restrikeExponents(product, structure, m0, 1)
          // Near a peak of k the local root may not exist and near q = 0 the direction is rounding.
          fc.pre(Math.abs(eps) > 0.2 && dlnm_dlns !== null && dlnpoints_dlns !== null)
          const roots = mustAccept(restrikeRoots({ product, structure, m0, s0: 1, s1 }))
          const near = roots.reduce((a, b) => (Math.abs(b.m - m0) < Math.abs(a.m - m0) ? b : a))
          const lnS = Math.log(s1)
          expect(Math.abs(Math.log(near.m / m0) / lnS - (dlnm_dlns ?? 0))).toBeLessThan(
            0.05 + 0.05 * Math.abs(q / eps),
          )
          if (Math.abs(dlnpoints_dlns ?? 0) > 0.1) {
            moved += 1
            expect(near.direction).toBe((dlnpoints_dlns ?? 0) * lnS > 0 ? 'widen' : 'tighten')
          }
          // Only q < -eps (falling G), or q > |eps| (rising G), tightens in points when s rises.
          const tightens = eps > 0 ? q < -eps : q > -eps
          if (Math.abs(1 + q / eps) > 0.1) expect((dlnpoints_dlns ?? 0) < 0).toBe(tightens)
        },
      ),
      { numRuns: 400, seed: 7 },
    )
    expect(moved).toBeGreaterThan(200)
  })
  it('has every root hold k, and finds both branches of width x premium', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PRODUCT_NAMES),
        fc.double({ min: 0.2, max: 2.5, noNaN: true }),
        fc.double({ min: 0.5, max: 4, noNaN: true }),
        (product, m0, s1) => {
          const k0 = productAt(product, strangle, m0, 1)
          const peak = largestProduct(product, strangle, s1)
          fc.pre(Math.abs(peak.k / k0 - 1) > 1e-6)
          const found = restrikeRoots({ product, structure: strangle, m0, s0: 1, s1 })
          expect(found.ok).toBe(peak.k > k0)
          if (!found.ok) return
          for (const { m } of found.value) {
            expect(Math.abs(productAt(product, strangle, m, s1) / k0 - 1)).toBeLessThan(1e-9)
          }
          const two = product === 'width_x_premium' || product === 'credit_x_short_strike_distance'
          expect(found.value.map(({ branch }) => branch)).toEqual(two ? ['outer', 'inner'] : ['outer'])
        },
      ),
      { numRuns: 300, seed: 11 },
    )
  })
  it('says how far from feasible it is where no strikes hold k', () => {
    const found = restrikeRoots({ product: 'width_x_premium', structure: strangle, m0: 1, s0: 1, s1: 0.5 })
    expect(found).toMatchObject({ ok: false, refusal: { code: 'number.no-root' } })
    if (!found.ok) expect(found.refusal.was).toContain('k of at most 0.3')
  })
})

describe('peaks and feasibility', () => {
  it('peak where the published root is, for a strangle and for a narrow condor', () => {
    expect(widthPremiumPeak().m).toBeCloseTo(0.6120032, 7)
    expect(narrowWidthPremiumPeak().m).toBeCloseTo(0.7518, 4)
    expect(narrowWidthPremiumPeak().delta).toBeCloseTo(0.226, 3)
    expect(largestProduct('width_x_premium', strangle, 1).m).toBeCloseTo(widthPremiumPeak().m, 10)
  })
  it('ends after the published share of the variance clock', () => {
    const left = (structure: BachelierStructure, delta: number): number =>
      1 - (leastVarianceRatio('width_x_premium', structure, distanceOf(delta), 1) ?? 0)
    expect(left(strangle, 0.16)).toBeCloseTo(0.173, 3)
    expect(left(narrow, 0.16)).toBeCloseTo(0.124, 3)
    expect(leastVarianceRatio('credit_over_S_sigma_sqrtT', strangle, 1, 1)).toBeNull()
  })
})

describe('the exact re-strike', () => {
  it('agrees with the Bachelier limit for a short life and a low volatility', () => {
    const setting = { spot_points: 5000, years: 1 / 365, rate: 0, wing_points: 4900 }
    const base = exactCondorAt(setting, 1, 0.05)
    const k = exactProduct('width_x_premium', setting, base)
    const [outer] = exactRestrikes('width_x_premium', setting, k, 0.1)
    const [limit] = mustAccept(
      restrikeRoots({ product: 'width_x_premium', structure: strangle, m0: 1, s0: 1, s1: 2 }),
    )
    expect(Math.abs(outer.m / limit.m - 1)).toBeLessThan(0.003)
  })
})

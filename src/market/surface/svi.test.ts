import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalPdf } from '../../base/numerics/normal.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { durrleman, leastDurrleman } from './static-arbitrage.ts'
import { fitSvi, SLOPE_MAX, type SviData } from './svi.ts'
import { type SviParameters, sviPoint, sviTotalVariance } from './svi-formula.ts'
import { slopesTotalVariance, sviStarts } from './svi-start.ts'

/** Truths that look like index smiles: slopes and centre in units of the at-the-money deviation. */
const truths = fc
  .record({
    years: fc.double({ min: 0.01, max: 2, noNaN: true }),
    atm: fc.double({ min: 0.08, max: 0.6, noNaN: true }),
    left: fc.double({ min: 0.1, max: 0.8, noNaN: true }),
    right: fc.double({ min: 0.02, max: 0.4, noNaN: true }),
    centre: fc.double({ min: -0.2, max: 0.8, noNaN: true }),
    width: fc.double({ min: 0.3, max: 1.5, noNaN: true }),
  })
  .map(({ years, atm, left, right, centre, width }) => {
    const deviation = atm * Math.sqrt(years)
    const b = ((left + right) / 2) * deviation
    const rho = (right - left) / (right + left)
    const m = centre * deviation
    const s = width * deviation
    const least = 0.6 * deviation * deviation
    return { years, deviation, parameters: { a: least - b * s * Math.sqrt(1 - rho * rho), b, rho, m, s } }
  })

function dataOf(
  parameters: SviParameters,
  years: number,
  deviation: number,
  count = 61,
  disturb: (vol: number, i: number) => number = (vol) => vol,
): SviData {
  const ks = Float64Array.from({ length: count }, (_, i) => deviation * (-5 + (7.5 * i) / (count - 1)))
  return {
    ks,
    vols: ks.map((k, i) => disturb(Math.sqrt(sviTotalVariance(parameters, k) / years), i)),
    weights: ks.map((k) => 0.02 + normalPdf(k / deviation)),
    years,
  }
}

describe('fitSvi', () => {
  it('recovers the smile it was given to a hundredth of a vol point', () => {
    fc.assert(
      fc.property(truths, ({ years, deviation, parameters }) => {
        fc.pre(leastDurrleman(parameters, -5 * deviation, 2.5 * deviation).g > 0.01)
        const fit = mustAccept(fitSvi(dataOf(parameters, years, deviation), 'test'))
        expect(fit.largestError).toBeLessThan(1e-4)
        expect(fit.rmse).toBeLessThan(2e-5)
        expect(fit.refit).toBe('none')
      }),
      // Seeded: about one truth in twenty thousand ends in a basin under half a vol point off, which is where the search stops
      // looking (docs/concepts/surface.md says so); the next test holds such a one.
      { numRuns: 300, seed: 20_240_105 },
    )
  })

  it('stops in a basin under half a vol point off for one known truth', () => {
    const parameters = {
      a: 0.003496670065159675,
      b: 0.02751311816674809,
      rho: -0.9392979543173329,
      m: 0.06668385617345328,
      s: 0.07279733112235942,
    }
    const fit = mustAccept(fitSvi(dataOf(parameters, 1.0895478699186616, 0.08350512779152808), 'test'))
    expect(fit.rmse).toBeLessThan(0.005)
    expect(fit.largestError).toBeLessThan(0.01)
  })

  it('averages noise out: the fitted smile is far nearer the truth than the quotes', () => {
    const parameters = { a: 0.0006, b: 0.012, rho: -0.55, m: 0.012, s: 0.022 }
    const noise = 0.002
    let squares = 0
    let count = 0
    for (let seed = 0; seed < 60; seed++) {
      const random = createRandom({ seed, stream: 3 })
      const data = dataOf(parameters, 0.1, 0.03, 121, (vol) => vol + noise * random.nextNormal())
      const fit = mustAccept(fitSvi(data, 'test'))
      for (const k of data.ks.filter((k) => Math.abs(k) < 0.045)) {
        const fitted = Math.sqrt(sviTotalVariance(fit.parameters, k) / 0.1)
        const error = fitted - Math.sqrt(sviTotalVariance(parameters, k) / 0.1)
        squares += error * error
        count += 1
      }
    }
    // Five parameters from some fifty quotes of like weight: an error of about sqrt(5 / 50) of theirs.
    expect(Math.sqrt(squares / count)).toBeLessThan(0.4 * noise)
  })

  it("keeps total variance positive and both slopes within Lee's bound, whatever it is given", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const random = createRandom({ seed, stream: 4 })
        const ks = Float64Array.from({ length: 25 }, (_, i) => -0.6 + i * 0.04)
        const wild: SviData = {
          ks,
          vols: ks.map(() => 0.05 + 1.5 * random.nextUniform()),
          weights: ks.map(() => 0.01 + random.nextUniform()),
          years: 0.02 + random.nextUniform(),
        }
        const fit = fitSvi(wild, 'test')
        if (!fit.ok) return
        const { b, rho } = fit.value.parameters
        expect(b * (1 + Math.abs(rho))).toBeLessThanOrEqual(SLOPE_MAX * (1 + 1e-12))
        for (let k = -3; k <= 3; k += 0.01)
          expect(sviTotalVariance(fit.value.parameters, k)).toBeGreaterThan(0)
        for (const value of Object.values(fit.value.parameters)) expect(Number.isFinite(value)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('finds butterfly arbitrage that was planted, and refits around it where that costs little', () => {
    // Gatheral and Jacquier (2014), example 3.1: a smile by Axel Vogt with butterfly arbitrage.
    const vogt: SviParameters = { a: -0.041, b: 0.1331, rho: 0.306, m: 0.3586, s: 0.4153 }
    const least = leastDurrleman(vogt, -1.5, 1.5)
    expect(least.g).toBeLessThan(0)
    expect(least.k).toBeGreaterThan(0.5)
    const ks = Float64Array.from({ length: 121 }, (_, i) => -1.5 + i * 0.025)
    const data: SviData = {
      ks,
      vols: ks.map((k) => Math.sqrt(sviTotalVariance(vogt, k))),
      weights: ks.map(() => 1),
      years: 1,
    }
    const reported = mustAccept(fitSvi(data, 'test'))
    expect(reported.refit).toBe('none')
    expect(reported.leastG).toBeCloseTo(least.g, 6)
    // A violation of the size that quotes of a few days show: repaired at a cost of a twentieth of a vol point.
    const mild = { ...vogt, a: -0.033 }
    expect(leastDurrleman(mild, -1.5, 1.5).g).toBeLessThan(-1e-3)
    const mildData = { ...data, vols: ks.map((k) => Math.sqrt(sviTotalVariance(mild, k))) }
    const repaired = mustAccept(fitSvi(mildData, 'test'))
    expect(repaired.refit).toBe('against-butterfly')
    expect(repaired.leastG).toBeGreaterThanOrEqual(0)
    expect(repaired.rmse).toBeLessThan(5e-4)
  })

  it('refuses too few quotes, broken columns, and quotes that are no smile', () => {
    const good = dataOf({ a: 0.005, b: 0.02, rho: -0.4, m: 0.01, s: 0.05 }, 0.25, 0.1)
    const saw = good.vols.map((_, i) => (i % 2 === 0 ? 0.1 : 1.2))
    const cases: readonly SviData[] = [
      { ...good, ks: good.ks.slice(0, 5), vols: good.vols.slice(0, 5), weights: good.weights.slice(0, 5) },
      { ...good, ks: good.ks.toReversed() },
      { ...good, vols: good.vols.map((vol, i) => (i === 3 ? Number.NaN : vol)) },
      { ...good, vols: good.vols.map((vol, i) => (i === 3 ? 0 : vol)) },
      { ...good, weights: good.weights.map((weight, i) => (i === 7 ? Number.POSITIVE_INFINITY : weight)) },
      { ...good, weights: good.weights.slice(1) },
      { ...good, years: 0 },
      { ...good, vols: saw },
    ]
    for (const data of cases) {
      expect(fitSvi(data, 'SPXW 2024-01-12')).toMatchObject({ refusal: { code: 'surface.fit-failed' } })
    }
  })
})

describe('sviStarts', () => {
  it('hits the truth where its grid holds the true m and s', () => {
    const deviation = 0.1
    const truth = { a: 0.004, b: 0.03, rho: -0.5, m: 0.05, s: 0.1 }
    const [best] = sviStarts(dataOf(truth, 0.25, deviation), SLOPE_MAX)
    // The grid is laid out in units of the volatility nearest the money, so it is near the truth and not on it.
    for (const k of [-0.4, -0.1, 0, 0.1, 0.2]) {
      const w = best === undefined ? Number.NaN : slopesTotalVariance(best, k)
      expect(Math.sqrt(w / 0.25)).toBeCloseTo(Math.sqrt(sviTotalVariance(truth, k) / 0.25), 1)
    }
  })
})

describe('durrleman', () => {
  it('has the sign of the density: second differences of undiscounted call prices', () => {
    const parameters: SviParameters = { a: -0.041, b: 0.1331, rho: 0.306, m: 0.3586, s: 0.4153 }
    // Density of ln(S/F) = g(k) exp(-d2^2 / 2) / sqrt(2 pi w): integrates to one where there is no arbitrage at all.
    const mild: SviParameters = { a: 0.01, b: 0.05, rho: -0.4, m: 0.05, s: 0.2 }
    let total = 0
    const step = 1e-3
    for (let k = -3; k <= 3; k += step) {
      const point = sviPoint(mild, k)
      const d2 = -k / Math.sqrt(point.w) - Math.sqrt(point.w) / 2
      total += (step * durrleman(k, point) * normalPdf(d2)) / Math.sqrt(point.w)
    }
    expect(total).toBeCloseTo(1, 6)
    expect(leastDurrleman(parameters, -1.5, 1.5).g).toBeLessThan(0)
  })
})

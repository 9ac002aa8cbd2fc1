import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../base/numerics/random.ts'
import { hestonStep } from './heston-step.ts'
import { expectedTotalVariance, HESTON_DEFAULT } from './heston-types.ts'
import { expectation, varianceLaw } from './variance-law.ts'

const { meanReversion: kappa, longVariance: theta, volOfVariance: sigma, correlation: rho } = HESTON_DEFAULT
/** A session with a weekend before it: the longest ordinary step. */
const YEARS = 1.4 / 268
const DRAWS = 60_000

/** Ends of many single steps from one variance. */
function steps(variance: number, share = 1): { readonly variance: number; readonly logLevel: number }[] {
  const step = hestonStep(HESTON_DEFAULT, YEARS, share)
  const random = createRandom({ seed: 21, stream: Math.round(variance * 1e4) })
  return Array.from({ length: DRAWS }, () => {
    const state = { variance, logLevel: 0 }
    step.advance(state, random)
    return state
  })
}

function zOf(values: readonly number[], expected: number): number {
  const centre = values.reduce((a, b) => a + b, 0) / values.length
  const spread = values.reduce((a, b) => a + (b - centre) * (b - centre), 0) / values.length
  return Math.abs(centre - expected) / Math.sqrt(spread / values.length)
}

describe('hestonStep', () => {
  it('moves the variance by its exact law', () => {
    for (const v of [0.001, 0.035, 0.3]) {
      const law = varianceLaw(HESTON_DEFAULT, v, YEARS)
      const ends = steps(v).map((end) => end.variance)
      for (const f of [(x: number) => x, Math.sqrt, (x: number) => Math.exp(-x / v)]) {
        expect(zOf(ends.map(f), expectation(law, f))).toBeLessThan(3)
      }
    }
  })

  it('gives returns the mean, variance, covariance with variance, and martingale of the model', () => {
    for (const v of [0.005, 0.035, 0.3]) {
      for (const share of [1, 0.7]) {
        const ends = steps(v, share)
        const total = expectedTotalVariance(HESTON_DEFAULT, v, YEARS)
        const meanV = theta + (v - theta) * Math.exp(-kappa * YEARS)
        expect(
          zOf(
            ends.map((e) => Math.exp(e.logLevel)),
            1,
          ),
        ).toBeLessThan(3)
        expect(
          zOf(
            ends.map((e) => e.logLevel),
            -0.5 * share * total,
          ),
        ).toBeLessThan(3)
        // E[M (v' - E v')] = rho sigma integral of exp(-kappa (T - s)) E v_s ds, M the return's martingale part; what
        // -share I / 2 adds to the covariance is two orders of the step smaller.
        const covariance = ends.map((e) => (e.logLevel + 0.5 * share * total) * (e.variance - meanV))
        const expected = Math.sqrt(share) * rho * sigma * total * (1 - 0.5 * kappa * YEARS)
        expect(zOf(covariance, expected)).toBeLessThan(3)
        const square = ends.map((e) => (e.logLevel + 0.5 * share * total) ** 2)
        expect(zOf(square, share * total)).toBeLessThan(3)
      }
    }
  })

  it('is a martingale to 1e-7 a step, by quadrature over all it draws', () => {
    const nodes = [
      -2.3506049736745, -1.3358490740137, -0.4360774119276, 0.4360774119276, 1.3358490740137, 2.3506049736745,
    ]
    const weights = [
      0.0045300099055, 0.1570673203229, 0.7246295952244, 0.7246295952244, 0.1570673203229, 0.0045300099055,
    ]
    for (const v of [0.0005, 0.005, 0.035, 0.3]) {
      const law = varianceLaw(HESTON_DEFAULT, v, YEARS)
      // The step's own draws, in the order it makes them: end variance (outer), integral, return (in closed form).
      const mean = expectation(law, (end) => {
        const bridge = (v + Math.sqrt(v * end) + end) / 3 + (sigma * sigma * YEARS) / 24
        const noise = Math.sqrt(Math.log1p((sigma * sigma * YEARS * (v + end)) / 24 / (bridge * bridge)))
        return nodes.reduce((sum, x, i) => {
          const total = YEARS * bridge * Math.exp(noise * Math.SQRT2 * x - 0.5 * noise * noise)
          const leaned = (rho / sigma) * (end - v - kappa * (theta * YEARS - total))
          return sum + (weights[i] / Math.sqrt(Math.PI)) * Math.exp(leaned - 0.5 * rho * rho * total)
        }, 0)
      })
      expect(Math.abs(mean - 1)).toBeLessThan(3e-7)
    }
  })
})

import { describe, expect, it } from 'vitest'
import { logGamma } from '../../../base/numerics/gamma.ts'
import { integrate } from '../../../base/numerics/integrate.ts'
import { HESTON_DEFAULT } from './heston-types.ts'
import { expectation, varianceLaw } from './variance-law.ts'

const STARTS = [1e-6, 0.001, 0.035, 0.3]
const TENORS = [0.001, 0.02, 0.25, 2]
/** Feller's condition met, barely met and broken. */
const WORLDS = [
  HESTON_DEFAULT,
  { ...HESTON_DEFAULT, volOfVariance: 0.3 },
  { ...HESTON_DEFAULT, volOfVariance: 0.7 },
]

function everywhere(
  check: (law: ReturnType<typeof varianceLaw>, v: number, t: number, i: number) => void,
): void {
  WORLDS.forEach((world, i) => {
    for (const v of STARTS) for (const t of TENORS) check(varianceLaw(world, v, t), v, t, i)
  })
}

describe('expectation', () => {
  it('has mass one, and the mean and variance of Cox, Ingersoll and Ross', () => {
    everywhere((law, v, t, i) => {
      const { meanReversion: kappa, longVariance: theta, volOfVariance: sigma } = WORLDS[i]
      const kept = Math.exp(-kappa * t)
      const mean = theta + (v - theta) * kept
      const variance =
        (v * sigma * sigma * kept * (1 - kept)) / kappa +
        (theta * sigma * sigma * (1 - kept) * (1 - kept)) / (2 * kappa)
      expect(Math.abs(expectation(law, () => 1) - 1)).toBeLessThan(1e-8)
      expect(Math.abs(expectation(law, (x) => x) / mean - 1)).toBeLessThan(1e-8)
      const second = expectation(law, (x) => (x - mean) * (x - mean))
      expect(Math.abs(second / variance - 1)).toBeLessThan(1e-7)
    })
  })

  it('agrees on the mean root with its Laplace transform, integrated', () => {
    // E[sqrt v] = (1 / (2 sqrt pi)) integral over s of (1 - L(s)) s^-3/2; s = y^2 takes the root away.
    everywhere((law, v, t) => {
      const { scale, freedom, noncentrality } = law
      const transform = (s: number): number => {
        const c = 2 * scale * s
        return Math.exp((-noncentrality * scale * s) / (1 + c) - 0.5 * freedom * Math.log1p(c))
      }
      // y from 0 to 1 / unit straight, beyond by y = 1 / (unit x).
      const unit = Math.sqrt(scale * (freedom + noncentrality))
      const inside = (y: number): number => (y === 0 ? 0 : (1 - transform((y * y) / (unit * unit))) / (y * y))
      const near = integrate(inside, 0, 1, 200)
      const far = integrate((x) => 1 - transform(1 / (x * x * unit * unit)), 0, 1, 400)
      const root = (unit * (near + far)) / Math.sqrt(Math.PI)
      expect({ v, t, gap: Math.abs(expectation(law, Math.sqrt) / root - 1) < 2e-7 }).toEqual({
        v,
        t,
        gap: true,
      })
    })
  })

  it('cuts at the same quantiles as a Poisson mixture of gamma laws', () => {
    const law = varianceLaw(HESTON_DEFAULT, 0.02, 0.1)
    for (const level of [0.005, 0.02, 0.05]) {
      const x = level / law.scale / 2
      let below = 0
      for (let n = 0; n < 60; n += 1) {
        const half = law.noncentrality / 2
        const weight = Math.exp(n * Math.log(half) - half - logGamma(n + 1))
        below += weight * regularisedGamma(law.freedom / 2 + n, x)
      }
      expect(Math.abs(expectation(law, () => 1, 0, level) - below)).toBeLessThan(1e-9)
      expect(Math.abs(expectation(law, () => 1, level) - (1 - below))).toBeLessThan(1e-9)
    }
  })
})

/** P(a, x) by its series (Abramowitz and Stegun 6.5.29). */
function regularisedGamma(a: number, x: number): number {
  let term = Math.exp(a * Math.log(x) - x - logGamma(a + 1))
  let sum = term
  for (let n = 1; n < 500; n += 1) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

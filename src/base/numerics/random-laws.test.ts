import { describe, expect, it } from 'vitest'
import { createRandom } from './random.ts'
import { nextGamma, nextNoncentralChiSquare } from './random-laws.ts'

const DRAWS = 60_000
/** Standard errors: the test looks at three dozen moments of fixed seeds. */
const Z_MAX = 3.5

/** Mean of f over draws, less what it should be, in standard errors. */
function zOf(draws: Float64Array, f: (x: number) => number, expected: number): number {
  let [sum, squares] = [0, 0]
  for (const x of draws) {
    sum += f(x)
    squares += f(x) * f(x)
  }
  const centre = sum / draws.length
  return (centre - expected) / Math.sqrt((squares / draws.length - centre * centre) / draws.length)
}

const sample = (draw: () => number): Float64Array => Float64Array.from({ length: DRAWS }, draw)

describe('nextGamma', () => {
  it('has the moments of its law above and below a shape of one', () => {
    for (const shape of [0.2, 0.62, 1, 1.15, 4.5, 60]) {
      const random = createRandom({ seed: 11, stream: Math.round(shape * 100) })
      const draws = sample(() => nextGamma(random, shape))
      expect(Math.abs(zOf(draws, (x) => x, shape))).toBeLessThan(Z_MAX)
      expect(Math.abs(zOf(draws, (x) => x * x, shape * (shape + 1)))).toBeLessThan(Z_MAX)
      // The Laplace transform looks at the small draws that the moments do not see.
      const transform = Math.exp(-shape * Math.log1p(1 / shape))
      expect(Math.abs(zOf(draws, (x) => Math.exp(-x / shape), transform))).toBeLessThan(Z_MAX)
    }
  })
})

describe('nextNoncentralChiSquare', () => {
  it('has the moments and the Laplace transform of its law', () => {
    for (const [freedom, noncentrality] of [
      [2.24, 0],
      [2.24, 3],
      [1.2, 40],
      [6, 900],
    ] as const) {
      const random = createRandom({ seed: 12, stream: Math.round(noncentrality) })
      const draws = sample(() => nextNoncentralChiSquare(random, freedom, noncentrality))
      const mean = freedom + noncentrality
      const second = mean * mean + 2 * (freedom + 2 * noncentrality)
      const s = 1 / mean
      const transform = Math.exp((-noncentrality * s) / (1 + 2 * s) - 0.5 * freedom * Math.log1p(2 * s))
      expect(Math.abs(zOf(draws, (x) => x, mean))).toBeLessThan(Z_MAX)
      expect(Math.abs(zOf(draws, (x) => x * x, second))).toBeLessThan(Z_MAX)
      expect(Math.abs(zOf(draws, (x) => Math.exp(-s * x), transform))).toBeLessThan(Z_MAX)
    }
  })

  it('stops where the shifted normal would need a chi-square of no freedom', () => {
    const random = createRandom({ seed: 1, stream: 0 })
    expect(() => nextNoncentralChiSquare(random, 1, 2)).toThrow('more than one degree')
  })
})

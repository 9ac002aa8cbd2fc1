import { describe, expect, it } from 'vitest'
import { logGamma } from './gamma.ts'

describe('logGamma', () => {
  it('is the factorial at whole numbers, and the root of pi at a half', () => {
    let factorial = 1
    for (let n = 1; n <= 20; n += 1) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 13)
      factorial *= n
    }
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 14)
  })

  it('obeys the duplication formula, which ties three arguments together', () => {
    for (const x of [0.01, 0.3, 1.12, 4.7, 33, 250]) {
      const left = logGamma(x) + logGamma(x + 0.5)
      const right = (1 - 2 * x) * Math.LN2 + 0.5 * Math.log(Math.PI) + logGamma(2 * x)
      expect(Math.abs(left - right)).toBeLessThan(4e-15 * Math.max(1, Math.abs(left)) * 4)
    }
  })

  it('stops on what it is not defined for', () => {
    for (const x of [0, -1, Number.NaN, Infinity]) expect(() => logGamma(x)).toThrow('positive argument')
  })
})

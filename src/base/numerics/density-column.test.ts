import { describe, expect, it } from 'vitest'
import { FixedPoint } from '../../../test/support/high-precision.ts'
import { densityColumn } from './density-column.ts'

const exact = new FixedPoint(1400)

describe('densityColumn', () => {
  it('is within 1e-15 + 1.2e-16 z^2 of the exact density over its whole range, both signs', () => {
    const size = 1521
    const distances = Float64Array.from({ length: size }, (_, i) => -38 + 0.05 * i)
    // Shares that are exact halves, so that the argument itself is not rounded differently.
    const shares = distances.map((_, i) => (i % 3) * 0.25)
    const out = new Float64Array(size)
    densityColumn(distances, shares, out, size)
    let counted = 0
    for (let i = 0; i < size; i += 1) {
      const z = distances[i] - 0.5 * shares[i]
      if (Math.abs(z) > 37.6) continue
      counted += 1
      const error = Math.abs(out[i] / exact.number(exact.density(exact.from(z))) - 1)
      expect(error, `z = ${z}`).toBeLessThan(1e-15 + 1.2e-16 * z * z)
    }
    expect(counted).toBeGreaterThan(1480)
  })

  it('is 0, never NaN, beyond 38 deviations, and leaves the rest of a longer column alone', () => {
    const out = new Float64Array(5).fill(7)
    densityColumn(Float64Array.of(39, -1e200, Infinity, 0), Float64Array.of(0, 1, 0.5, 0), out, 4)
    expect([...out]).toEqual([0, 0, 0, 1 / Math.sqrt(2 * Math.PI), 7])
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustAccept } from '../vocabulary/result.ts'
import { findAllRoots, findRoot } from './roots.ts'

describe('findRoot', () => {
  it('finds the root of a cubic with a known root to the last digit', () => {
    // Brent's and Wallis's example: x^3 - 2x - 5.
    const root = mustAccept(findRoot((x) => x * x * x - 2 * x - 5, 2, 3))
    expect(root).toBeCloseTo(2.0945514815423265, 15)
  })

  it('finds any root of any monotone function in few steps', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: 0.01, max: 20, noNaN: true }),
        (at, steep) => {
          let calls = 0
          const f = (x: number): number => {
            calls += 1
            return Math.tanh(steep * (x - at)) + 0.1 * (x - at)
          }
          const root = mustAccept(findRoot(f, -60, 70))
          expect(Math.abs(root - at)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(at)))
          expect(calls).toBeLessThan(200)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('accepts a root on an end, and stops at the tolerance asked for', () => {
    expect(mustAccept(findRoot((x) => x - 1, 1, 5))).toBe(1)
    expect(mustAccept(findRoot((x) => x - 5, 1, 5))).toBe(5)
    let calls = 0
    const root = mustAccept(
      findRoot(
        (x) => {
          calls += 1
          return Math.exp(x) - 3
        },
        0,
        4,
        { tolerance: 1e-3 },
      ),
    )
    expect(Math.abs(root - Math.log(3))).toBeLessThan(1e-3)
    expect(calls).toBeLessThan(12)
  })

  it('refuses where there is no sign change, no finite value, or no time, and never returns NaN', () => {
    const none = findRoot((x) => x * x + 1, -1, 2, { what: 'break-even' })
    expect(none.ok ? null : [none.refusal.code, none.refusal.field]).toEqual(['number.no-root', 'break-even'])
    const broken = findRoot((x) => (x > 0.3 && x < 0.7 ? Number.NaN : x - 0.5), 0, 1)
    expect(broken.ok ? null : broken.refusal.code).toBe('number.not-finite')
    const atEnd = findRoot(Math.log, 0, 3)
    expect(atEnd.ok ? null : atEnd.refusal.code).toBe('number.not-finite')
    const hurried = findRoot((x) => x * x * x - 2, 0, 100, { iterationsMax: 3 })
    expect(hurried.ok ? null : hurried.refusal.code).toBe('number.no-convergence')
  })
})

describe('findAllRoots', () => {
  it('finds every sign change, ascending', () => {
    const roots = findAllRoots(Math.sin, 0.5, 10, { samples: 30 })
    expect(roots).toHaveLength(3)
    roots.forEach((root, i) => expect(root).toBeCloseTo((i + 1) * Math.PI, 13))
  })

  it('finds two roots inside one interval by following the dip', () => {
    const roots = findAllRoots((x) => (x - 0.5001) * (x - 0.5), 0, 1, { samples: 7 })
    expect(roots).toHaveLength(2)
    expect(roots[0]).toBeCloseTo(0.5, 12)
    expect(roots[1]).toBeCloseTo(0.5001, 12)
  })

  it('counts a root on a sample once and passes over gaps in the domain', () => {
    expect(findAllRoots((x) => x, -1, 1, { samples: 4 })).toEqual([0])
    const roots = findAllRoots((x) => Math.log(x) - 1, -2, 5, { samples: 20 })
    expect(roots).toHaveLength(1)
    expect(roots[0]).toBeCloseTo(Math.E, 13)
    expect(findAllRoots(() => 1, 0, 1, { samples: 5 })).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { quoteWidth } from './quote-width.ts'
import { strikeLadder } from './strike-ladder.ts'

const base = { vega_points: 3, intrinsic_points: 0, vix_points: 20, tick_points: 0.1 }

describe('quoteWidth', () => {
  it('is a tick without vega, and widens with vega, VIX and depth in the money', () => {
    expect(quoteWidth({ ...base, vega_points: 0 })).toBe(0.1)
    expect(quoteWidth(base)).toBeCloseTo(0.58, 12)
    expect(quoteWidth({ ...base, vix_points: 40 })).toBeCloseTo(0.1 + 4 * 0.48, 12)
    expect(quoteWidth({ ...base, intrinsic_points: 400 })).toBeCloseTo(1.58, 12)
  })
})

describe('strikeLadder', () => {
  it('is every five points around the forward when near, coarser when far or deep', () => {
    const near = [...strikeLadder(2_874.56, 30)]
    const step = (at: number): number => (near[near.indexOf(at) + 1] ?? 0) - at
    expect(step(2_870)).toBe(5)
    expect(step(1_500)).toBe(25)
    expect(step(1_000)).toBe(100)
    const far = [...strikeLadder(2_874.56, 300)]
    expect(far).not.toContain(2_870)
    expect(far).toContain(2_875)
    for (const ladder of [near, far]) {
      expect(ladder).toEqual([...new Set(ladder)].sort((a, b) => a - b))
      expect(ladder[0]).toBeGreaterThan(0)
    }
  })
})

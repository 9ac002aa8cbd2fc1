import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitWalk } from './walk.ts'

const RULES = { everyMinutes: 3, stepsMax: 8 }
const limits = (mid_points: number, natural_points: number, stepsMax = 8): number[] =>
  limitWalk({ mid_points, natural_points }, 0.05, { everyMinutes: 3, stepsMax }).map(
    (step) => step.limit_points,
  )

describe('the limit walk', () => {
  it('goes from the mid, rounded down to a tick, to natural', () => {
    expect(limits(0.675, 0.45)).toEqual([0.65, 0.6, 0.55, 0.5, 0.45])
    expect(limits(0.65, 0.45)).toEqual([0.65, 0.6, 0.55, 0.5, 0.45])
  })
  it('takes longer strides where there are more ticks than steps', () => {
    const steps = limits(13.45, 12.1)
    expect(steps).toHaveLength(8)
    expect(steps[0]).toBe(13.45)
    expect(steps[7]).toBe(12.1)
  })
  it('never offers to pay: with a natural debit it ends at one tick', () => {
    expect(limits(0.2, -0.3)).toEqual([0.2, 0.15, 0.1, 0.05])
    expect(limits(0.04, -0.3)).toEqual([])
  })
  it('is one step where mid and natural are one price', () => {
    expect(limits(1.15, 1.15)).toEqual([1.15])
  })
  it('is legal, strictly falling, never better than mid and never below natural, for any market', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100, max: 1000 }),
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 2, max: 12 }),
        (naturalTicks, halfTicks, stepsMax) => {
          const natural = naturalTicks * 0.05
          const mid = natural + halfTicks * 0.025
          const walk = limitWalk({ mid_points: mid, natural_points: natural }, 0.05, {
            everyMinutes: 3,
            stepsMax,
          })
          expect(walk.length).toBeLessThanOrEqual(stepsMax)
          walk.forEach((step, i) => {
            expect(step.limit_points).toBeLessThanOrEqual(mid + 1e-9)
            expect(step.limit_points).toBeGreaterThanOrEqual(Math.max(0.05, natural) - 1e-9)
            expect(Math.abs(step.limit_points / 0.05 - Math.round(step.limit_points / 0.05))).toBeLessThan(
              1e-9,
            )
            if (i > 0) expect(step.limit_points).toBeLessThan(walk[i - 1].limit_points)
            expect(step.afterMinutes).toBe(3 * i)
          })
          if (naturalTicks >= 1) expect(walk.at(-1)?.limit_points).toBeCloseTo(natural, 9)
        },
      ),
      { numRuns: 5_000 },
    )
  })
  it('keeps its clock', () => {
    const walk = limitWalk({ mid_points: 1, natural_points: 0.9 }, 0.05, RULES)
    expect(walk.map((step) => step.afterMinutes)).toEqual([0, 3, 6])
  })
})

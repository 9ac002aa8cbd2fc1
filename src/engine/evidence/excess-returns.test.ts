import { describe, expect, it } from 'vitest'
import { excessReturns } from './excess-returns.ts'

const of = (...equity: readonly number[]) =>
  excessReturns({
    equity_cents: Float64Array.from(equity),
    billsReturns: new Float64Array(equity.length).fill(0.01),
  })

describe('returns in excess of bills, through a ruin', () => {
  it('are plain where the account lives', () => {
    const { excess, ruinedAt } = of(100, 110, 99)
    expect(ruinedAt).toBeNull()
    expect([...excess].map((value) => Math.round(value * 1e12) / 1e12)).toEqual([0.09, -0.11])
  })
  it.each([
    ['at zero', [100, 110, 0, 0, 0], [0.09, -1.01, 0, 0], 1],
    ['below it, and back', [100, 110, -50, 40, 80], [0.09, -1.01, 0, 0], 1],
    ['on the first day', [-1, 10, 20], [-1.01, 0], 0],
  ])('lose all on the day of ruin, and are nothing afterwards: %s', (_name, equity, wanted, step) => {
    const { excess, ruinedAt } = of(...equity)
    expect(ruinedAt).toBe(step)
    expect([...excess].map((value) => Math.round(value * 1e12) / 1e12)).toEqual(wanted)
  })
})

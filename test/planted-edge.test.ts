/** An edge known by construction is recovered by the intervals that reports print, and an edge that is not there is not. */
import { describe, expect, it } from 'vitest'
import { recoveredEdge } from './support/planted-cycles.ts'

const CYCLES = 400
const SHARE = 0.8

describe('a planted edge', () => {
  it('lies in the 95 % interval of what condors earned in at least 90 of 100 seeds', () => {
    const { held } = recoveredEdge({ seeds: 100, cycles: CYCLES, claimedShare: SHARE, realisedShare: SHARE })
    expect(held).toBeGreaterThanOrEqual(90)
  })

  it('is missed, far below that, where it was taken out, doubled, or claimed twice over', () => {
    const seeds = 20
    const of = (realisedShare: number, factor = 1): number =>
      recoveredEdge({ seeds, cycles: CYCLES, claimedShare: SHARE, realisedShare, factor }).held
    expect(of(1)).toBeLessThan(seeds / 2)
    expect(of(2 * SHARE - 1)).toBeLessThan(seeds / 2)
    expect(of(SHARE, 2)).toBeLessThan(seeds / 2)
  })
})

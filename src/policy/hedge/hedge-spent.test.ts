import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hedgeSpentLastYear } from './hedge-spent.ts'

describe('what counts against the budget', () => {
  it('nets receipts against earlier premium, and gives no credit for gains', () => {
    const flows = [
      { day: 100, dollars: 3000 },
      { day: 130, dollars: -1000 },
      { day: 160, dollars: -9000 },
      { day: 190, dollars: 2500 },
    ]
    expect([100, 130, 160, 190].map((day) => hedgeSpentLastYear(flows, day))).toEqual([3000, 2000, 0, 2500])
    expect(hedgeSpentLastYear(flows, 190 + 365)).toBe(0)
  })
  it('is the most paid net from any day of the year on, by trying them all', () => {
    const flow = fc.record({
      day: fc.integer({ min: 0, max: 800 }),
      dollars: fc.integer({ min: -5000, max: 5000 }),
    })
    fc.assert(
      fc.property(fc.array(flow, { maxLength: 30 }), fc.integer({ min: 0, max: 900 }), (flows, asOf) => {
        let most = 0
        for (let from = asOf - 364; from <= asOf; from += 1) {
          const net = flows
            .filter(({ day }) => day >= from && day <= asOf)
            .reduce((sum, { dollars }) => sum + dollars, 0)
          most = Math.max(most, net)
        }
        expect(hedgeSpentLastYear(flows, asOf)).toBe(most)
      }),
      { numRuns: 200 },
    )
  })
})

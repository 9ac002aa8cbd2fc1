import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
import { putWriteContracts, putWriteSettlement, putWriteValue, strikeBeside } from './put-write.ts'

const listed = Float64Array.from({ length: 2000 }, (_, i) => 5 * (i + 1))

/** Roll points as published on Cboe's roll pages: PUT and its time-weighted twin PWT (2021), and BXMU (2025). */
const PUT_ROLLS = [
  {
    index: 'PUT',
    date: '2021-04-16',
    reference: 4178.75,
    strike: 4175,
    premium: 67.777264,
    contracts: 0.523745234,
    value: 2151.1,
  },
  {
    index: 'PUT',
    date: '2021-02-19',
    reference: 3926.9,
    strike: 3925,
    premium: 69.055735,
    contracts: 0.540042673,
    value: 2082.3,
  },
]
const PWT_ROLLS = [
  { date: '2021-04-16', strike: 4175, premium: 67.464167, contracts: 0.515677968 },
  { date: '2021-02-19', strike: 3925, premium: 68.739111, contracts: 0.531938176 },
]
const BXMU_ROLLS = [
  { date: '2025-03-21', reference: 5637.51, strike: 5640 },
  { date: '2025-02-21', reference: 6081.8, strike: 6085 },
  { date: '2025-01-17', reference: 6002.99, strike: 6005 },
]
/** Four-week bills yielded between nothing and 0.05 % a year at the time: simple returns over four weeks. */
const BILLS = [0, (0.0005 * 28) / 365]

describe('the PutWrite roll', () => {
  it.each(PUT_ROLLS)('gives the published value of $index on $date from its published terms', (roll) => {
    expect(strikeBeside(listed, roll.reference, 'below')).toBe(roll.strike)
    const [highest, lowest] = BILLS.map((r) =>
      putWriteValue(roll.contracts, roll.strike / (1 + r), roll.premium),
    )
    // Published to a tenth; what the bills add to the doubt is less than that.
    expect(highest - lowest).toBeLessThan(0.1)
    expect(roll.value).toBeGreaterThanOrEqual(lowest - 0.05)
    expect(roll.value).toBeLessThanOrEqual(highest + 0.05)
  })
  it.each([...PUT_ROLLS, ...PWT_ROLLS])('gives the published number of puts back, on $date', (roll) => {
    for (const billsReturn of BILLS) {
      const value = putWriteValue(roll.contracts, roll.strike / (1 + billsReturn), roll.premium)
      const again = putWriteContracts({
        value,
        strike_points: roll.strike,
        premium_points: roll.premium,
        billsReturn,
      })
      expect(again).toBeCloseTo(roll.contracts, 9)
    }
  })
  it('moves both indices alike between the same two rolls, which only the premium tells apart', () => {
    const growth = ([late, early]: readonly {
      strike: number
      premium: number
      contracts: number
    }[]): number =>
      putWriteValue(late.contracts, late.strike, late.premium) /
      putWriteValue(early.contracts, early.strike, early.premium)
    expect(Math.abs(growth(PUT_ROLLS) - growth(PWT_ROLLS))).toBeLessThan(0.001)
    expect(growth(PUT_ROLLS)).toBeCloseTo(1.033, 3)
  })
  it.each(BXMU_ROLLS)('takes the strike above for a call: $date', ({ reference, strike }) => {
    expect(strikeBeside(listed, reference, 'above')).toBe(strike)
  })
  it('never takes the strike that the index stands on, and none where there is none', () => {
    expect(strikeBeside(listed, 4175, 'below')).toBe(4170)
    expect(strikeBeside(listed, 4175, 'above')).toBe(4180)
    expect(strikeBeside([4200, 4210], 4175, 'below')).toBeNull()
  })
  it('keeps the premium and the bills when puts expire worthless, and cannot fall below zero', () => {
    const figures = fc.record({
      value: fc.double({ min: 50, max: 5000, noNaN: true }),
      strike_points: fc.double({ min: 100, max: 9000, noNaN: true }),
      premiumShare: fc.double({ min: 0, max: 0.5, noNaN: true }),
      billsReturn: fc.double({ min: 0, max: 0.02, noNaN: true }),
      settled: fc.double({ min: 0, max: 2, noNaN: true }),
    })
    fc.assert(
      fc.property(figures, ({ value, strike_points, premiumShare, billsReturn, settled }) => {
        const premium_points = premiumShare * strike_points
        const contracts = putWriteContracts({ value, strike_points, premium_points, billsReturn })
        // At the roll nothing is gained or lost.
        expect(
          putWriteValue(contracts, strike_points / (1 + billsReturn), premium_points) / value,
        ).toBeCloseTo(1, 9)
        const after = putWriteSettlement(contracts, strike_points, settled * strike_points)
        expect(after).toBeGreaterThanOrEqual(0)
        expect(after / (contracts * strike_points)).toBeCloseTo(Math.min(1, settled), 9)
      }),
    )
  })
})

describe('the preset cndr', () => {
  it("has the deltas and the expiry of the Cboe condor index's product page", () => {
    const rules = mustAccept(presetNamed('cndr'))
    expect(rules.structures).toHaveLength(1)
    expect(rules.structures[0].contract).toMatchObject({
      kind: 'condor',
      // The third Friday of the next month, settled at the open.
      expiry: { settlement: 'AM', monthlyOnly: true },
      shorts: { kind: 'delta', put: 0.2, call: 0.2 },
      wings: { kind: 'delta', put: 0.05, call: 0.05 },
    })
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OptionLeg } from './legs.ts'
import { occSymbol } from './legs.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import { marginRequirement, worstSettlement } from './margin.ts'
import { priceStructure } from './price-structure.ts'
import { settlementValue } from './settlement-value.ts'

const leg = (right: 'C' | 'P', strike_points: number, quantity: number): OptionLeg => ({
  right,
  strike_points,
  quantity,
})

const condor = (shortPut: number, shortCall: number, putWidth: number, callWidth: number): OptionLeg[] => [
  leg('P', shortPut - putWidth, 1),
  leg('P', shortPut, -1),
  leg('C', shortCall, -1),
  leg('C', shortCall + callWidth, 1),
]

describe('margin', () => {
  it('is the wider side less the credit', () => {
    expect(marginRequirement(condor(4800, 5200, 50, 100), 12, 100)).toBe(8800)
    expect(marginRequirement(condor(4800, 5200, 100, 50), 12, 100)).toBe(8800)
  })
  it('is never below the loss at any settlement, whatever the wings', () => {
    const five = fc.integer({ min: 1, max: 60 }).map((steps) => steps * 5)
    fc.assert(
      fc.property(
        five,
        five,
        fc.integer({ min: 0, max: 120 }).map((steps) => steps * 5),
        fc.double({ min: 0, max: 40, noNaN: true }),
        fc.double({ min: 0, max: 12_000, noNaN: true }),
        (putWidth, callWidth, gap, credit, settlement) => {
          const legs = condor(4900, 4900 + gap, putWidth, callWidth)
          const loss = -(credit + settlementValue(legs, settlement)) * 100
          expect(marginRequirement(legs, credit, 100)).toBeGreaterThanOrEqual(loss - 1e-6)
        },
      ),
      { numRuns: 100_000 },
    )
  })
  it('is reached: the wider side can lose all of it', () => {
    const legs = condor(4800, 5200, 25, 75)
    expect(worstSettlement(legs)).toBe(-75)
    expect(settlementValue(legs, 6000)).toBe(-75)
    expect(settlementValue(legs, 4000)).toBe(-25)
  })
  it('charges both sides where the shorts cross, since both can lose at once', () => {
    // Short put 5100 above short call 4900: at 5000 both wings lose their whole width.
    expect(worstSettlement(condor(5100, 4900, 50, 50))).toBe(-100)
  })
  it('stops on a naked call', () => {
    expect(() => worstSettlement([leg('C', 5000, -1)])).toThrow('naked')
  })
})

describe('the price of a structure', () => {
  const quoted = (right: 'C' | 'P', strike: number, quantity: number, bid: number, ask: number) => ({
    ...leg(right, strike, quantity),
    bid_points: bid,
    ask_points: ask,
    zeroBid: bid === 0,
  })
  it('is the middle of every leg, and bids sold against asks bought', () => {
    const legs = [
      quoted('P', 4675, 1, 0.9, 1),
      quoted('P', 4680, -1, 1.2, 1.3),
      quoted('C', 4740, -1, 1, 1.1),
      quoted('C', 4745, 1, 0.65, 0.7),
    ]
    expect(priceStructure(legs)).toEqual({ mid_points: 0.675, natural_points: 0.5 })
  })
  it('counts a bought leg without a bid at its ask, and a sold one at nothing', () => {
    expect(priceStructure([quoted('P', 4000, 1, 0, 0.1)])).toEqual({ mid_points: -0.1, natural_points: -0.1 })
    expect(priceStructure([quoted('P', 4000, -1, 0, 0.1)])).toEqual({ mid_points: 0, natural_points: 0 })
  })
})

describe('the OCC symbol', () => {
  it('has 21 characters', () => {
    expect(occSymbol('SPXW', isoDate('2024-02-16'), 'P', 4500)).toBe('SPXW  240216P04500000')
    expect(occSymbol('SPX', isoDate('2024-02-16'), 'C', 4507.5)).toBe('SPX   240216C04507500')
  })
})
